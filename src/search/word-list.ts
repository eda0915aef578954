/** The words of a locale's articles, as the file beside its index holds them. */
export interface WordListFile {
  /** Articles in the index. */
  pages: number
  /** Sorted, a line each: how many characters it shares with the word before (base 36), and the rest. */
  words: string
  /** How often each is written: a digit, the logarithm to base 2. */
  counts: string
  /** What readers write for the words of the articles, as `packSynonyms` packs it. */
  synonyms?: string
}

/** More words than this make a file of more than about 40 kB; the rarest are left out then, and are found as written. */
const LIMIT = 20_000

/** Packs words and how often they are written. */
export function packWords(counts: ReadonlyMap<string, number>, pages: number): WordListFile {
  const all = [...counts].sort((a, b) => b[1] - a[1]).slice(0, LIMIT)
  all.sort(([a], [b]) => (a < b ? -1 : 1))
  let before = ''
  const lines = all.map(([word]) => {
    let shared = 0
    while (shared < 35 && shared < word.length && word[shared] === before[shared]) shared++
    before = word
    return shared.toString(36) + word.slice(shared)
  })
  return { pages, words: lines.join('\n'), counts: all.map(([, count]) => Math.min(9, Math.floor(Math.log2(count)))).join('') }
}

/** The words of a file. */
export function unpackWords({ words }: WordListFile): string[] {
  let before = ''
  return words ? words.split('\n').map((line) => (before = before.slice(0, Number.parseInt(line[0]!, 36)) + line.slice(1))) : []
}
