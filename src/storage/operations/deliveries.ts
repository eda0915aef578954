import { type Row, run, type Steps } from '../statement.ts'

/** The conditions stand outside as well: PostgreSQL looks again there when another process took a row meanwhile. */
const CLAIM = `
  UPDATE delivery SET lease = :lease, lease_until = :until, attempts = attempts + 1
  WHERE site = :site AND state = 'waiting' AND next_at <= :now AND lease_until <= :now AND id IN (
    SELECT id FROM delivery
    WHERE site = :site AND target = :target AND state = 'waiting' AND next_at <= :now AND lease_until <= :now
    ORDER BY next_at, id LIMIT :limit
  )
  RETURNING id, ticket, target, attempts, created, next_at`

export interface Claim extends Row {
  target: string
  now: number
  until: number
  limit: number
  lease: string
}

export function* claim(site: string, parameters: Claim): Steps<Row[]> {
  const rows = yield* run(CLAIM, { site, ...parameters })
  return rows.sort((a, b) => Number(a['next_at']) - Number(b['next_at']) || (String(a['id']) < String(b['id']) ? -1 : 1))
}

const HELD = "site = :site AND id = :id AND lease = :lease AND state = 'waiting'"

/** `state` is `done` or `dead`. */
export function* settle(site: string, parameters: { id: string; lease: string; state: string; now: number; error: string | null }): Steps<boolean> {
  const sql = `UPDATE delivery SET state = :state, finished = :now, last_error = :error, lease = NULL, lease_until = 0 WHERE ${HELD} RETURNING id`
  return (yield* run(sql, { site, ...parameters })).length > 0
}

export function* postpone(site: string, parameters: { id: string; lease: string; retryAt: number; error: string }): Steps<boolean> {
  const sql = `UPDATE delivery SET next_at = :retryAt, last_error = :error, lease = NULL, lease_until = 0 WHERE ${HELD} RETURNING id`
  return (yield* run(sql, { site, ...parameters })).length > 0
}

export function* revive(site: string, parameters: { id: string; now: number }): Steps<boolean> {
  const sql = `
    UPDATE delivery SET state = 'waiting', attempts = 0, created = :now, next_at = :now, finished = NULL, lease_until = 0
    WHERE site = :site AND id = :id AND state = 'dead' RETURNING id`
  return (yield* run(sql, { site, ...parameters })).length > 0
}
