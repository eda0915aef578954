import { createHash } from 'node:crypto'

/** Who presses a button again does so at once, or comes back to a page that was left open; the same words later are a new message. */
const WINDOW = 30 * 60_000

/**
 * Ids for words that came without one, because no script made it: the same for the same words of a visit, so that a second press of “Send” is
 * stored once. `now` is the id to store them under; `before` is the one that they would have had in the half hour before.
 */
export function nameWords(visit: string, words: readonly (string | Uint8Array)[], time: number): { now: string; before: string } {
  const hash = createHash('sha256').update(visit)
  // With their lengths, or words that end where others begin would be the same.
  for (const part of words) hash.update(`|${part.length}:`).update(part)
  const digest = hash.digest('hex')
  const start = time - (time % WINDOW)
  return { now: makeId(start, digest), before: makeId(start - WINDOW, digest) }
}

/** A UUID of version 7 whose random bits are those of a hash. */
function makeId(time: number, digest: string): string {
  const bits = `${time.toString(16).padStart(12, '0')}7${digest.slice(0, 3)}${(8 | (Number.parseInt(digest.charAt(3), 16) & 3)).toString(16)}${digest.slice(4, 19)}`
  return bits.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
