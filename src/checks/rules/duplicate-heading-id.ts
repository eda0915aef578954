import type { Rule } from '../rule.ts'

/** Two headings with one id: every link to the second leads to the first. */
export const duplicateHeadingId: Rule = {
  id: 'duplicate-heading-id',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      const seen = new Map<string, number>()
      for (const { id, text: words, place } of text.headings) {
        const first = id === '' ? undefined : seen.get(id)
        if (first === undefined) seen.set(id, place.line)
        else
          report(text, `The heading "${words}" has the id "${id}", which the heading on line ${first} has already. Give this one another: {#${id}-2}.`, place)
      }
    }
  },
}
