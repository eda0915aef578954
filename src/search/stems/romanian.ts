import { stemmer as snowball } from '@orama/stemmers/romanian'

/** Snowball's, and without what it leaves of plurals in -uri (conturi) and takes off nouns in -ură (factură). */
export const stemmer = (word: string): string => snowball(word).replace(/(?<=.{3})ur$/, '')
