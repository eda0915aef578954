import { CODE } from './passages.ts'

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

/** Words of a text; a word with a hyphen is one. */
export const listWords = (text: string): string[] => text.match(WORD) ?? []
