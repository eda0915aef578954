/** What the first character of a line can say. */
const MOST = 35

/** Sorted words, a line each: how many characters it shares with the word before (base 36), and the rest. */
export function packSorted(words: string[]): string {
  let before = ''
  return words
    .map((word) => {
      let shared = 0
      while (shared < MOST && shared < word.length && word[shared] === before[shared]) shared++
      before = word
      return shared.toString(36) + word.slice(shared)
    })
    .join('\n')
}

/** The words again. */
export function unpackSorted(packed: string): string[] {
  let before = ''
  return packed ? packed.split('\n').map((line) => (before = before.slice(0, Number.parseInt(line[0]!, 36)) + line.slice(1))) : []
}

/** The place of the first word that is not before this one. */
export function lowerBound(sorted: readonly string[], word: string): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]! < word) low = middle + 1
    else high = middle
  }
  return low
}
