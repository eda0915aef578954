import { createHmac, createSecretKey, type KeyObject, randomBytes } from 'node:crypto'
import type { Store } from '../storage/store.ts'

const DAY = 86_400_000
/** A pause longer than this ends a visit; the usual figure in web statistics. */
const VISIT_PAUSE = 30 * 60_000
/** Visits of which it is remembered that they began today; a few megabytes. */
const MOST_BEGUN = 20_000

/** UTC day of an epoch ms, e.g. `2026-11-20`. */
export function utcDay(time: number): string {
  return new Date(time).toISOString().slice(0, 10)
}

/** Stands for whoever asks without keeping who it was. */
export interface Visits {
  /** The visit, as 16 hex digits, of an address and a user agent. Neither is kept. */
  identify: (address: string, userAgent: string) => Promise<string>
  /** Destroys salts that are no longer needed; called every minute, so that it happens without visitors too. */
  forget: () => Promise<void>
}

/**
 * A visit is 64 bits of a keyed hash whose salt lives for a UTC day and is destroyed before it is 48 hours old; after
 * that nobody, with any amount of computing, can tell whose visit it was. The salt of the day before is tried first
 * while its visit goes on, so midnight does not cut a visit in two.
 */
export function createVisits({ store, clock, site }: { store: Store; clock: () => number; site: string }): Visits {
  let today = ''
  let salts: { current: KeyObject; previous: KeyObject | undefined } | undefined
  /** Visits that do not go on from yesterday, so that the database is asked once for each and not with every request of the day. */
  const begun = new Set<string>()

  const forget = (): Promise<void> => store.forgetSalts(utcDay(clock() - DAY))

  async function findSalts(now: number): Promise<NonNullable<typeof salts>> {
    const day = utcDay(now)
    if (salts && today === day) return salts
    await forget()
    const current = await store.findSalt(day, () => randomBytes(32))
    if (!current) throw new Error('The salt of the day was not stored.')
    const previous = await store.findSalt(utcDay(now - DAY))
    today = day
    // As keys: a key made anew for each hash takes five times as long.
    salts = { current: createSecretKey(current), previous: previous && createSecretKey(previous) }
    begun.clear()
    return salts
  }

  return {
    forget,
    identify: async (address, userAgent) => {
      const now = clock()
      const { current, previous } = await findSalts(now)
      const hash = (salt: KeyObject) => createHmac('sha256', salt).update([address, userAgent, site].join('\0')).digest('hex').slice(0, 16)
      const visit = hash(current)
      if (!previous || begun.has(visit)) return visit
      const earlier = hash(previous)
      // In microseconds.
      const last = (await store.findVisit(earlier))?.last ?? 0
      if (last >= (now - VISIT_PAUSE) * 1000) return earlier
      if (begun.size >= MOST_BEGUN) begun.clear()
      begun.add(visit)
      return visit
    },
  }
}
