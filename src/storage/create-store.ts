import { randomUUID } from 'node:crypto'
import type { Driver } from './driver.ts'
import { groupWrites } from './grouped-writes.ts'
import { packId } from './event-rows.ts'
import { findDifferentEvents, isDifferentTicket } from './known-content.ts'
import { findReport } from './reports.ts'
import { toAddressRow, toDeliveryRow, toEventRow, toReportRows, toTicketRows, toTokenRow } from './rows.ts'
import { findTicket, listDead } from './tickets.ts'
import type { VisitState } from './rollups/visit-state.ts'
import type { SqlValue } from './statement.ts'
import { type ClaimedDelivery, IdTaken, type Store, type StoredEvent } from './store.ts'

/** Writes that may wait for a commit before new ones are turned away; about a second of work. */
const QUEUE_LIMIT = 5000

export interface StoreOptions {
  /** Which help centre's rows these are; part of every key. */
  site?: string | undefined
  queueLimit?: number | undefined
}

/** What every store does, over whichever database. */
export function createStore(driver: Driver, { site = 'default', queueLimit = QUEUE_LIMIT }: StoreOptions = {}): Store {
  const writes = groupWrites(driver, queueLimit)
  const read = <Row>(sql: string, parameters: Record<string, SqlValue>) => driver.read(sql, parameters) as Promise<Row[]>
  const findFirst = async <Row>(sql: string, parameters: Record<string, SqlValue>) => (await read<Row>(sql, parameters))[0]

  let lastArrival = 0
  /** Microseconds of the server's time, but always later than the one before, so that the order of arrival is kept even when the clock is set back. */
  const toRow = (event: StoredEvent) => {
    lastArrival = Math.max(lastArrival + 1, event.serverTime * 1000)
    return toEventRow(site, event, lastArrival)
  }

  const findSalt = async (day: string) =>
    (await findFirst<{ salt: Uint8Array }>('SELECT salt FROM visit_salt WHERE site = :site AND day = :day', { day }))?.salt

  return {
    append: async (events, { once, address, token } = {}) => {
      const { outcome, known } = await writes.add('append', {
        events: events.map(toRow),
        once,
        address: address && once ? toAddressRow(site, once, address) : undefined,
        token: token && toTokenRow(site, token),
      })
      // After the commit, because nearly all events are new, and what is stored never changes.
      const different = await findDifferentEvents(read, known)
      if (different.length > 0) throw new IdTaken(once === undefined ? different : [once])
      return outcome
    },
    appendTicket: async (submission) => {
      const rows = toTicketRows(site, submission, submission.events.map(toRow))
      const outcome = await writes.add('appendTicket', rows)
      if (outcome === 'known' && (await isDifferentTicket(read, rows))) throw new IdTaken([submission.ticket.id])
      return outcome
    },
    findTicket: (id) => findTicket(read, id),
    findReference: (reference) => findFirst('SELECT id, received, locale FROM ticket WHERE site = :site AND reference = :reference', { reference }),
    noteProgress: (progress, { most, announce }) => {
      const delivery = announce && toDeliveryRow(site, { ...announce, ticket: progress.ticket, created: progress.received })
      return writes.add('noteProgress', { row: { site, ...progress }, most, delivery })
    },
    saveSurveyAnswer: (answer, since) => writes.add('saveSurveyAnswer', { row: { site, ...answer }, since }),
    fileReport: (report, target) => writes.add('fileReport', toReportRows(site, report, target)),
    findReport: (id) => findReport(read, id),
    claimDeliveries: async ({ target, now, limit, leaseMs }) => {
      const due = "site = :site AND target = :target AND state = 'waiting' AND next_at <= :now AND lease_until <= :now"
      // Looking costs no commit, and mostly there is nothing.
      if (!(await findFirst(`SELECT id FROM delivery WHERE ${due} LIMIT 1`, { target, now }))) return []
      const lease = randomUUID()
      const rows = await writes.add('claim', { target, now, limit, lease, until: now + leaseMs })
      return rows.map(({ id, ticket, target, attempts, created }) => ({ id, ticket, target, attempt: attempts, created, lease }) as ClaimedDelivery)
    },
    finishDelivery: ({ id, lease }, now) => writes.add('settle', { id, lease, now, state: 'done', error: null }),
    failDelivery: ({ id, lease }, retryAt, error) => writes.add('postpone', { id, lease, retryAt, error }),
    killDelivery: ({ id, lease }, now, error) => writes.add('settle', { id, lease, now, state: 'dead', error }),
    listDead: (limit) => listDead(read, limit),
    resend: (id, now) => writes.add('revive', { id, now }),
    nextDelivery: async (target) => {
      const sql = `
        SELECT min(CASE WHEN lease_until > next_at THEN lease_until ELSE next_at END) AS due
        FROM delivery WHERE site = :site AND target = :target AND state = 'waiting'`
      return (await findFirst<{ due: number | null }>(sql, { target }))?.due ?? undefined
    },
    spendToken: (token) => writes.add('spendToken', { row: toTokenRow(site, token) }),
    forgetExpired: async (now) => {
      const sql = `
        SELECT 1 AS due WHERE EXISTS (SELECT 1 FROM contact_address WHERE site = :site AND expires <= :now)
          OR EXISTS (SELECT 1 FROM spent_token WHERE site = :site AND expires <= :now)`
      if (await findFirst(sql, { now })) await writes.add('forgetExpired', { now })
    },
    count: (name, day, total = 1) => writes.add('count', { totals: [{ name, day, total }] }),
    read,
    readApart: <Row>(sql: string, parameters: Record<string, SqlValue>) => driver.readApart(sql, parameters) as Promise<Row[]>,
    findSalt: async (day, create) => {
      const salt = await findSalt(day)
      if (salt || !create) return salt
      await writes.add('saveSalt', { row: { site, day, salt: create() } })
      return findSalt(day)
    },
    forgetSalts: async (day) => {
      if (!(await findFirst('SELECT day FROM visit_salt WHERE site = :site AND day < :day LIMIT 1', { day }))) return
      await writes.add('forgetSalts', { day })
      await driver.scrub()
    },
    findVisit: async (visit) => {
      const row = await findFirst<{ state: string }>("SELECT state FROM visit_state WHERE site = :site AND visit = :visit AND state <> ''", { visit })
      return row && (JSON.parse(row.state) as VisitState)
    },
    hasEvent: async (id) => (await findFirst('SELECT type FROM stored_event WHERE site = :site AND id = :id', { id: packId(id) })) !== undefined,
    changeComment: (change) => writes.add('changeComment', change),
    noteOpened: (opening) => writes.add('noteOpened', opening),
    createItem: (item) => writes.add('createItem', item),
    changeItem: (change) => writes.add('changeItem', change),
    check: async () => {
      await findFirst('SELECT type FROM stored_event WHERE site = :site LIMIT 1', {})
    },
    close: async () => {
      await writes.close()
      await driver.close()
    },
  }
}
