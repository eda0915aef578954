export { stemmer } from '@orama/stemmers/arabic'

/** A word without and, so; with, like, for; the. */
export const bare = (word: string): string => word.replace(/^[وف]?(?:[بكل]?ال|لل)(?=.{3})|^[وف](?=.{4})/, '')
