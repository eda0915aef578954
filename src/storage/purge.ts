import type { Driver } from './driver.ts'
import { unpackId } from './event-rows.ts'
import { readPages } from './pages.ts'
import { countDeleted, holdTicket } from './rollups/count-ticket.ts'
import { EVENTS_PURGED } from './rollups/rebuild.ts'
import { TICKETS_PURGED } from './rollups/rebuild-tickets.ts'
import { addUpDays } from './rollups/spans.ts'
import { createSums, SPAN_DAYS, spanOf } from './rollups/sums.ts'
import { dayOf } from './rollups/visit-state.ts'
import { change, type Row, run, type Steps } from './statement.ts'

const DAY = 86_400_000

/** How long what readers did and wrote is kept, in days. */
export interface Retention {
  /** Raw events. */
  events: number
  /** Comments, which are read long after they were counted. */
  comments: number
  /** Tickets with their files and what became of them, once they are delivered or given up; answers to surveys; digests and alerts. */
  tickets: number
}
export const RETENTION: Retention = { events: 90, comments: 548, tickets: 548 }

/** A query that fewer visits searched is never listed, and not kept when its events are deleted. */
export const FEW_VISITS = 3

export interface Purged {
  events: number
  comments: number
  tickets: number
}

/** Deletes what is older than its retention, in pieces, so that no server waits for it. */
export async function purge(driver: Driver, site: string, retention: Retention, now: number): Promise<Purged> {
  const before = { events: now - retention.events * DAY, comments: now - retention.comments * DAY, tickets: now - retention.tickets * DAY }
  const purged: Purged = { events: 0, comments: 0, tickets: 0 }
  // First: if this is interrupted, a rebuild must not take what is left of a day for all of it.
  await driver.transact(() => notePurge(site, before))
  for await (const rows of readPages(driver.read, 'stored_event', { condition: 'site = :site' })) {
    const range = { site, first: rows[0]?.['id'] ?? null, last: rows.at(-1)?.['id'] ?? null }
    purged.events += await driver.transact(() => deleteEvents("type <> 'comment'", { ...range, before: before.events }))
    purged.comments += await driver.transact(() => deleteComments({ ...range, before: before.comments }))
  }
  await driver.transact(() => forgetCircumstances(site, before.events))
  for await (const rows of readPages(driver.read, 'ticket', { condition: 'site = :site' })) {
    for (const { id, received } of rows) {
      if (Number(received) < before.tickets && (await driver.transact(() => deleteTicket(site, String(id), now)))) purged.tickets += 1
    }
  }
  await driver.transact(() => deleteReports({ site, before: before.tickets, day: dayOf(before.tickets) }))
  await driver.commit([{ name: 'forgetExpired', payload: { now } }])
  await driver.scrub()
  return purged
}

/**
 * Roll-ups stay, but for what only one or two visits searched, and for addresses that were asked for on one or two days: such words may be
 * somebody's own. An address of ours is asked for on many days, and a visit never lasts for three.
 */
function* notePurge(site: string, before: { events: number; tickets: number }): Steps<void> {
  for (const [name, time] of [[EVENTS_PURGED, before.events] as const, [TICKETS_PURGED, before.tickets] as const]) {
    const [known] = yield* run<{ time: number }>('SELECT time FROM milestone WHERE site = :site AND name = :name', { site, name })
    yield* change('milestone', 'replace', [{ site, name, time: Math.max(time, known?.time ?? time) }])
  }
  const day = dayOf(before.events)
  const span = spanOf(day)
  const few = { site, few: FEW_VISITS }
  const rare = '(locale, query) IN (SELECT locale, query FROM search_day WHERE site = :site GROUP BY locale, query HAVING sum(visits) < :few)'
  yield* run(`DELETE FROM search_span WHERE site = :site AND span <= :span AND ${rare}`, { ...few, span })
  yield* run(`DELETE FROM search_day WHERE site = :site AND day < :day AND ${rare}`, { ...few, day })
  // Only addresses begin with a slash: pages that were not found, and what a browser says that was clicked.
  yield* run(
    `DELETE FROM tally_day WHERE site = :site AND day < :day AND name LIKE '/%'
       AND (kind, name) IN (SELECT kind, name FROM tally_day WHERE site = :site GROUP BY kind, name HAVING count(DISTINCT day) < :few)`,
    { ...few, day },
  )
  yield* addUpDays('search_day', `AND ${rare}`, { ...few, first: day, end: (span + 1) * SPAN_DAYS })
}

function* deleteEvents(type: string, parameters: Row): Steps<number> {
  return (yield* deleteStored(type, parameters)).length
}

function deleteStored(type: string, parameters: Row) {
  return run<{ id: Uint8Array; answer: Uint8Array | null }>(
    `DELETE FROM stored_event
     WHERE site = :site AND id >= :first AND id <= :last AND arrival / 1000 - coalesce(server_lag, 0) < :before AND ${type} RETURNING id, answer`,
    parameters,
  )
}

/** With what became of them, and the addresses that were left with them. */
function* deleteComments({ site = null, ...range }: Row): Steps<number> {
  const deleted = yield* deleteStored("type = 'comment'", { site, ...range })
  for (const { id, answer } of deleted) {
    yield* run('DELETE FROM comment_state WHERE site = :site AND comment = :id', { site, id })
    yield* run('DELETE FROM comment_change WHERE site = :site AND comment = :id', { site, id })
    if (answer) yield* run('DELETE FROM contact_address WHERE site = :site AND subject = :subject', { site, subject: unpackId(answer) })
  }
  return deleted.length
}

/** What no event has any more; comments are kept longer than the rest. */
function* forgetCircumstances(site: string, time: number): Steps<void> {
  yield* run(
    `DELETE FROM circumstance WHERE site = :site AND day < :day
       AND id NOT IN (SELECT circumstance FROM stored_event WHERE site = :site AND type = 'comment')`,
    { site, day: dayOf(time) },
  )
}

/** Nothing that still waits to be delivered. */
function* deleteTicket(site: string, id: string, now: number): Steps<boolean> {
  const parameters = { site, id }
  const ticket = yield* holdTicket(site, id)
  const waiting = yield* run("SELECT id FROM delivery WHERE site = :site AND ticket = :id AND state = 'waiting' LIMIT 1", parameters)
  if (!ticket || waiting.length > 0) return false
  const sums = createSums(site)
  yield* countDeleted(site, sums, ticket, now)
  yield* change('reply_day', 'add', sums.rows('reply_day'))
  yield* run('DELETE FROM attachment WHERE site = :site AND ticket = :id', parameters)
  yield* run('DELETE FROM delivery WHERE site = :site AND ticket = :id', parameters)
  yield* run('DELETE FROM contact_address WHERE site = :site AND subject = :id', parameters)
  yield* run('DELETE FROM ticket_progress WHERE site = :site AND ticket = :id', parameters)
  return (yield* run('DELETE FROM ticket WHERE site = :site AND id = :id RETURNING id', parameters)).length > 0
}

/** Their occasions are remembered for so long that no clock that is set back sends one twice. */
function* deleteReports(parameters: Row): Steps<void> {
  yield* run('DELETE FROM delivery WHERE site = :site AND ticket IN (SELECT id FROM report WHERE site = :site AND created < :before)', parameters)
  yield* run('DELETE FROM report WHERE site = :site AND created < :before', parameters)
  // As long as its message is there, an answer may be replaced, and has to be known to be taken back.
  yield* run(
    `DELETE FROM survey_answer WHERE site = :site AND day < :day
       AND NOT EXISTS (SELECT 1 FROM ticket WHERE ticket.site = survey_answer.site AND ticket.id = survey_answer.ticket)`,
    parameters,
  )
}
