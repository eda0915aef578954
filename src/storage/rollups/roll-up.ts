import { changeTogether, hold, type Row, type Steps } from '../statement.ts'
import { countApart, countEvent } from './count-event.ts'
import { countVisit } from './count-visit.ts'
import { ROLLUP_TABLES, type Sums } from './sums.ts'
import { startVisit, takeIn, type VisitState } from './visit-state.ts'

/**
 * Adds new events, and what `sums` has besides, to the roll-ups, in the transaction that stores them. An event that was known before must not be
 * among them.
 */
export function* rollUp(site: string, events: Row[], sums: Sums): Steps<void> {
  const byVisit = Map.groupBy(
    // By arrival, as a rebuild sees them.
    events.toSorted((a, b) => Number(a['arrival']) - Number(b['arrival'])),
    (event) => String(event['visit']),
  )
  // In one order everywhere, so that two processes never wait for one another crosswise.
  const visits = [...byVisit.keys()].sort()
  const held = yield* hold(
    'visit_state',
    visits.map((visit) => ({ site, visit, day: 0, state: '' })),
  )
  const known = new Map(held.map(({ visit, state }) => [visit, String(state)]))
  const states: Row[] = visits.map((visit) => {
    const [first, ...others] = byVisit.get(visit)!
    const text = known.get(visit)
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
  yield* changeTogether([
    { into: 'visit_state', onConflict: 'replace', rows: states },
    ...ROLLUP_TABLES.map((table) => ({ into: table, onConflict: 'add' as const, rows: sums.rows(table) })),
  ])
}
