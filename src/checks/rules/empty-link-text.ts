import type { Rule } from '../rule.ts'

/** A link without words, which nobody can see or press. */
export const emptyLinkText: Rule = {
  id: 'empty-link-text',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, words, place } of text.links) {
        if (words === '') report(text, `The link to "${address}" has no words, so readers cannot see it. Say where it leads: [words](${address}).`, place)
      }
    }
  },
}
