const FIRST_MS = 10_000
const LONGEST_MS = 3_600_000
/** How long a message is tried before it is given up: over a weekend. */
export const GIVE_UP_MS = 3 * 86_400_000

/**
 * How long to wait after an attempt, in ms: 10 s, 20 s, 40 s … up to an hour. Half of it is left to chance, so that what failed
 * together does not come back together.
 */
export function findWait(attempts: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempts - 1, 20))
  return Math.round(full / 2 + (full / 2) * random())
}
