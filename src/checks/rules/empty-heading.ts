import type { Rule } from '../rule.ts'

/** A heading without words: screen readers announce it and say nothing, and the list of contents has an empty line. */
export const emptyHeading: Rule = {
  id: 'empty-heading',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { text: words, depth, place } of text.headings) {
        if (words === '') report(text, `This heading has no words. Write them after ${'#'.repeat(depth)}, or remove the line.`, place)
      }
    }
  },
}
