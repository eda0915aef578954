import { change, type Row, run, type Steps } from '../statement.ts'

/** Stores the newest answer about a ticket that came after `since`; false when there is none. */
export function* saveSurveyAnswer(site: string, { row, since }: { row: Row; since: number }): Steps<boolean> {
  const sql = 'SELECT id FROM ticket WHERE site = :site AND id = :ticket AND received >= :since'
  if ((yield* run(sql, { site, since, ticket: row['ticket'] ?? null })).length === 0) return false
  yield* change('survey_answer', 'replace', [row])
  return true
}
