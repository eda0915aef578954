export { stemmer } from '@orama/stemmers/arabic'

/** A word without and, so; with, like, for; the. */
export const bare = (word: string): string => word.replace(/^[وف]?(?:[بكل]?ال|لل)(?=.{3})|^[وف](?=.{4})/, '')

/** What an unfinished word is the beginning of when the letters before it are such small words. */
export const begun = (word: string): string[] => {
  const rest = word.replace(/^[وف]?(?:[بكل]?ال|لل)|^[وف]/, '')
  return rest === word ? [] : [rest]
}
