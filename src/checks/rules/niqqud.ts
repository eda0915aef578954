import { proseIn } from '../prose.ts'
import type { Rule } from '../rule.ts'

const LANGUAGES = new Set(['he'])
/** Words that one finding names. */
const SHOWN = 5

/**
 * Vowel points in a Hebrew text. Texts for adults have none; words that come from elsewhere keep theirs and then read like another hand. There is no
 * fix: without points a word is spelt in full (כתיב מלא), often with other letters.
 */
export const niqqud: Rule = {
  id: 'niqqud',
  severity: 'warning',
  check(content, report) {
    const pointed = Map.groupBy(
      [...proseIn(content, LANGUAGES)].flatMap(({ text, prose }) =>
        [...prose.source.matchAll(/\p{Script=Hebrew}*[\u05B0-\u05BC\u05C1\u05C2\u05C7]\p{Script=Hebrew}*/gu)].map(({ 0: word, index }) => ({
          text,
          word,
          place: prose.placeOf(index),
        })),
      ),
      ({ text }) => text,
    )
    for (const [text, found] of pointed) {
      const words = [...new Set(found.map(({ word }) => word))]
      const rest = words.length > SHOWN ? ` and ${words.length - SHOWN} more` : ''
      report(
        text,
        `${words.slice(0, SHOWN).join(', ')}${rest}: written with vowel points, which help texts do without. Write it in full spelling.`,
        found[0]!.place,
      )
    }
  },
}
