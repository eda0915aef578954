import type { BuildCache } from './build-cache.ts'

const PART = 'values'

/**
 * Small values that are kept in one entry of the cache, each under a digest of all that it was made of: to read thousands of entries takes
 * longer than to read the content.
 */
export class KeptTogether<Value extends object> {
  readonly #cache: BuildCache
  readonly #name: string
  readonly #before: Map<string, Value>
  readonly #asked = new Map<string, Value>()

  constructor(cache: BuildCache, name: string) {
    this.#cache = cache
    this.#name = name
    const kept: unknown = cache.read(name, PART)
    this.#before = new Map(isRecord(kept) ? (Object.entries(kept).filter(([, value]) => isRecord(value)) as [string, Value][]) : [])
  }

  get(key: string): Value | undefined {
    const value = this.#asked.get(key) ?? this.#before.get(key)
    if (value) this.#asked.set(key, value)
    return value
  }

  set(key: string, value: Value): void {
    this.#asked.set(key, value)
  }

  /** Keeps the values that were asked for or are new, and forgets the others. */
  keep(): void {
    const isSame = this.#asked.size === this.#before.size && this.#asked.keys().every((key) => this.#before.has(key))
    if (!isSame) this.#cache.write(this.#name, { [PART]: Object.fromEntries(this.#asked) })
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
