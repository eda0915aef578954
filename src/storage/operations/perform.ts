import { holdVisits, rollUp } from '../rollups/roll-up.ts'
import { createSums, type Sums } from '../rollups/sums.ts'
import { type Row, sideBySide, type Steps } from '../statement.ts'
import { changeComment, noteOpened } from './comments.ts'
import { claim, postpone, revive, settle } from './deliveries.ts'
import { appendAll, type AppendRequest, count } from './events.ts'
import { noteProgress } from './progress.ts'
import { fileReport } from './reports.ts'
import { changeItem, createItem } from './items.ts'
import { forgetExpired, forgetSalts, saveSalt, spendToken } from './secrets.ts'
import { saveSurveyAnswer } from './surveys.ts'
import { appendTicket } from './tickets.ts'

/** One submission or event batch; a commit stores all of those that wait with as few statements as possible. */
function* append(site: string, request: AppendRequest, stored: Row[]) {
  const [result] = yield* appendAll(site, [request], stored)
  return result ?? { outcome: 'known' as const, known: [] }
}

/** Everything that changes a store, by name. Payloads are plain data, so that a write can travel to another thread. */
export const OPERATIONS = {
  append,
  count,
  appendTicket,
  fileReport,
  noteProgress,
  saveSurveyAnswer,
  claim,
  settle,
  postpone,
  revive,
  saveSalt,
  forgetSalts,
  spendToken,
  forgetExpired,
  changeComment,
  noteOpened,
  createItem,
  changeItem,
}
export type OperationName = keyof typeof OPERATIONS
export type Payload<Name extends OperationName> = Parameters<(typeof OPERATIONS)[Name]>[1]
export type Result<Name extends OperationName> = ReturnType<(typeof OPERATIONS)[Name]> extends Steps<infer Value> ? Value : never

export type Write = { [Name in OperationName]: { name: Name; payload: Payload<Name> } }[OperationName]

/** Performs writes inside one transaction, in order but for appends and counts, which are put together. */
export function* perform(site: string, writes: readonly Write[]): Steps<unknown[]> {
  const results: unknown[] = new Array(writes.length).fill(undefined)
  const appends = writes.flatMap((write, index) => (write.name === 'append' ? [{ index, request: write.payload }] : []))
  /** Events that are new in this transaction. */
  const stored: Row[] = []
  /** What operations add to the roll-ups besides. */
  const sums = createSums(site)
  const requests = appends.map(({ request }) => request)
  const arrived = writes.flatMap((write) => (write.name === 'append' || write.name === 'appendTicket' ? write.payload.events : []))
  const [outcomes, held] = yield* sideBySide(appendAll(site, requests, stored), holdVisits(site, arrived))
  for (const [position, { index }] of appends.entries()) results[index] = outcomes[position]
  yield* count(site, { totals: sumCounts(writes) })
  for (const [index, { name, payload }] of writes.entries()) {
    if (name === 'append' || name === 'count') continue
    const operation = OPERATIONS[name] as (site: string, payload: unknown, stored: Row[], sums: Sums) => Steps<unknown>
    results[index] = yield* operation(site, payload, stored, sums)
  }
  // Last, so that every process takes rows in the same order: events, visits, what is done to single rows, sums.
  yield* rollUp(site, stored, held, sums)
  return results
}

/** Sorted, so that two processes take the rows in the same order and never wait for one another crosswise. */
function sumCounts(writes: readonly Write[]): Payload<'count'>['totals'] {
  const sums = new Map<string, Payload<'count'>['totals'][number]>()
  for (const { name, payload } of writes) {
    if (name !== 'count') continue
    for (const counted of payload.totals) {
      const key = `${counted.day} ${counted.name}`
      const sum = sums.get(key)
      if (sum) sum.total += counted.total
      else sums.set(key, { ...counted })
    }
  }
  return [...sums].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, sum]) => sum)
}
