import { proseIn } from '../prose.ts'
import type { Rule } from '../rule.ts'

const LATIN = /^[0-9]+$/
/** A number in a sentence: neither a part of a word, a version or an address, nor beside a name in Latin letters, as in "Windows 11". */
const NUMBER = (digits: string) =>
  new RegExp(`(?<![\\p{L}\\p{N}_./:#+-]|[A-Za-z)\\]]\\s)${digits}+(?:[.,٫٬]${digits}+)*(?![\\p{L}\\p{N}_/:-]|\\s?[A-Za-z(\\[])`, 'gu')

/** Digits that the settings do not want in the texts of a language (`digits` of the locale). */
export const otherDigits: Rule = {
  id: 'other-digits',
  severity: 'warning',
  check(content, report) {
    for (const { code, digits } of content.tree.readable.locales ?? []) {
      const native = nativeDigits(code)
      if (!digits || !native) continue
      const wanted = digits === 'native' ? native : [...'0123456789']
      const unwanted = digits === 'native' ? '[0-9]' : `[${native.join('')}]`
      for (const { text, prose } of proseIn(content, new Set([new Intl.Locale(code).language]))) {
        if (text.locale !== code) continue
        for (const { 0: number, index } of prose.source.matchAll(NUMBER(unwanted))) {
          // Addresses and versions of programs.
          if (/[.,].*[.,]/.test(number)) continue
          const mended = [...number]
            .map((sign) => (LATIN.test(sign) ? wanted[Number(sign)] : native.includes(sign) ? wanted[native.indexOf(sign)] : sign))
            .join('')
          const place = prose.placeOf(index)
          report(
            text,
            `"${number}" is not in the digits of this language's texts. Write "${mended}" ("digits: ${digits}" in settings.yml).`,
            place,
            undefined,
            {
              ...place,
              remove: number,
              insert: mended,
            },
          )
        }
      }
    }
  },
}

/** The ten digits of a language, undefined when they are 0 to 9. */
function nativeDigits(code: string): string[] | undefined {
  const format = new Intl.NumberFormat(
    new Intl.Locale(code, { numberingSystem: new Intl.NumberFormat(`${code}-u-nu-native`).resolvedOptions().numberingSystem }),
  )
  const digits = Array.from({ length: 10 }, (_, value) => format.format(value))
  return digits[0] === '0' ? undefined : digits
}
