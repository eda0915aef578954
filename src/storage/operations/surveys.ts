import { countSurveyAnswer, holdTicket } from '../rollups/count-ticket.ts'
import type { Sums } from '../rollups/sums.ts'
import { change, type Row, run, type Steps } from '../statement.ts'

/** Stores the newest answer about a ticket that came after `since`; false when there is none. */
export function* saveSurveyAnswer(site: string, { row, since }: { row: Row; since: number }, _stored: Row[], sums: Sums): Steps<boolean> {
  const ticket = yield* holdTicket(site, String(row['ticket']))
  if (!ticket || ticket.received < since) return false
  const sql = 'SELECT day, locale, moment, question, wording, score FROM survey_answer WHERE site = :site AND ticket = :ticket AND moment = :moment'
  const [known] = yield* run(sql, { site, ticket: ticket.id, moment: row['moment'] ?? null })
  if (known) countSurveyAnswer(sums, known, -1)
  yield* change('survey_answer', 'replace', [row])
  countSurveyAnswer(sums, row, 1)
  return true
}
