import { END } from './analysis.ts'
import type { Found, TokenSource } from './found.ts'
import { Scorer } from './scoring.ts'
import { intersect } from './shards.ts'
import type { TokenMap } from './token-map.ts'

/** An index that is in memory as a whole. */
export class MemoryIndex implements TokenSource {
  readonly pages: number
  readonly #map: TokenMap
  readonly #scorer: Scorer
  readonly #known = new Map<string, Found[]>()

  constructor(map: TokenMap) {
    this.pages = map.lengths.texts.length
    this.#map = map
    this.#scorer = new Scorer(map.lengths)
  }

  async search(token: string): Promise<Found[]> {
    let known = this.#known.get(token)
    if (!known) {
      known = token.includes(' ') ? intersect(await Promise.all(token.split(' ').map((part) => this.search(part)))) : this.#find(token)
      this.#known.set(token, known)
    }
    return known
  }

  #find(token: string): Found[] {
    if (token.endsWith(END)) return this.#scorer.score(this.#map.tokens.get(token) ?? [])
    const found = new Map<number, Found>()
    for (const [name, postings] of this.#map.tokens) {
      if (name.startsWith(token)) for (const one of this.#scorer.score(postings)) if (!found.has(one.id)) found.set(one.id, one)
    }
    return [...found.values()]
  }
}
