import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A folder of articles in a language that the settings do not list: nobody could reach them. */
export const unknownLocale: Rule = {
  id: 'unknown-locale',
  severity: 'error',
  check(content, report) {
    if (content.locales.length === 0) return
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
        `The folder "${first.locale}"${count} is no locale of this help centre.${near} Locales are ${content.locales.join(', ')}; add it to content/settings.yml or rename the folder.`,
        { line: 1 },
      )
    }
  },
}
