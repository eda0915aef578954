import { changeLast, hold, type Row, run, type Steps } from '../statement.ts'
import { countApart, countEvent } from './count-event.ts'
import { countVisit } from './count-visit.ts'
import { ROLLUP_TABLES, type Sums } from './sums.ts'
import { startVisit, takeIn, type VisitState } from './visit-state.ts'

/** What visits did before, as JSON and empty for a new one. Other processes wait with them until the transaction ends. */
export type HeldVisits = Map<string, string>

/** Takes the visits that may be changed by events, of which it is not known yet whether they are new. */
export function* holdVisits(site: string, events: Row[]): Steps<HeldVisits> {
  // In one order everywhere, so that two processes never wait for one another crosswise.
  const visits = [...new Set(events.map((event) => String(event['visit'])))].sort()
  const held = yield* hold(
    'visit_state',
    visits.map((visit) => ({ site, visit, day: 0, state: '' })),
  )
  const states = new Map(held.map(({ visit, state }) => [visit, String(state)]))
  return new Map(visits.map((visit) => [visit, states.get(visit) ?? '']))
}

/**
 * Adds new events, and what `sums` has besides, to the roll-ups, in the transaction that stores them. An event that was known before must not be
 * among them.
 */
export function* rollUp(site: string, events: Row[], held: HeldVisits, sums: Sums): Steps<void> {
  const idle = new Map(held)
  for (const { visit } of events) idle.delete(String(visit))
  // Holding makes a row where there is none.
  for (const [visit, state] of idle) {
    if (state === '') yield* run("DELETE FROM visit_state WHERE site = :site AND visit = :visit AND state = ''", { site, visit })
  }
  const byVisit = Map.groupBy(
    // By arrival, as a rebuild sees them.
    events.toSorted((a, b) => Number(a['arrival']) - Number(b['arrival'])),
    (event) => String(event['visit']),
  )
  const states: Row[] = [...byVisit].map(([visit, [first, ...others]]) => {
    const text = held.get(visit)
    const before = text ? (JSON.parse(text) as VisitState) : undefined
    if (before) countVisit(sums, before, -1)
    const state = before ?? startVisit(first!)
    for (const event of [first!, ...others]) {
      countEvent(sums, event)
      if (!takeIn(state, event)) countApart(sums, event)
    }
    countVisit(sums, state, 1)
    return { site, visit, day: state.day, state: JSON.stringify(state) }
  })
  yield* changeLast([
    { into: 'visit_state', onConflict: 'replace', rows: states },
    ...ROLLUP_TABLES.map((table) => ({ into: table, onConflict: 'add' as const, rows: sums.rows(table) })),
  ])
}
