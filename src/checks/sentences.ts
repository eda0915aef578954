/** Stands for a piece of code in a sentence: it is read as one word, whatever is in it. */
export const CODE = '`'

/** Languages written without spaces between words, whose words cannot be counted like this. */
const WITHOUT_SPACES = /^(zh|ja|th|lo|km|my)\b/

export const hasSpaces = (locale: string): boolean => !WITHOUT_SPACES.test(locale)

/** Sentences of a passage. What ends in a full stop but is none, such as “e.g.”, makes sentences shorter, never longer. */
export function splitSentences(words: string): string[] {
  return words
    .split(/(?<=[.!?…؟۔]["'»”’)\]]*)\s+/u)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '')
}

const WORD = new RegExp(`[\\p{L}\\p{N}][\\p{L}\\p{M}\\p{N}'’\\u200c׳״־-]*|${CODE}`, 'gu')

/** A word by its number in the vocabulary: a million words of articles are some ten thousand different ones. */
export type WordNumber = number
const numbers = new Map<string, WordNumber>()
const vocabulary: string[] = []

/** The word of a number. */
export const wordOf = (number: WordNumber): string => vocabulary[number] ?? ''

function numberOf(word: string): WordNumber {
  const known = numbers.get(word)
  if (known !== undefined) return known
  // A part of a text would keep the whole text in memory.
  const copy = Buffer.from(word).toString()
  numbers.set(copy, vocabulary.length)
  return vocabulary.push(copy) - 1
}

/** The words of each sentence of a passage; a word with a hyphen is one. Several rules look at them. */
export const readSentences = (words: string): WordNumber[][] => splitSentences(words).map((sentence) => (sentence.match(WORD) ?? []).map(numberOf))
