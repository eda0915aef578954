import { tagOf } from './language-tag.ts'

/** Scripts that Unicode has no property for, and whose texts have letters of these. */
const SAME: Record<string, string> = { Hans: 'Hani', Hant: 'Hani', Kore: 'Hang', Jpan: 'Hira' }

/** Whether texts of a language can have anything of a search: Latin letters and digits are everywhere, other letters are at home. */
export function canBeWrittenIn(locale: string, text: string): boolean {
  if (/[\p{Script=Latin}\p{Nd}\p{Script=Han}]/u.test(text)) return true
  return lettersOf(locale)?.test(text) ?? true
}

/** Whether most letters of a text are of the script of a language. */
export function isWrittenLike(locale: string, text: string): boolean {
  const letters = lettersOf(locale)
  const all = text.match(/\p{L}/gu) ?? []
  return letters !== undefined && all.filter((letter) => letters.test(letter)).length * 2 > all.length
}

/** A letter of the script of a language; undefined when the language or its script is unknown. */
function lettersOf(locale: string): RegExp | undefined {
  const tag = tagOf(locale)
  const script = tag === 'und' ? undefined : new Intl.Locale(tag).maximize().script
  try {
    return script ? new RegExp(`\\p{Script=${SAME[script] ?? script}}`, 'u') : undefined
  } catch {
    // The regular expressions of this browser do not know the script.
    return undefined
  }
}
