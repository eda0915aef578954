import { RESERVED_ID } from '../../articles/reserved.ts'
import type { Rule } from '../rule.ts'

/** An id that the page around the article has itself: links, labels and scripts would find the wrong element. */
export const reservedId: Rule = {
  id: 'reserved-id',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    for (const text of content.texts) {
      const ids = [...text.headings, ...text.tags.map(({ props, place }) => ({ id: String(props['id'] ?? ''), place }))]
      for (const { id, place } of ids) {
        if (RESERVED_ID.test(id)) report(text, `The id "${id}" belongs to the page around the article. Write another, e.g. "${id.replace('--', '-')}".`, place)
      }
    }
  },
}
