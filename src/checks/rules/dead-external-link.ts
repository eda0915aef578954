import { listExternalLinks } from '../external/addresses.ts'
import type { Rule } from '../rule.ts'

/** A link to a page of another site that is gone. Only `npm run check -- --external` knows. */
export const deadExternalLink: Rule = {
  id: 'dead-external-link',
  severity: 'error',
  check(content, report) {
    if (content.external.size === 0) return
    for (const { address, file, place } of listExternalLinks(content)) {
      const answer = content.external.get(address)
      if (answer?.kind === 'gone') {
        report({ file }, `There is nothing at "${address}" any more: its server answers ${answer.status}. Find where it is now, or remove the link.`, place)
      } else if (answer?.kind === 'nameless') {
        // A name can be away for an hour; a warning is enough to look.
        report(
          { file },
          `There is no server of the name "${new URL(address).hostname}". Correct the address, or remove the link if its owner has given it up.`,
          place,
          'warning',
        )
      }
    }
  },
}
