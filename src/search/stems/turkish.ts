import { stemmer as snowball } from '@orama/stemmers/turkish'

/** Verbal nouns (ödeme, arama), whose ending Snowball takes for one of a case. */
const NOUN = /(?<=..)m[ea]$/

/** What is left of iade without its ending, which is none. */
const VOWELS = /^[aeıioöuü]+$/

/** Snowball's, without the ending of infinitives, and without the last vowel, which it takes off fatura and leaves at faturalar. */
export function stemmer(word: string): string {
  const stem = snowball(word)
  const kept = (NOUN.test(word) && stem.length <= word.length - 2) || VOWELS.test(stem) ? word : stem
  return kept.replace(/(?<=..m[ea])k$/, '').replace(/(?<=.{4})[aeıioöuü]$/, '')
}
