import stopWords from 'stopwords-iso/stopwords-iso.json' with { type: 'json' }

/** Fewer words are often names, or happen to be the same in two languages. */
const ENOUGH = 3
/** Share of a text's words that must be common words of the other language when both are written in one script; English text has 0.3 to 0.6. */
const COMMON = 0.25

/** Keys pressed together, whose names are those on the keyboard. */
const KEYS = /\S+\+\S*/g

/** Tells whether a text in a translation is still in the language of the original. */
export type ForeignTest = (words: string) => boolean

/**
 * Makes the test for one pair of languages. Different scripts tell it at once: such a text has no letter of the translation's script. In one
 * script the common words of both languages (stopwords-iso) are counted; without a list for either, nothing is called foreign.
 */
export function createForeignTest(locale: string, original: string): ForeignTest {
  const [own, other] = [new Intl.Locale(locale).maximize(), new Intl.Locale(original).maximize()]
  if (own.language === other.language) return () => false
  const otherWords = new RegExp(`\\p{Script=${scriptName(other.script)}}[\\p{Script=${scriptName(other.script)}}\\p{M}'’]*`, 'gu')
  const wordsOf = (text: string) =>
    text
      .replace(KEYS, ' ')
      .match(otherWords)
      ?.filter((word) => word.length > 1 || /^[aiI]$/.test(word)) ?? []
  if (own.script !== other.script) {
    const ownLetter = new RegExp(`\\p{Script=${scriptName(own.script)}}`, 'u')
    return (text) => !ownLetter.test(text) && wordsOf(text).length >= ENOUGH
  }
  const [ownCommon, otherCommon] = [commonWords(own.language), commonWords(other.language)]
  if (ownCommon.size === 0 || otherCommon.size === 0) return () => false
  return (text) => {
    const words = wordsOf(text).map((word) => word.toLowerCase().replaceAll('’', "'"))
    if (words.length < ENOUGH) return false
    const foreign = words.filter((word) => otherCommon.has(word) && !ownCommon.has(word))
    const native = words.filter((word) => ownCommon.has(word) && !otherCommon.has(word)).length
    // One word, however often, may be a word of both languages: "to" is also Latvian.
    return new Set(foreign).size >= 2 && foreign.length / words.length >= COMMON && foreign.length > 3 * native
  }
}

const commonWords = (language: string) => new Set((stopWords as Record<string, string[] | undefined>)[language] ?? [])

/** Scripts that a language's name for its writing stands for several of. */
const MIXED: Record<string, string> = { Jpan: 'Hira', Kore: 'Hang', Hans: 'Hani', Hant: 'Hani' }
const scriptName = (script = 'Latn') => MIXED[script] ?? script

/** Makes the test for texts that a translation may have word for word from the original and that are sentences rather than names. */
export function createCopyTest(locale: string, original: string): ForeignTest {
  const [own, other] = [new Intl.Locale(locale).maximize(), new Intl.Locale(original).maximize()]
  // Another script is told by its letters.
  if (own.language === other.language || own.script !== other.script) return () => false
  return (words) => (words.match(/(?<![\p{L}\p{N}+-])\p{Ll}{2,}/gu) ?? []).length >= ENOUGH
}
