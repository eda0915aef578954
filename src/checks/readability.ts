import { CODE } from './passages.ts'
import { FORMULAS, type Formula } from './readability-formulas.ts'
import { listWords, splitSentences } from './sentences.ts'

const LONG = 6
const known = new Map<string, number>()

/** A text that is very hard by the formula of its language. */
export interface Hardness {
  value: number
  formula: Formula
}

/** How hard some passages are, when that is more than their language's formula allows; undefined too when there are too few words to say. */
export function findHardness(locale: string, passages: readonly string[], leastWords: number): Hardness | undefined {
  const language = locale.split('-')[0] ?? ''
  const formula = FORMULAS[language]
  if (!formula) return undefined
  const sentences = passages.flatMap(splitSentences)
  const words = sentences.flatMap(listWords)
  if (words.length < leastWords) return undefined
  let [syllables, letters, longWords] = [0, 0, 0]
  for (const word of words) {
    if (formula.syllables) syllables += countSyllables(word, language, formula.syllables)
    letters += word.length
    if (word.length > LONG) longWords++
  }
  const value = formula.measure({ sentences: sentences.length, words: words.length, syllables, letters, longWords })
  return (formula.isEase ? value < formula.limit : value > formula.limit) ? { value, formula } : undefined
}

function countSyllables(word: string, language: string, count: NonNullable<Formula['syllables']>): number {
  const key = `${language} ${word}`
  const found = known.get(key) ?? (word === CODE ? 1 : Math.max(1, count(word)))
  known.set(key, found)
  return found
}
