import { listExternalLinks } from '../external/addresses.ts'
import type { Rule } from '../rule.ts'

/** A link to a page of another site that has another address for good. Only `npm run check -- --external` knows. */
export const movedExternalLink: Rule = {
  id: 'moved-external-link',
  severity: 'warning',
  check(content, report) {
    if (content.external.size === 0) return
    for (const { address, hash, file, place } of listExternalLinks(content)) {
      const answer = content.external.get(address)
      if (answer?.kind !== 'moved') continue
      const to = answer.to.includes('#') ? answer.to : `${answer.to}${hash}`
      report({ file }, `"${address}" has moved for good. Write its new address: ${to}`, place)
    }
  },
}
