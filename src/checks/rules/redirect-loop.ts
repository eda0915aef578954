import { followRedirects } from '../../articles/redirects.ts'
import { findRedirectPlace } from '../redirect-place.ts'
import type { Rule } from '../rule.ts'

/** Redirects that lead back to where they begin. */
export const redirectLoop: Rule = {
  id: 'redirect-loop',
  severity: 'error',
  check(content, report) {
    const ends = followRedirects(content.tree.redirects)
    for (const [index, { from, to }] of content.tree.redirects.entries()) {
      if (ends.has(from)) continue
      const { file, place } = findRedirectPlace(content, index, 'to')
      report({ file }, `Readers of "${from}" are sent to "${to}" and in a circle from there, to no page. Write where the article is now.`, place)
    }
  },
}
