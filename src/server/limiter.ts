import { hash, randomBytes } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/**
 * Places that senders share, so that a flood from more addresses than these takes no more memory: about 20 MB in each limiter. Whoever
 * shares a place with another has a part of the limit, which a reader never notices.
 */
export const PLACES = 2 ** 15

/** Nobody can choose with whom to share. */
const seed = randomBytes(16).toString('hex')

class SharedPlaces extends RateLimiterMemory {
  override getKey(key: string | number): string {
    return super.getKey(hash('sha1', `${seed} ${key}`, 'buffer').readUInt32BE(0) % PLACES)
  }
}

/** A limiter of so many `points` in `duration` seconds for each key; what it remembers is bounded, however many keys there are. */
export function createLimiter(points: number, duration: number): RateLimiterMemory {
  return new SharedPlaces({ points, duration })
}
