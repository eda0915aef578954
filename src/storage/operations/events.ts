import { packEvent, packId } from '../event-rows.ts'
import { insert, type Row, run, type Steps } from '../statement.ts'
import type { Appended } from '../store.ts'

/** Stores events whose id is new, gives those back, and notes them in `stored`. */
export function* insertEvents(events: Row[], stored: Row[]): Steps<Row[]> {
  const first = new Map(events.toReversed().map((event) => [event['id'], event]))
  const packed = [...first.values()].reverse().map((event) => ({ event, ...packEvent(event) }))
  // By key, so that two processes take them in the same order.
  const circumstances = new Map(packed.map(({ circumstance }) => [nameKey(circumstance), circumstance]))
  if (packed.length === 0) return []
  const [, rows = []] = yield {
    statements: [
      { into: 'circumstance', onConflict: 'renew', rows: [...circumstances].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row) },
      { into: 'stored_event', onConflict: 'skip', rows: packed.map(({ row }) => row) },
    ],
  }
  const fresh = new Set(rows.map(nameKey))
  const added = packed.flatMap(({ event, row }) => (fresh.has(nameKey(row)) ? [event] : []))
  stored.push(...added)
  return added
}

const nameKey = ({ id }: Row) => Buffer.from(id as Uint8Array).toString('latin1')

/** What became of a request. `known` are those of its events whose id was there before, to be compared with what is stored. */
export interface AppendResult {
  outcome: Appended
  known: Row[]
}

export interface AppendRequest {
  events: Row[]
  /** Id of the submission's first event, without which the others are not stored either. */
  once?: string | undefined
  address?: Row | undefined
  token?: Row | undefined
}

/**
 * Stores many submissions at once: first the events that decide whether a submission is new, then the rest of those that
 * are. New events are added to `stored`, for the roll-ups. Never asks before it inserts, so two processes that are sent the same at the same moment cannot both store it.
 */
export function* appendAll(site: string, requests: AppendRequest[], stored: Row[]): Steps<AppendResult[]> {
  const results: AppendResult[] = []
  const plain = requests.filter((request) => !request.token)
  const isHead = ({ once }: AppendRequest, event: Row) => once === undefined || event['id'] === once
  const heads = plain.flatMap((request) => request.events.filter((event) => isHead(request, event)))
  const fresh = new Set((yield* insertEvents(heads, stored)).map(({ id }) => id))
  const rest: Row[] = []
  const addresses: Row[] = []
  for (const request of plain) {
    // Taken out of the set, so that a second submission of the same commit is known.
    const known = request.events.filter((event) => isHead(request, event) && !fresh.delete(event['id'] as string))
    const isNew = known.length < (request.once === undefined ? request.events.length : 1)
    if (isNew) {
      rest.push(...request.events.filter((event) => !isHead(request, event)))
      if (request.address) addresses.push(request.address)
    }
    results[requests.indexOf(request)] = isNew ? { outcome: 'stored', known } : { outcome: 'known', known: request.events }
  }
  yield* insertEvents(rest, stored)
  yield* insert('contact_address', addresses)
  for (const [index, request] of requests.entries()) if (request.token) results[index] = yield* appendWithToken(site, request, stored)
  return results
}

function* appendWithToken(site: string, { token, ...request }: AppendRequest, stored: Row[]): Steps<AppendResult> {
  if (token && (yield* insert('spent_token', [token])).length === 0) {
    const known = yield* run('SELECT id FROM stored_event WHERE site = :site AND id = :id', { site, id: packId(request.once) })
    return known.length > 0 ? { outcome: 'known', known: request.events } : { outcome: 'replayed', known: [] }
  }
  const [result] = yield* appendAll(site, [request], stored)
  return result ?? { outcome: 'known', known: [] }
}

/** Adds to counters; `total` is how often each was counted since the last commit. */
export function* count(site: string, { totals }: { totals: { day: string; name: string; total: number }[] }): Steps<void> {
  for (const counted of totals) {
    yield* run(
      'INSERT INTO counter (site, day, name, total) VALUES (:site, :day, :name, :total) ON CONFLICT (site, day, name) DO UPDATE SET total = counter.total + excluded.total',
      { site, ...counted },
    )
  }
}
