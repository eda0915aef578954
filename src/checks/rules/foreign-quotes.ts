import { quotationMarks } from '../../languages/quotation-marks.ts'
import type { CheckedContent } from '../content.ts'
import { proseIn } from '../prose.ts'
import type { Rule } from '../rule.ts'

/** Signs that may end what a sign began, in any language. */
const ENDS: Readonly<Record<string, string>> = { '“': '”', '„': '“”', '«': '»', '»': '«', '‹': '›', '”': '”', '"': '"' }

/** Quotation marks that another language writes, or those of typewriters where a language has its own. */
export const foreignQuotes: Rule = {
  id: 'foreign-quotes',
  severity: 'warning',
  check(content, report) {
    for (const { text, prose } of proseIn(content, knownLanguages(content))) {
      const [usual = '', ...others] = quotationMarks(text.locale) ?? []
      const right = [usual, ...others]
      const allowsStraight = usual === '“”' || usual === '””'
      for (const { quoted, pair, index } of findQuotes(prose.source, right)) {
        if (pair === '""' ? allowsStraight : right.includes(pair)) continue
        // A name or a sentence in another script is quoted as its own language does it.
        if (!isInScript(quoted, text.locale)) continue
        const place = prose.placeOf(index)
        const found = `${pair[0]}${quoted}${pair[1]}`
        const mended = `${usual[0]}${quoted}${usual[1]}`
        const isCertain = !/[“”„«»‹›"\n]/.test(quoted)
        report(
          text,
          `${shorten(found)} is not how ${new Intl.DisplayNames(['en'], { type: 'language' }).of(text.locale)} quotes. Write ${shorten(mended)}.`,
          place,
          undefined,
          isCertain ? { ...place, remove: found, insert: mended } : undefined,
        )
      }
    }
  },
}

/** Where a pair may begin. */
const MARKS = new RegExp(`[${Object.keys(ENDS).join('')}]`, 'g')

/** Pairs of marks with what they hold, from the outside; what stands alone, such as an arrow or an apostrophe, is none. */
function* findQuotes(source: string, right: string[]): Generator<{ quoted: string; pair: string; index: number }> {
  const marks = new RegExp(MARKS)
  for (let mark = marks.exec(source); mark; mark = marks.exec(source)) {
    const at = mark.index
    const ends = ENDS[source[at]!]
    // An inch, a gershayim or an arrow: marks begin where no letter stands before and a word after.
    if (!ends || /[\p{L}\p{N}]/u.test(source[at - 1] ?? '') || !/\S/.test(source[at + 1] ?? '')) continue
    const end = findEnd(source, at, ends, right)
    if (end === undefined) continue
    yield { quoted: source.slice(at + 1, end), pair: source[at]! + source[end]!, index: at }
    marks.lastIndex = end + 1
  }
}

function findEnd(source: string, at: number, ends: string, right: string[]): number | undefined {
  const own = right.find((pair) => pair[0] === source[at])?.[1]
  for (const sign of own ? [own, ...ends] : ends) {
    const end = source.indexOf(sign, at + 1)
    if (end > 0 && /\S/.test(source[end - 1]!) && !/\n[ \t]*\n/.test(source.slice(at, end))) return end
  }
  return undefined
}

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Arab: /\p{Script=Arabic}/u,
  Cyrl: /\p{Script=Cyrillic}/u,
  Hebr: /\p{Script=Hebrew}/u,
  Grek: /\p{Script=Greek}/u,
}
const isInScript = (text: string, locale: string) => (SCRIPTS[new Intl.Locale(locale).maximize().script ?? ''] ?? /\p{L}/u).test(text)

const knownLanguages = ({ locales }: CheckedContent) =>
  new Set(locales.filter((code) => quotationMarks(code) !== undefined).map((code) => new Intl.Locale(code).language))

const shorten = (text: string) => (text.length > 60 ? `${text.slice(0, 40)}…${text.slice(-12)}` : text)
