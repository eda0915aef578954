import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A word whose meaning the glossary does not give in the language of the article or its fallbacks. */
export const unknownTerm: Rule = {
  id: 'unknown-term',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      const chain = content.chain(text.locale)
      // What a broken glossary holds is not known; its own finding is the one to mend.
      if (chain.some((code) => content.isBroken(`glossary/${code}.yml`))) continue
      const known = new Set(chain.flatMap((code) => content.tree.glossary.get(code)?.map((entry) => entry.id) ?? []))
      for (const { name, props, place } of text.tags) {
        const id = props['id']
        if (name !== 'Term' || typeof id !== 'string' || known.has(id)) continue
        report(
          text,
          `The glossary has no term "${id}".${didYouMean(findNearest(id, known))} Add it to ${content.fileName(`glossary/${text.locale}.yml`)}, or correct the id.`,
          place,
        )
      }
    }
  },
}
