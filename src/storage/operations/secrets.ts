import { dayOf } from '../rollups/visit-state.ts'
import { insert, type Row, run, type Steps } from '../statement.ts'

export function* saveSalt(_site: string, { row }: { row: Row }): Steps<void> {
  yield* insert('visit_salt', [row])
}

export function* forgetSalts(site: string, { day }: { day: string }): Steps<void> {
  yield* run('DELETE FROM visit_salt WHERE site = :site AND day < :day', { site, day })
  // No visit of those days can go on.
  yield* run('DELETE FROM visit_state WHERE site = :site AND day < :first', { site, first: dayOf(Date.parse(day)) })
}

/** True when the token was not used before. */
export function* spendToken(_site: string, { row }: { row: Row }): Steps<boolean> {
  return (yield* insert('spent_token', [row])).length > 0
}

export function* forgetExpired(site: string, { now }: { now: number }): Steps<void> {
  yield* run('DELETE FROM contact_address WHERE site = :site AND expires <= :now', { site, now })
  yield* run('DELETE FROM spent_token WHERE site = :site AND expires <= :now', { site, now })
}
