import { didYouMean, findNearest } from '../nearest.ts'
import type { Rule } from '../rule.ts'

/** A folder of articles in a language that the settings do not list: nobody could reach them. */
export const unknownLocale: Rule = {
  id: 'unknown-locale',
  severity: 'error',
  check(content, report) {
    if (content.locales.length === 0) return
    for (const text of content.texts) {
      if (content.locales.includes(text.locale)) continue
      const near = didYouMean(findNearest(text.locale, content.locales))
      report(
        text,
        `The folder "${text.locale}" is no locale of this help centre.${near} Locales are ${content.locales.join(', ')}; add it to content/settings.yml or rename the folder.`,
        { line: 1 },
      )
    }
  },
}
