import { languageOf } from '../language-tag.ts'

/** Takes a folded word to what its forms have in common. */
export type Stemmer = (word: string) => string

/** What is known of the words of a language. */
export interface Stems {
  stemmer: Stemmer
  /** Takes off the small words that are written together with the next one: and, the, in. */
  bare?: Stemmer
  /** What an unfinished word may be the beginning of without such small words; fewer letters are left than of finished ones. */
  begun?: (word: string) => string[]
}

/** Each in a file of its own, so that a reader's browser loads one. Snowball's come from @orama/stemmers, some with corrections of ours. */
const STEMMERS: Record<string, () => Promise<Stems>> = {
  ar: () => import('./arabic.ts'),
  bg: () => import('@orama/stemmers/bulgarian'),
  da: () => import('@orama/stemmers/danish'),
  de: () => import('@orama/stemmers/german'),
  el: () => import('./greek.ts'),
  en: () => import('@orama/stemmers/english'),
  es: () => import('@orama/stemmers/spanish'),
  fa: () => import('./persian.ts'),
  fi: () => import('@orama/stemmers/finnish'),
  fr: () => import('@orama/stemmers/french'),
  he: () => import('./hebrew.ts'),
  hi: () => import('./hindi.ts'),
  hu: () => import('@orama/stemmers/hungarian'),
  hy: () => import('@orama/stemmers/armenian'),
  id: () => import('@orama/stemmers/indonesian'),
  it: () => import('@orama/stemmers/italian'),
  lt: () => import('@orama/stemmers/lithuanian'),
  lv: () => import('./latvian.ts'),
  nl: () => import('@orama/stemmers/dutch'),
  no: () => import('@orama/stemmers/norwegian'),
  pt: () => import('@orama/stemmers/portuguese'),
  ro: () => import('./romanian.ts'),
  ru: () => import('@orama/stemmers/russian'),
  sr: () => import('@orama/stemmers/serbian'),
  sv: () => import('@orama/stemmers/swedish'),
  ta: () => import('@orama/stemmers/tamil'),
  tr: () => import('./turkish.ts'),
  uk: () => import('@orama/stemmers/ukrainian'),
}
/** Tags that mean a language of the table. */
const SAME: Record<string, string> = { nb: 'no', nn: 'no' }

/** The stems of a language; words of a language without a stemmer stay whole. */
export async function loadStems(locale: string): Promise<Stems> {
  const language = languageOf(locale)
  const load = STEMMERS[SAME[language] ?? language]
  return load ? load() : { stemmer: (word) => word }
}
