import { END } from './analysis.ts'
import type { Found, TokenSource } from './found.ts'
import { lowerBound, packSorted, unpackSorted } from './front-coding.ts'
import { MOST_PLACES, packPostings, type Posting, unpackPostings } from './postings.ts'
import type { Scorer } from './scoring.ts'

/** A part of the index: some neighbours in the alphabet of tokens, and the articles of each, a line a token. */
export interface Shard {
  tokens: string
  postings: string
}

/**
 * Characters of a shard, about 2.7 kB compressed: a search loads one for each of its words, so larger ones bring more that nobody asked for. Shards of
 * 8,000 cost a first question 11–16 kB more on average, and up to three requests less.
 */
const SIZE = 4500
/** Characters from which not all places of a token are kept. */
const LONG = 8000

/** Cuts the index into shards; `starts` has the first token of each. */
export function packShards(tokens: ReadonlyMap<string, Posting[]>): { starts: string[]; shards: Shard[] } {
  const starts: string[] = []
  const shards: Shard[] = []
  let names: string[] = []
  let lines: string[] = []
  let size = 0
  const cut = () => {
    if (names.length === 0) return
    starts.push(names[0]!)
    shards.push({ tokens: packSorted(names), postings: lines.join('\n') })
    names = []
    lines = []
    size = 0
  }
  for (const token of [...tokens.keys()].sort()) {
    const postings = tokens.get(token)!
    const whole = packPostings(postings)
    const packed = whole.length > LONG ? packPostings(postings.map((posting) => ({ ...posting, places: posting.places.slice(0, MOST_PLACES) }))) : whole
    if (size + packed.length > SIZE) cut()
    names.push(token)
    lines.push(packed)
    size += packed.length + token.length
  }
  cut()
  return { starts, shards }
}

interface OpenShard {
  tokens: string[]
  postings: string[]
}

/** The index of a locale, of which only the shards that are asked for are loaded. */
export class ShardedIndex implements TokenSource {
  readonly pages: number
  readonly #starts: readonly string[]
  readonly #load: (shard: number) => Promise<Shard>
  readonly #scorer: Scorer
  readonly #opened = new Map<number, Promise<OpenShard>>()
  readonly #known = new Map<string, Promise<Found[]>>()

  constructor(pages: number, starts: readonly string[], scorer: Scorer, load: (shard: number) => Promise<Shard>) {
    this.pages = pages
    this.#starts = starts
    this.#scorer = scorer
    this.#load = load
  }

  /** While typing, all words but the last are the same as before: what was found is kept, failures are not. */
  search(token: string): Promise<Found[]> {
    let known = this.#known.get(token)
    if (!known) {
      known = token.includes(' ') ? this.#all(token.split(' ')) : token.endsWith(END) ? this.#find(token) : this.#beginning(token)
      known.catch(() => this.#known.delete(token))
      this.#known.set(token, known)
    }
    return known
  }

  async #find(token: string): Promise<Found[]> {
    const shard = this.#shardOf(token)
    if (shard < 0) return []
    const { tokens, postings } = await this.#open(shard)
    const index = lowerBound(tokens, token)
    return tokens[index] === token ? this.#scorer.score(unpackPostings(postings[index]!)) : []
  }

  async #all(tokens: string[]): Promise<Found[]> {
    return intersect(await Promise.all(tokens.map((token) => this.search(token))))
  }

  async #beginning(start: string): Promise<Found[]> {
    const last = this.#shardOf(`${start}\uffff`)
    const first = Math.max(0, this.#shardOf(start))
    const shards = await Promise.all(Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => this.#open(first + index)))
    const best = new Map<number, Found>()
    for (const { tokens, postings } of shards) {
      for (let index = lowerBound(tokens, start); tokens[index]?.startsWith(start); index++) {
        for (const found of this.#scorer.score(unpackPostings(postings[index]!))) {
          const known = best.get(found.id)
          const words = [...(known?.words ?? []), ...found.words].sort((a, b) => a - b)
          best.set(found.id, {
            id: found.id,
            score: Math.max(found.score, known?.score ?? 0),
            words,
            title: Math.max(found.title, known?.title ?? 0),
            fields: found.fields | (known?.fields ?? 0),
          })
        }
      }
    }
    return [...best.values()]
  }

  /** The shard that has the token if any has; -1 when it would be before the first. */
  #shardOf(token: string): number {
    const index = lowerBound(this.#starts, token)
    return this.#starts[index] === token ? index : index - 1
  }

  #open(shard: number): Promise<OpenShard> {
    let opened = this.#opened.get(shard)
    if (!opened) {
      opened = this.#load(shard).then(({ tokens, postings }) => ({ tokens: unpackSorted(tokens), postings: postings.split('\n') }))
      opened.catch(() => this.#opened.delete(shard))
      this.#opened.set(shard, opened)
    }
    return opened
  }
}

/** What all have, with the sum of what each is worth. */
export function intersect(lists: Found[][]): Found[] {
  const [first = [], ...others] = lists
  const maps = others.map((list) => new Map(list.map((found) => [found.id, found])))
  return first.flatMap(({ id, score, words, title, fields }) => {
    const same = maps.map((map) => map.get(id))
    if (same.some((found) => !found)) return []
    return [
      {
        id,
        score: same.reduce((sum, found) => sum + found!.score, score),
        words: same.reduce((all, found) => all.concat(found!.words), words),
        title: same.reduce((sum, found) => sum + found!.title, title),
        fields: same.reduce((all, found) => all & found!.fields, fields),
      },
    ]
  })
}
