import type { Driver } from '../driver.ts'
import { EVENT_FIELDS } from '../event-rows.ts'
import { change, type Row, run, type Steps } from '../statement.ts'
import { StoreError } from '../store.ts'
import { countApart, countEvent } from './count-event.ts'
import { countVisit } from './count-visit.ts'
import { rebuildTickets } from './rebuild-tickets.ts'
import { cutSpans } from './spans.ts'
import { createSums, DAY_TABLES, ROLLUP_TABLES } from './sums.ts'
import { dayOf, startVisit, takeIn, type VisitState } from './visit-state.ts'

const DAY = 86_400_000
/** A visit that goes on over midnight has its next event within this time. */
const VISIT_PAUSE = 30 * 60_000
/** Events read at once. */
const PAGE = 2000
/** Visits whose sums are put together before they are written. */
const VISITS_AT_ONCE = 20_000

/** Name of the milestone before which events are deleted. */
export const EVENTS_PURGED = 'purged'

export interface Rebuilt {
  events: number
  visits: number
  /** First day that was computed anew, in epoch ms; days before have lost events to a purge and were left as they are. */
  from: number
  tickets: number
  /** The same of tickets, which are kept longer. */
  ticketsFrom: number
}

/** The visit whose events are being read. */
interface Open {
  visit: string
  state: VisitState
}

/** Computes the roll-ups anew from the events, all or nothing. Refuses when events come in meanwhile. */
export function rebuild(driver: Pick<Driver, 'transact'>, site: string, now: number): Promise<Rebuilt> {
  return driver.transact(() => rebuildSteps(site, now))
}

function* rebuildSteps(site: string, now: number): Steps<Rebuilt> {
  const [purged] = yield* run<{ time: number }>('SELECT time FROM milestone WHERE site = :site AND name = :name', { site, name: EVENTS_PURGED })
  // Visits that began before the purge may have left events behind; a day later all have gone.
  const first = purged ? dayOf(purged.time + DAY + VISIT_PAUSE) : 0
  const before = yield* countEvents(site)
  for (const table of DAY_TABLES) yield* run(`DELETE FROM ${table} WHERE site = :site AND day >= :first`, { site, first })
  yield* cutSpans(site, first)
  yield* run('DELETE FROM visit_state WHERE site = :site', { site })

  yield* orderByVisit(site)
  const counted = { events: 0, visits: 0 }
  let last: Row | undefined
  let open: Open | undefined
  let sums = createSums(site)
  let states: Row[] = []
  const close = (open: Open | undefined) => {
    if (!open) return
    const { visit, state } = open
    counted.visits += 1
    if (state.day >= first) countVisit(sums, state, 1)
    // The same that are kept while the server runs: those whose salt may still be there.
    if (state.day >= dayOf(now) - 1) states.push({ site, visit, day: state.day, state: JSON.stringify(state) })
  }
  function* write(): Steps<void> {
    for (const table of ROLLUP_TABLES) yield* change(table, 'add', sums.rows(table))
    yield* change('visit_state', 'replace', states)
    sums = createSums(site)
    states = []
  }

  for (let events: Row[] = []; ; ) {
    events = yield* run(writePage(last), { site, visit: last?.['visit_key'] ?? null, arrival: last?.['arrival'] ?? null, id: last?.['id_key'] ?? null })
    for (const event of events) {
      const isCounted = dayOf(Number(event['server_time'])) >= first
      if (!open || open.visit !== event['visit']) {
        close(open)
        open = { visit: String(event['visit']), state: startVisit(event) }
        if (counted.visits % VISITS_AT_ONCE === 0) yield* write()
      }
      if (isCounted) countEvent(sums, event)
      if (!takeIn(open.state, event) && isCounted) countApart(sums, event)
    }
    counted.events += events.length
    last = events.at(-1)
    if (events.length < PAGE) break
  }
  close(open)
  yield* write()
  yield* run('DROP TABLE visit_order', {})
  yield* change('milestone', 'replace', [{ site, name: 'rebuilt', time: now }])
  if (counted.events !== before || (yield* countEvents(site)) !== before) {
    throw new StoreError('Events came in while the roll-ups were computed, so nothing was changed. Stop the servers and run it again.')
  }
  const { tickets, first: firstTickets } = yield* rebuildTickets(site)
  return { ...counted, from: first * DAY, tickets, ticketsFrom: firstTickets * DAY }
}

/** Sorts the events for this once, where a transaction that fails leaves nothing: no index is kept up for what is hardly ever done. */
function* orderByVisit(site: string): Steps<void> {
  yield* run('CREATE TEMPORARY TABLE visit_order AS SELECT visit, arrival, id FROM stored_event WHERE 1 = 0', {})
  yield* run('INSERT INTO visit_order SELECT visit, arrival, id FROM stored_event WHERE site = :site', { site })
  yield* run('CREATE INDEX visit_order_key ON visit_order (visit, arrival, id)', {})
}

/** By visit, and in each by arrival, as they were counted when they came. */
function writePage(last: Row | undefined): string {
  const later = last ? 'AND (visit_order.visit, visit_order.arrival, visit_order.id) > (:visit, :arrival, :id)' : ''
  return `SELECT ${EVENT_FIELDS.map((field) => `event.${field}`).join(', ')}, event.visit_key, event.id_key
    FROM visit_order JOIN event ON event.id_key = visit_order.id
    WHERE event.site = :site ${later} ORDER BY visit_order.visit, visit_order.arrival, visit_order.id LIMIT ${PAGE}`
}

function* countEvents(site: string): Steps<number> {
  const [row] = yield* run<{ n: number }>('SELECT count(*) AS n FROM stored_event WHERE site = :site', { site })
  return row?.n ?? 0
}
