import type { Passage } from './passages.ts'

/** Finds a word or phrase that a list of the content names: the whole of it, in small or capital letters. */
export function wholeWord(word: string): RegExp {
  const body = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, '\\s+')
  return new RegExp(`(?<![\\p{L}\\p{N}])${body}(?![\\p{L}\\p{N}])`, 'iu')
}

/** What somebody wrote with words of their own choice, at its place: neither code nor an address. */
export const chosenWords = ({ raw }: Passage): string => raw.replace(/`[^`]*`|\]\([^)]*\)|<[^>]*>/g, (signs) => ' '.repeat(signs.length))
