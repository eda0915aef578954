import type { Analyser } from './analysis.ts'
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
export function packWords(counts: ReadonlyMap<string, number>, analyser: Analyser): Pick<WordListFile, 'words' | 'counts'> {
  const all = [...joinSame(counts, analyser)].sort((a, b) => b[1] - a[1]).slice(0, LIMIT)
  all.sort(([a], [b]) => (a < b ? -1 : 1))
  return { words: packSorted(all.map(([word]) => word)), counts: all.map(([, count]) => Math.min(MOST_COUNTED, Math.floor(Math.log2(count)))).join('') }
}

/**
 * Words with small words before them (Hebrew “in the settings”) are one with those without, and with each other, when the index has all of them under one
 * token: a third of the list in Hebrew, a fifth in Arabic. The shortest stands for all.
 */
function joinSame(counts: ReadonlyMap<string, number>, analyser: Analyser): ReadonlyMap<string, number> {
  const joined = new Map<string, { word: string; count: number }>()
  for (const [word, count] of counts) {
    const bare = analyser.bareOf(word)
    const key = bare === word ? word : analyser.tokenOf(bare) === analyser.tokenOf(word) ? bare : word
    const same = joined.get(key)
    if (!same) joined.set(key, { word, count })
    else {
      same.count += count
      if (word.length < same.word.length) same.word = word
    }
  }
  return new Map([...joined.values()].map(({ word, count }) => [word, count]))
}

/** The words of a file. */
export const unpackWords = ({ words }: Pick<WordListFile, 'words'>): string[] => unpackSorted(words)
