import { stemmer as snowball } from '@orama/stemmers/indian'
import { foldDevanagari } from '../folding.ts'

/** Letters that must be left; of खाता (account) the ending of verbs would leave one. */
const LEFT = 2

/** The light stemmer of Ramanathan and Rao, which knows one of two signs of a nasal vowel (भाषाएं, not भाषाएँ) and takes off no more than the last vowel where little would be left. */
export function stemmer(word: string): string {
  const folded = foldDevanagari(word)
  const stem = snowball(folded)
  return stem.length < LEFT ? folded.replace(/(?<=..)[\u093e-\u094c\u0902]+$/, '') : stem
}
