import type { Rule } from '../rule.ts'

/** A translation of an article that the language of the originals does not have (any more). */
export const translationOrphan: Rule = {
  id: 'translation-orphan',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, path, state } of content.translationStatuses) {
      if (state !== 'orphan') continue
      const { original } = content.languageNames(locale)
      const message = `There is no ${original} article "${path}" that this would translate, so nobody will notice when it is out of date. If the original moved, move this file too; if it is gone, remove it; else write the original.`
      report({ file }, message, { line: 1 })
    }
  },
}
