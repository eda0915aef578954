import { measureTimeToAnswer, type TimeToAnswer } from '../statistics/time-to-answer.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** How long visits that searched or opened the form took to an answer. */
export async function readTimeToAnswer(read: Read, scope: Scope): Promise<TimeToAnswer> {
  const rows = await read<{ answered: number; seconds: number; n: number }>(
    `SELECT answered, seconds, sum(n) AS n FROM waiting_day WHERE ${IN_PERIOD} GROUP BY answered, seconds HAVING sum(n) > 0 ORDER BY seconds, answered`,
    scopeParameters(scope),
  )
  return measureTimeToAnswer(rows.map(({ answered, seconds, n }) => ({ seconds, isAnswered: answered === 1, n })))
}
