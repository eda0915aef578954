import type { Handler } from 'hono'
import { utcDay } from '../deflection/visit.ts'
import type { Store } from '../storage/store.ts'
import type { Counters, ProblemName } from './contract.ts'

/** Between two writes of counts, in ms: a flood of refusals must not become a flood of commits. */
const PAUSE_MS = 10_000
const DAY = 86_400_000
/** Days that `/api/insights/counters` looks back. */
const SHOWN_DAYS = 30

/** What our own mistakes are, and what nobody sent in is, is no refusal. */
const NOT_COUNTED: ReadonlySet<ProblemName> = new Set<ProblemName>(['internal-error', 'not-available', 'not-found', 'method-not-allowed'])

/**
 * Counts what was refused, by reason and never by what it was. The first is stored at once, later ones together every ten seconds; those
 * that wait when a process is killed are lost, as nobody was told that they are kept.
 */
export function createRefusalCounter({ store, clock }: { store: Store; clock: () => number }): (problem: ProblemName) => void {
  const waiting = new Map<ProblemName, number>()
  let timer: NodeJS.Timeout | undefined

  const flush = (): void => {
    timer = undefined
    if (waiting.size === 0) return
    const day = utcDay(clock())
    // A database that is away has worse to tell.
    for (const [problem, total] of waiting) store.count(`reject:${problem}`, day, total).catch(() => undefined)
    waiting.clear()
    timer = setTimeout(flush, PAUSE_MS).unref()
  }

  return (problem) => {
    if (NOT_COUNTED.has(problem)) return
    waiting.set(problem, (waiting.get(problem) ?? 0) + 1)
    if (!timer) flush()
  }
}

/** `GET /api/insights/counters`: what was refused or left out on each of the last days, the newest first; whoever mounts it checks who may read. */
export function createCountersEndpoint({ store, clock }: { store: Store; clock: () => number }): Handler {
  return async (c) => {
    const since = utcDay(clock() - SHOWN_DAYS * DAY)
    const counters = await store.read<Counters['counters'][number]>(
      'SELECT day, name, total FROM counter WHERE site = :site AND day >= :since ORDER BY day DESC, name',
      { since },
    )
    return c.json({ counters } satisfies Counters)
  }
}
