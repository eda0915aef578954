import { type Row, run, type Steps } from '../statement.ts'
import { roundSeconds } from './count-visit.ts'
import type { Sums } from './sums.ts'
import { dayOf } from './visit-state.ts'

/** What of a ticket counts. */
export interface CountedTicket {
  id: string
  received: number
  locale: string
  topic: string
}

/**
 * Reads a ticket and keeps every other process from it until the transaction ends, so that its story is counted by one at a time. A query with
 * FOR UPDATE would do on PostgreSQL alone.
 */
export function* holdTicket(site: string, id: string): Steps<CountedTicket | undefined> {
  const sql = `UPDATE ticket SET reference = reference WHERE site = :site AND id = :id RETURNING id, received, locale, coalesce(topic, '') AS topic`
  const [ticket] = yield* run<CountedTicket>(sql, { site, id })
  return ticket
}

/** Whether a message no longer waits: a person answered it, or it was closed without. */
export const isOver = (news: readonly Row[]): boolean => news.some(({ type }) => type === 'replied' || type === 'solved')

/** Adds what a ticket is worth after these news, in any order, or with `times` −1 takes it back. */
export function countTicket(sums: Sums, { received, locale, topic }: CountedTicket, news: readonly Row[], times: 1 | -1): void {
  const timesOf = (type: string) => news.flatMap((one) => (one['type'] === type ? [Number(one['time'])] : []))
  const [replied, solved] = [timesOf('replied'), timesOf('solved')]
  const key = { day: dayOf(received), locale, topic }
  if (isOver(news)) {
    const end = Math.min(...(replied.length > 0 ? replied : solved))
    const seconds = roundSeconds(Math.max(0, Math.floor((end - received) / 1000)))
    sums.add('reply_day', { ...key, answered: replied.length > 0 ? 1 : 0, seconds }, { n: 1 }, times)
  }
  if (solved.length > 0) {
    const first = Math.min(...solved)
    const isOnce = replied.filter((time) => time <= first).length <= 1 && timesOf('reopened').length === 0
    sums.add('solved_day', { ...key, solved: dayOf(first), once: isOnce ? 1 : 0 }, { n: 1 }, times)
  }
}

/**
 * Counts a ticket that is about to be deleted: while it waited, nothing was. Not one from before the team's tool told anything: it would look as if
 * nobody had ever answered.
 */
export function* countDeleted(site: string, sums: Sums, ticket: CountedTicket, now: number): Steps<void> {
  const news = yield* run('SELECT type FROM ticket_progress WHERE site = :site AND ticket = :id', { site, id: ticket.id })
  if (isOver(news)) return
  const day = dayOf(ticket.received)
  const [told] = yield* run('SELECT 1 AS told FROM reply_day WHERE site = :site AND day <= :day AND n > 0 LIMIT 1', { site, day })
  if (!told) return
  const seconds = roundSeconds(Math.max(0, Math.floor((now - ticket.received) / 1000)))
  sums.add('reply_day', { day, locale: ticket.locale, topic: ticket.topic, answered: 0, seconds }, { n: 1 })
}

/** Adds an answer to a survey, or with `times` −1 takes it back. */
export function countSurveyAnswer(sums: Sums, answer: Row, times: 1 | -1): void {
  const { day = null, locale = null, moment = null, question = null, wording = null, score = null } = answer
  sums.add('survey_day', { day, locale, moment, question, wording, score }, { n: 1 }, times)
}
