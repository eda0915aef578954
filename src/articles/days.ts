/** Time zones reach from 12 hours behind UTC to 14 hours before it. */
const BEHIND_MS = 12 * 3_600_000
const AHEAD_MS = 14 * 3_600_000

const dayOf = (instant: number) => new Date(instant).toISOString().slice(0, 10)

/** True when a day (`YYYY-MM-DD`) has not begun anywhere on earth: a writer's own today may be tomorrow for the computer that builds. */
export const isFuture = (day: string, now: number): boolean => day > dayOf(now + AHEAD_MS)
/** True when a day (`YYYY-MM-DD`) is over everywhere on earth. */
export const isPast = (day: string, now: number): boolean => day < dayOf(now - BEHIND_MS)
