import { listRecords, readRecord, recordFile } from '../../translations/records.ts'
import { displayPath } from '../../settings/text-file.ts'
import type { Rule } from '../rule.ts'

/** A file of content/translations that no command wrote, or that belongs to nothing. */
export const translationRecord: Rule = {
  id: 'translation-record',
  severity: 'error',
  check(content, report) {
    for (const { locale, path } of listRecords(content.tree.dir)) {
      for (const { file, message, line } of readRecord(content.tree.dir, locale, path).findings) report({ file }, message, { line: line ?? 1 })
      if (content.translations.source(locale, path)) continue
      const file = displayPath(recordFile(content.tree.dir, locale, path))
      report(
        { file },
        `There is no translation ${locale}/${path} that this record could belong to. Delete the file, or move it with the article.`,
        { line: 1 },
        'warning',
      )
    }
  },
}
