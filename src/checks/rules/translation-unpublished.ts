import { percentOf } from '../../translations/progress.ts'
import { findUnpublished } from '../../translations/publish.ts'
import type { Rule } from '../rule.ts'

/** A translation that readers do not get, because too little of it is translated or up to date. */
export const translationUnpublished: Rule = {
  id: 'translation-unpublished',
  severity: 'warning',
  check(content, report) {
    const least = content.tree.readable.translations?.publishFrom
    if (least === undefined) return
    for (const status of findUnpublished(content.translationStatuses, least)) {
      const { name } = content.languageNames(status.locale)
      const message = `This is not published: ${percentOf(status)} % is translated and up to date, ${least} % is needed ("publishFrom" in ${content.fileName('settings.yml')}). Readers of ${name} get a fallback. See what is missing with "npm run translate -- status ${status.locale}".`
      report(status, message, { line: 1 })
    }
  },
}
