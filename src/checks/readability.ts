import { FORMULAS, type Formula } from './readability-formulas.ts'
import { CODE, type WordNumber, wordOf } from './sentences.ts'

const LONG = 6
/** Syllables of words by their numbers, for each language. */
const known = new Map<string, number[]>()

/** A text that is very hard by the formula of its language. */
export interface Hardness {
  value: number
  formula: Formula
}

/** How hard some sentences, as their words, are, when that is more than their language's formula allows; undefined too when there are too few words to say. */
export function findHardness(locale: string, sentences: readonly (readonly WordNumber[])[], leastWords: number): Hardness | undefined {
  const language = locale.split('-')[0] ?? ''
  const formula = FORMULAS[language]
  if (!formula) return undefined
  const count = sentences.reduce((sum, { length }) => sum + length, 0)
  if (count < leastWords) return undefined
  let [syllables, letters, longWords] = [0, 0, 0]
  const counts = known.get(language) ?? []
  known.set(language, counts)
  for (const words of sentences) {
    for (const number of words) {
      if (formula.syllables) {
        counts[number] ??= countSyllables(wordOf(number), formula.syllables)
        syllables += counts[number]
      } else {
        const { length } = wordOf(number)
        letters += length
        if (length > LONG) longWords++
      }
    }
  }
  const value = formula.measure({ sentences: sentences.length, words: count, syllables, letters, longWords })
  return (formula.isEase ? value < formula.limit : value > formula.limit) ? { value, formula } : undefined
}

const countSyllables = (word: string, count: NonNullable<Formula['syllables']>): number => (word === CODE ? 1 : Math.max(1, count(word)))
