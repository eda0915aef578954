import { findMissingPart } from '../../articles/markdown-slips.ts'
import type { Rule } from '../rule.ts'

/** A link such as `mailto:` or `https://` with nothing behind it, or with something before its site that does not belong to readers. */
export const incompleteAddress: Rule = {
  id: 'incomplete-address',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const { address, place } of text.links) {
        const missing = findMissingPart(address)
        if (missing) report(text, `The address "${address}" lacks ${missing}. Complete it, or remove the link.`, place)
        else if (/^\s*https?:[\\/]*[^\\/?#]*@/i.test(address))
          report(text, `The address "${address}" names a user before the "@", which browsers refuse or readers would sign in with. Remove that part.`, place)
      }
    }
  },
}
