import { v7 } from 'uuid'
import type { CommentChange, CommentChanged, CommentStanding } from '../comment-states.ts'
import { UNTOUCHED } from '../comment-states.ts'
import { packId } from '../event-rows.ts'
import { change, hold, insert, type Row, run, type Steps } from '../statement.ts'

/** One change, with who made it, when, and what was before; or nothing, when somebody was faster. */
export function* changeComment(site: string, { comment, version, state, assignee, revision, role, now }: CommentChange): Steps<CommentChanged> {
  const key = packId(comment)
  const arrival = yield* findArrival(site, key)
  if (arrival === undefined) return { outcome: 'gone' }
  // Kept from other processes until this is on disk.
  const [held] = yield* hold('comment_state', [{ site, comment: key, arrival, ...toRow(UNTOUCHED) }])
  const standing = held ? toStanding(held) : UNTOUCHED
  if (standing.version !== version) return { outcome: 'conflict', standing }
  const next = { state, assignee, revision, version: version + 1, changed: now }
  yield* change('comment_state', 'replace', [{ site, comment: key, arrival, ...toRow(next) }])
  yield* insert('comment_change', [{ site, comment: key, id: v7({ msecs: now }), time: now, role, action: 'changed', ...describe(standing) }])
  return { outcome: 'changed', standing: next }
}

/** Notes that somebody read what is masked; false when there is no such comment. */
export function* noteOpened(site: string, { comment, role, now }: { comment: string; role: string; now: number }): Steps<boolean> {
  const key = packId(comment)
  if ((yield* findArrival(site, key)) === undefined) return false
  const [row] = yield* run('SELECT state, assignee, revision FROM comment_state WHERE site = :site AND comment = :comment', { site, comment: key })
  const standing = row ? { state: row['state'], assignee: row['assignee'], revision: row['revision'] } : describe(UNTOUCHED)
  yield* insert('comment_change', [{ site, comment: key, id: v7({ msecs: now }), time: now, role, action: 'opened', ...standing } as Row])
  return true
}

function* findArrival(site: string, id: Uint8Array): Steps<number | undefined> {
  const [row] = yield* run<{ arrival: number }>("SELECT arrival FROM stored_event WHERE site = :site AND id = :id AND type = 'comment'", { site, id })
  return row?.arrival
}

const describe = ({ state, assignee, revision }: CommentStanding) => ({ state, assignee, revision })
const toRow = (standing: CommentStanding): Row => ({ ...standing })

function toStanding(row: Row): CommentStanding {
  const { state, assignee, revision, version, changed } = row as unknown as CommentStanding
  return { state, assignee, revision, version, changed }
}
