import { stemmer as snowball } from '@orama/stemmers/greek'
import { foldAccents } from '../folding.ts'

/**
 * Snowball's, which reads words without accents, and without the letters that it takes off some forms of a word and leaves at others:
 * κωδικός and κωδικού, ρύθμιση and ρυθμίσεις.
 */
export const stemmer = (word: string): string => snowball(foldAccents(word)).replace(/(?<=.{3})(?:ικ|ισ|ι)$/, '')
