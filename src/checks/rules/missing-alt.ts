import type { Rule } from '../rule.ts'

/** An image without words for readers who do not see it. */
export const missingAlt: Rule = {
  id: 'missing-alt',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, alt, from, place } of text.images) {
        if (alt !== undefined && alt.trim() !== '') continue
        if (from === 'Markdown') {
          report(
            text,
            `The image "${address}" has no alternative text. Say what the reader learns from it: ![text](${address}). Leave it empty only if the image is decoration.`,
            place,
            'warning',
          )
        } else {
          report(text, `<${from} src="${address}"> has no alternative text. Say what the reader learns from it: alt="text".`, place)
        }
      }
    }
  },
}
