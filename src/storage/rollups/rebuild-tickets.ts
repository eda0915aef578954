import { change, type Row, run, type Steps } from '../statement.ts'
import { StoreError } from '../store.ts'
import { type CountedTicket, countTicket } from './count-ticket.ts'
import { createSums, TICKET_TABLES } from './sums.ts'
import { dayOf } from './visit-state.ts'

const DAY = 86_400_000
/** Tickets, or answers to surveys, read at once. */
const PAGE = 1000

/** Name of the milestone before which tickets and answers to surveys are deleted. */
export const TICKETS_PURGED = 'purged-tickets'

/** First day (number since 1970-01-01) of which no ticket was deleted. */
export function* readFirstTicketDay(site: string): Steps<number> {
  const [purged] = yield* run<{ time: number }>('SELECT time FROM milestone WHERE site = :site AND name = :name', { site, name: TICKETS_PURGED })
  return purged ? dayOf(purged.time + DAY - 1) : 0
}

/** Computes the sums of tickets and surveys anew, from the first day that is whole. Gives back how many tickets it read. */
export function* rebuildTickets(site: string): Steps<{ tickets: number; first: number }> {
  const before = yield* readState(site)
  const first = yield* readFirstTicketDay(site)
  for (const table of TICKET_TABLES) yield* run(`DELETE FROM ${table} WHERE site = :site AND day >= :first`, { site, first })
  const tickets = yield* addTickets(site, first)
  yield* addSurveys(site, first)
  if ((yield* readState(site)) !== before) {
    throw new StoreError('News of messages came in while the roll-ups were computed, so nothing was changed. Stop the servers and run it again.')
  }
  return { tickets, first }
}

function* addTickets(site: string, first: number): Steps<number> {
  let tickets = 0
  for (let last = ''; ; ) {
    const page = yield* run<CountedTicket>(
      `SELECT id, received, locale, coalesce(topic, '') AS topic FROM ticket
       WHERE site = :site AND id > :last AND received >= :from ORDER BY id LIMIT ${PAGE}`,
      { site, last, from: first * DAY },
    )
    const range = { site, first: page[0]?.id ?? '', last: page.at(-1)?.id ?? '' }
    const news = yield* run('SELECT ticket, type, time FROM ticket_progress WHERE site = :site AND ticket >= :first AND ticket <= :last', range)
    const byTicket = Map.groupBy(news, ({ ticket }) => ticket)
    const sums = createSums(site)
    for (const ticket of page) countTicket(sums, ticket, byTicket.get(ticket.id) ?? [], 1)
    for (const table of TICKET_TABLES) yield* change(table, 'add', sums.rows(table))
    tickets += page.length
    last = range.last
    if (page.length < PAGE) return tickets
  }
}

function* addSurveys(site: string, first: number): Steps<void> {
  const answers = yield* run(
    `SELECT day, locale, moment, question, wording, score, count(*) AS n FROM survey_answer
     WHERE site = :site AND day >= :first GROUP BY day, locale, moment, question, wording, score`,
    { site, first },
  )
  yield* change(
    'survey_day',
    'add',
    answers.map((answer): Row => ({ site, ...answer })),
  )
}

/** Changes when news or an answer comes in. */
function* readState(site: string): Steps<string> {
  const [news] = yield* run('SELECT count(*) AS n FROM ticket_progress WHERE site = :site', { site })
  const [answers] = yield* run('SELECT count(*) AS n, sum(score) AS score, sum(day) AS day FROM survey_answer WHERE site = :site', { site })
  return JSON.stringify([news, answers])
}
