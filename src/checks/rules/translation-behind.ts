import type { Rule } from '../rule.ts'

/** A translation of what the original said earlier. */
export const translationBehind: Rule = {
  id: 'translation-behind',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, path, changes, total } of content.translationStatuses) {
      if (changes.length === 0) continue
      const { name, original } = content.languageNames(locale)
      const count = `${changes.length} of ${total} block${total === 1 ? '' : 's'}`
      const message = `${original} changed in ${count} since this was translated. See them with "npm run translate -- diff ${locale} ${path}". If ${name} needs no change: "npm run translate -- confirm ${locale} ${path}".`
      report({ file }, message, { line: 1 })
    }
  },
}
