import type { Rule } from '../rule.ts'
import { chosenWords, wholeWord } from '../listed-words.ts'

/** A word that content/wording/<locale>.yml asks writers not to use. */
export const avoidedWord: Rule = {
  id: 'avoided-word',
  severity: 'warning',
  check(content, report) {
    const byLocale = new Map(
      [...content.tree.wording].map(([locale, { avoid }]) => [
        locale,
        Object.entries(avoid).map(([word, instead]) => ({ word, instead, pattern: wholeWord(word) })),
      ]),
    )
    for (const text of content.texts) {
      for (const { pattern, word, instead } of byLocale.get(text.locale) ?? []) {
        for (const passage of text.passages) {
          if (!pattern.test(passage.words)) continue
          for (const match of chosenWords(passage).matchAll(new RegExp(pattern, 'giu')))
            report(
              text,
              `"${match[0]}" is a word to avoid. Write instead: ${instead} (content/wording/${text.locale}.yml, "${word}").`,
              passage.placeOf(match.index),
            )
        }
      }
    }
  },
}
