import { existsSync, readdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { OWN_MESSAGES } from '../../languages/load.ts'
import { didYouMean, findNearest } from '../../settings/nearest.ts'
import { displayPath } from '../../settings/text-file.ts'
import type { CheckedContent } from '../content.ts'
import type { Report, Rule } from '../rule.ts'

/** A folder of articles, or a file of words, in a language that the settings do not list: nobody could reach them. */
export const unknownLocale: Rule = {
  id: 'unknown-locale',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    if (content.locales.length === 0) return
    const settings = content.fileName('settings.yml')
    // One finding for a folder, at its first file: its name is what is wrong, not its articles.
    const folders = Map.groupBy(
      content.texts.filter((text) => !content.locales.includes(text.locale)),
      (text) => `${text.kind}/${text.locale}`,
    )
    for (const [first, ...others] of folders.values()) {
      if (!first) continue
      const near = didYouMean(findNearest(first.locale, content.locales))
      const count = others.length === 0 ? '' : ` (${others.length + 1} files)`
      report(
        first,
        `The folder "${first.locale}"${count} is no locale of this help centre.${near} Locales are ${content.locales.join(', ')}; add it to ${settings} or rename the folder.`,
        { line: 1 },
      )
    }
    for (const { locale, file } of content.tree.guides) {
      if (content.locales.includes(locale)) continue
      const near = didYouMean(findNearest(locale, content.locales))
      const message = `The folder "${locale}" is no locale of this help centre.${near} Locales are ${content.locales.join(', ')}; add it to ${settings} or rename the folder.`
      report({ file }, message, { line: 1 })
    }
    for (const [kind, files] of Object.entries({ glossary: content.tree.glossary, synonyms: content.tree.synonyms, wording: content.tree.wording })) {
      for (const locale of files.keys()) {
        if (content.locales.includes(locale)) continue
        const near = didYouMean(findNearest(locale, content.locales))
        report(
          { file: displayPath(join(content.tree.dir, kind, `${locale}.yml`)) },
          `"${locale}" is no locale of this help centre.${near} Locales are ${content.locales.join(', ')}; add it to ${settings} or rename the file.`,
          { line: 1 },
        )
      }
    }
    reportMessages(content, report)
  },
}

/** Interface texts that no page shows. The product's own folder keeps those of more languages than a help centre has. */
function reportMessages(content: CheckedContent, report: Report): void {
  const dir = join(content.tree.dir, 'messages')
  if (!existsSync(dir) || resolve(dir) === resolve(OWN_MESSAGES)) return
  const settings = content.fileName('settings.yml')
  for (const name of readdirSync(dir)) {
    const locale = name.replace(/\.json$/, '')
    if (locale === name || content.locales.includes(locale)) continue
    const near = didYouMean(findNearest(locale, content.locales))
    report(
      { file: displayPath(join(dir, name)) },
      `"${locale}" is no locale of this help centre, so no page shows these texts.${near} Locales are ${content.locales.join(', ')}; add it to ${settings}, rename the file, or remove it.`,
      { line: 1 },
      'warning',
    )
  }
}
