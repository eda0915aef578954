import { packSorted, unpackSorted } from './front-coding.ts'

/** The words of a locale's articles, and what the index needs to know of every article. */
export interface WordListFile {
  /** Articles in the index. */
  pages: number
  /** Lengths of the texts and of the titles, a character each. */
  lengths: { texts: string; titles: string }
  /** The first token of each shard. */
  shards: string
  /** Sorted and front coded. */
  words: string
  /** How often each is written: a digit, the logarithm to base 2. */
  counts: string
  /** Questions that the first file has no room for, as `packQuestions` packs them. */
  questions?: string
  /** What readers write for the words of the articles, as `packSynonyms` packs it. */
  synonyms?: string
}

/** More words than this make a file of more than about 40 kB; the rarest are left out then, and are found as written. */
const LIMIT = 20_000

/** The logarithm of a count is one digit. */
export const MOST_COUNTED = 9

/** Packs words and how often they are written. */
export function packWords(counts: ReadonlyMap<string, number>): Pick<WordListFile, 'words' | 'counts'> {
  const all = [...counts].sort((a, b) => b[1] - a[1]).slice(0, LIMIT)
  all.sort(([a], [b]) => (a < b ? -1 : 1))
  return { words: packSorted(all.map(([word]) => word)), counts: all.map(([, count]) => Math.min(MOST_COUNTED, Math.floor(Math.log2(count)))).join('') }
}

/** The words of a file. */
export const unpackWords = ({ words }: Pick<WordListFile, 'words'>): string[] => unpackSorted(words)
