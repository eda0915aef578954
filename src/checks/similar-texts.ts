import { type WordNumber, wordOf } from './sentences.ts'

/** Words of a shingle: fewer make all texts of a subject alike, more miss a text with a word changed here and there. */
const SHINGLE = 4
/** Parts of a sketch, and how many of them make a band. Texts that share 80 % of their shingles share a band with a chance of 99.99 %. */
const PARTS = 128
const BAND = 4

/** Two texts that say nearly the same. */
export interface Pair {
  first: number
  second: number
  /** Share of shingles in both, 0–1. */
  likeness: number
}

/**
 * Pairs of texts, as their words, whose shingles overlap by at least `least` (Jaccard). Each text gets a sketch by one permutation hashing (Li, Owen and
 * Zhang 2012, after Broder 1997); only texts that share a band of it are compared, so that thousands take a moment.
 */
export function findSimilar(texts: readonly (readonly WordNumber[])[], least: number): Pair[] {
  const known: number[] = []
  const shingles = texts.map((words) => hashShingles(words, known))
  const buckets = new Map<string, number[]>()
  shingles.forEach((hashes, index) => {
    if (hashes.size === 0) return
    const sketch = sketchOf(hashes)
    for (let band = 0; band < PARTS; band += BAND) {
      const part = sketch.subarray(band, band + BAND)
      // A band without a single shingle is the same for all short texts.
      if (part.every((hash) => hash === EMPTY)) continue
      const key = `${band}:${part.join(',')}`
      const bucket = buckets.get(key)
      if (bucket) bucket.push(index)
      else buckets.set(key, [index])
    }
  })
  const seen = new Set<number>()
  const pairs: Pair[] = []
  for (const bucket of buckets.values()) {
    for (const [place, first] of bucket.entries()) {
      for (const second of bucket.slice(place + 1)) {
        const key = first * texts.length + second
        if (seen.has(key)) continue
        seen.add(key)
        const likeness = compare(shingles[first] ?? new Set(), shingles[second] ?? new Set())
        if (likeness >= least) pairs.push({ first, second, likeness })
      }
    }
  }
  return pairs.sort((a, b) => a.first - b.first || a.second - b.second)
}

const EMPTY = 0xffffffff

function hashShingles(words: readonly WordNumber[], known: number[]): Set<number> {
  const hashed = words.map((word) => {
    known[word] ??= hashWord(wordOf(word))
    return known[word]
  })
  const shingles = new Set<number>()
  for (let end = SHINGLE; end <= hashed.length; end++) {
    let hash = 0
    for (let index = end - SHINGLE; index < end; index++) hash = Math.imul(hash ^ (hashed[index] ?? 0), 0x9e3779b1)
    shingles.add((hash ^ (hash >>> 15)) >>> 0)
  }
  return shingles
}

/** FNV-1a, 32 bits, of a word in small letters. */
function hashWord(word: string): number {
  const small = word.toLowerCase()
  let hash = 0x811c9dc5
  for (let index = 0; index < small.length; index++) hash = Math.imul(hash ^ small.charCodeAt(index), 0x01000193)
  return hash
}

function sketchOf(hashes: Set<number>): Uint32Array {
  const sketch = new Uint32Array(PARTS).fill(EMPTY)
  for (const hash of hashes) {
    const part = hash % PARTS
    if (hash < (sketch[part] ?? EMPTY)) sketch[part] = hash
  }
  return sketch
}

function compare(a: Set<number>, b: Set<number>): number {
  const [small, large] = a.size < b.size ? [a, b] : [b, a]
  let both = 0
  for (const hash of small) if (large.has(hash)) both++
  return both / (a.size + b.size - both)
}
