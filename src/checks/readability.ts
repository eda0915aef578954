import { syllable } from 'syllable'
import { CODE } from './passages.ts'
import { listWords, splitSentences } from './sentences.ts'

interface Formula {
  /** Ease of reading, about 0 (very hard) to 100 (very easy), from words of a sentence and syllables of a word. */
  ease: (words: number, syllables: number) => number
  syllables: (word: string) => number
  /** Below it a text is hard for most readers. */
  least: number
}

/**
 * Languages with a published formula whose syllables can be counted from letters. English: Flesch 1948, “A new readability yardstick”.
 * Russian: Oborneva 2006, “Автоматизированная оценка сложности учебных текстов на основе статистических параметров”. Persian (Dayani
 * 1990) has one too, but Persian and Hebrew leave out the vowels that it counts; for Hebrew and Latvian none is established. For these
 * the length of sentences has to do. Below 30 a text is “very difficult” in Flesch's table. Oborneva's figures run lower for texts about
 * devices: of 263 Russian articles of a desktop's help, written in short sentences, 78 are below 30.
 */
const FORMULAS: Record<string, Formula> = {
  en: { ease: (words, syllables) => 206.835 - 1.015 * words - 84.6 * syllables, syllables: syllable, least: 30 },
  ru: { ease: (words, syllables) => 206.835 - 1.3 * words - 60.1 * syllables, syllables: (word) => word.match(/[аеёиоуыэюя]/gi)?.length ?? 1, least: 15 },
}

const known = new Map<string, number>()

/** Ease of reading of some passages, when it is below what its language allows; undefined too when there are too few words to say. */
export function findHardness(locale: string, passages: readonly string[], leastWords: number): number | undefined {
  const language = locale.split('-')[0] ?? ''
  const formula = FORMULAS[language]
  if (!formula) return undefined
  const sentences = passages.flatMap(splitSentences)
  const words = sentences.flatMap(listWords)
  if (words.length < leastWords) return undefined
  let syllables = 0
  for (const word of words) {
    const key = `${language} ${word}`
    const count = known.get(key) ?? (word === CODE ? 1 : Math.max(1, formula.syllables(word)))
    known.set(key, count)
    syllables += count
  }
  const ease = formula.ease(words.length / sentences.length, syllables / words.length)
  return ease < formula.least ? ease : undefined
}
