import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A shared paragraph that does not exist in the language of the article or its fallbacks, or that shows itself. */
export const unknownSnippet: Rule = {
  id: 'unknown-snippet',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      const chain = content.chain(text.locale)
      const known = content.tree.snippets.filter((snippet) => chain.includes(snippet.locale)).map((snippet) => snippet.id)
      for (const { name, props, place } of text.tags) {
        const id = props['id']
        if (name !== 'Snippet' || typeof id !== 'string') continue
        if (text.kind === 'snippet') report(text, 'A snippet cannot show another snippet. Write the text out.', place)
        else if (!known.includes(id)) {
          report(
            text,
            `There is no snippet "${id}".${didYouMean(findNearest(id, known))} Add content/snippets/${text.locale}/${id}.mdx, or correct the id.`,
            place,
          )
        }
      }
    }
  },
}
