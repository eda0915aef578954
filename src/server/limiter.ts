import { randomInt } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * Places that senders share, so that a flood from more addresses than these takes no more memory: about 20 MB in each limiter. Whoever
 * shares a place with another has a part of the limit, which a reader never notices.
 */
export const PLACES = 2 ** 15

/** Another order of places in every process, so that nobody can tell who shares one. */
const seed = randomInt(2 ** 32)

/** FNV-1a: a cryptographic hash would be a tenth of the time of a request. */
function placeOf(key: string): number {
  let hash = 0x811c9dc5 ^ seed
  for (let index = 0; index < key.length; index += 1) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  return ((hash ^ (hash >>> 15)) >>> 0) % PLACES
}

class SharedPlaces extends RateLimiterMemory {
  override getKey(key: string | number): string {
    return super.getKey(placeOf(String(key)))
  }
}

/** A limiter of so many `points` in `duration` seconds for each key; what it remembers is bounded, however many keys there are. */
export function createLimiter(points: number, duration: number): RateLimiterMemory {
  return new SharedPlaces({ points, duration })
}
