/**
 * Languages that nobody speaks, for finding text that cannot be translated. CLDR has them: en-XA is English with marks on every letter and a third
 * longer, ar-XB is English turned around letter by letter, on pages from right to left with the six plural forms of Arabic.
 */
export const PSEUDO_LOCALES = ['en-XA', 'ar-XB'] as const
export type PseudoLocale = (typeof PSEUDO_LOCALES)[number]

export const isPseudoLocale = (code: string): code is PseudoLocale => (PSEUDO_LOCALES as readonly string[]).includes(code)

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'
const MARKED = 'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž'
const MARKS = new Map([...PLAIN].map((letter, index) => [letter, [...MARKED][index]!]))

/** Words that make a text longer; translations of short English texts are half as long again. */
const MORE = 'one two three four five six seven eight nine ten eleven twelve'.split(' ')
const LONGER = 0.4
const [TURN, END, EDGE] = ['\u202E', '\u202C', '\u200F']

/** A text in a pseudo-locale. What i18next fills in, `{{count, number}}`, stays as it is. */
export function pseudoText(text: string, locale: PseudoLocale): string {
  if (locale === 'ar-XB') return outsideVariables(text, (words) => words.replace(/[\p{L}\p{M}\p{N}’']+/gu, `${EDGE}${TURN}$&${END}${EDGE}`))
  return outsideVariables(lengthen(text), (words) => words.replace(/[A-Za-z]/g, (letter) => MARKS.get(letter) ?? letter))
}

function lengthen(text: string): string {
  let added = ''
  for (let index = 0; added.length < text.length * LONGER; index++) added += ` ${MORE[index % MORE.length]}`
  return `[${text}${added}]`
}

const outsideVariables = (text: string, change: (words: string) => string) =>
  text
    .split(/(\{\{[\s\S]*?\}\})/)
    .map((part, index) => (index % 2 === 1 ? part : change(part)))
    .join('')
