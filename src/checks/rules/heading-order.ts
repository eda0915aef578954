import type { Rule } from '../rule.ts'

/** Headings that skip a level, or a second title: screen reader users lose the outline. */
export const headingOrder: Rule = {
  id: 'heading-order',
  severity: 'error',
  check(content, report) {
    for (const text of content.articles) {
      // The title of the article is the first-level heading.
      let level = 1
      for (const { depth, text: words, place } of text.headings) {
        if (depth === 1) {
          report(text, `"${words}" is a heading of the first level, which is the article's title. Write ## instead of #.`, place, 'warning')
          level = 2
          continue
        }
        if (depth > level + 1) {
          report(
            text,
            `The heading "${words}" skips from level ${level} to level ${depth}. Write ${'#'.repeat(level + 1)} instead of ${'#'.repeat(depth)}.`,
            place,
          )
        }
        level = depth
      }
    }
  },
}
