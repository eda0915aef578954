import { stemmer as snowball } from '@orama/stemmers/indian'

/** Letters that must be left; of खाता (account) the ending of verbs would leave one. */
const LEFT = 2

/** The light stemmer of Ramanathan and Rao, which takes off no more than the last vowel where little would be left. */
export function stemmer(word: string): string {
  const stem = snowball(word)
  return stem.length < LEFT ? word.replace(/(?<=..)[\u093e-\u094c\u0902]+$/, '') : stem
}
