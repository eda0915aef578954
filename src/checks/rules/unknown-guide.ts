import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A guide that an article shows and that does not exist in any language. */
export const unknownGuide: Rule = {
  id: 'unknown-guide',
  severity: 'error',
  check(content, report) {
    const known = [...new Set(content.tree.guides.map(({ id }) => id))]
    for (const text of content.texts) {
      for (const { name, props, place } of text.tags) {
        const id = props['id']
        if (name !== 'Guide' || typeof id !== 'string' || known.includes(id)) continue
        report(text, `There is no guide "${id}".${didYouMean(findNearest(id, known))} Add content/guides/${text.locale}/${id}.yml, or correct the id.`, place)
      }
    }
  },
}
