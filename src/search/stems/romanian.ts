import { stemmer as snowball } from '@orama/stemmers/romanian'

/** Snowball's, and without what it leaves of some forms and takes off others: -uri (conturi), -ură (factură), -ări (livrări, livrare), -ei (parolei). */
export const stemmer = (word: string): string => snowball(word).replace(/(?<=.{3})ur$|(?<=.{4})(?:[aă]r|e)$/, '')
