import { proseIn } from '../prose.ts'
import type { Rule } from '../rule.ts'

/** Signs of Arabic keyboards that look like those of Persian and are others, so that a search for the word as Persian writes it misses it. */
const PERSIAN = new Map([['ي', 'ی'], ['ى', 'ی'], ['ك', 'ک'], ...[...'٠١٢٣٤٥٦٧٨٩'].map((digit, index) => [digit, [...'۰۱۲۳۴۵۶۷۸۹'][index]!] as const)])
const LANGUAGES = new Set(['fa'])

/** A letter or digit of Arabic in a Persian text. */
export const arabicLetter: Rule = {
  id: 'arabic-letter',
  severity: 'warning',
  check(content, report) {
    for (const { text, prose } of proseIn(content, LANGUAGES)) {
      for (const { 0: word, index } of prose.source.matchAll(/[\p{L}\p{M}\p{N}\u200C]*[يىك٠-٩][\p{L}\p{M}\p{N}\u200C]*/gu)) {
        // A sign by itself is spoken of, not spelt with.
        if ([...word].length === 1) continue
        const persian = [...word].map((sign) => PERSIAN.get(sign) ?? sign).join('')
        const place = prose.placeOf(index)
        const signs = [...new Set([...word].filter((sign) => PERSIAN.has(sign)))].join(' ')
        report(text, `"${word}" has ${signs} of Arabic. Persian writes "${persian}", which is also what readers search for.`, place, undefined, {
          ...place,
          remove: word,
          insert: persian,
        })
      }
    }
  },
}
