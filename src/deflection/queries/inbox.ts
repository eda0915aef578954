import { packId } from '../../storage/event-rows.ts'
import type { InboxFilter } from '../inbox/contract.ts'
import type { Comment } from './newest-comments.ts'
import { type Read, type Scope, scopeParameters } from './scope.ts'

const DAY = 86_400_000

/** Comments on one page. */
export const INBOX_PAGE = 25
/** New comments are counted up to here. */
const MOST_COUNTED = 1000
/** Comments in a file. */
const MOST_EXPORTED = 5000

/** A comment with what became of it. */
export interface InboxComment extends Comment {
  /** Order of arrival, in microseconds. */
  arrival: number
  state: string
  assignee: string | null
  fixedIn: string | null
  version: number
  /** Whether the reader left an address that is still kept. */
  hasAddress: number
}

// The list of all four types is what lets SQLite use the index stored_event_answers.
const ANSWERS = "('vote', 'reason', 'ces', 'comment')"

const COLUMNS = `comment.id, comment.article, comment.locale, comment.revision, comment.server_time AS time, comment.text, comment.arrival,
  coalesce(handled.state, 'new') AS state, handled.assignee AS assignee, handled.revision AS "fixedIn", coalesce(handled.version, 0) AS version,
  (SELECT count(*) FROM contact_address WHERE contact_address.site = :site AND contact_address.subject = comment.answer) AS "hasAddress",
  (
    SELECT vote.value FROM event AS vote
    WHERE vote.site = :site AND vote.type = 'vote' AND vote.type IN ${ANSWERS} AND vote.reader_key = comment.reader_key AND vote.article = comment.article AND vote.locale = comment.locale
    ORDER BY vote.arrival DESC, vote.id_key DESC LIMIT 1
  ) AS vote`
const TABLES = 'FROM event AS comment LEFT JOIN comment_state AS handled ON handled.site = :site AND handled.comment = comment.id_key'

/** What was written again takes the place of what was written before, unless somebody looked after that already. */
const CURRENT = `comment.site = :site AND comment.type = 'comment' AND comment.article IS NOT NULL AND (handled.comment IS NOT NULL OR NOT EXISTS (
    SELECT 1 FROM event AS later
    WHERE later.site = :site AND later.type = 'comment' AND later.type IN ${ANSWERS}
      AND later.reader_key = comment.reader_key AND later.article = comment.article AND later.locale = comment.locale
      AND (later.arrival, later.id_key) > (comment.arrival, comment.id_key)
  ))`

const IN_STATE = { new: "AND coalesce(handled.state, 'new') = 'new'", all: '' }
const IN_FILTER = `AND (:assignee = '' OR handled.assignee = :assignee) AND (:locale = '' OR comment.locale = :locale) AND (:article = '' OR comment.article = :article)`

/** One page of the inbox, newest first, and whether there are older ones. */
export async function readInbox(read: Read, filter: InboxFilter, limit = INBOX_PAGE): Promise<{ comments: InboxComment[]; hasOlder: boolean }> {
  const { state, assignee, locale, article, before } = filter
  const [arrival, id] = before?.split('.') ?? []
  const inState = state === 'new' || state === 'all' ? IN_STATE[state] : 'AND handled.state = :state'
  const rows = await read<InboxComment>(
    `SELECT ${COLUMNS} ${TABLES} WHERE ${CURRENT} ${inState} ${IN_FILTER} AND (comment.arrival, comment.id_key) < (:arrival, :id)
     ORDER BY comment.arrival DESC, comment.id_key DESC LIMIT :limit`,
    {
      ...(inState.includes(':state') ? { state } : {}),
      assignee,
      locale,
      article,
      arrival: arrival ? Number(arrival) : Number.MAX_SAFE_INTEGER,
      id: packId(id ?? ''),
      limit: limit + 1,
    },
  )
  return { comments: rows.slice(0, limit), hasOlder: rows.length > limit }
}

/** The comments of a period with what became of them, newest first, for the files. */
export function readInboxPeriod(read: Read, scope: Scope, limit = MOST_EXPORTED): Promise<InboxComment[]> {
  return read<InboxComment>(
    `SELECT ${COLUMNS} ${TABLES} WHERE ${CURRENT} AND comment.arrival >= :first AND comment.arrival < :end
       AND (:locale = '' OR comment.locale = :locale) AND (:article = '' OR comment.article = :article)
       AND (:category = '' OR (comment.article >= :category AND comment.article < :category_end))
     ORDER BY comment.arrival DESC, comment.id_key DESC LIMIT :limit`,
    { ...scopeParameters(scope), first: scope.from * DAY * 1000, end: (scope.to + 1) * DAY * 1000, limit },
  )
}

/** One comment, whether or not its reader wrote again since. */
export async function readComment(read: Read, id: string): Promise<InboxComment | undefined> {
  const [comment] = await read<InboxComment>(
    `SELECT ${COLUMNS} ${TABLES} WHERE comment.site = :site AND comment.type = 'comment' AND comment.article IS NOT NULL AND comment.id_key = :id`,
    { id: packId(id) },
  )
  return comment
}

/** Something that happened to a comment, with what it was before. */
export interface CommentStep {
  /** Epoch ms. */
  time: number
  role: string
  action: 'changed' | 'opened'
  state: string
  assignee: string | null
}

/** The newest first; a comment that is passed to and fro all day is not worth more. */
export function readSteps(read: Read, id: string, limit = 50): Promise<CommentStep[]> {
  return read<CommentStep>(
    'SELECT time, role, action, state, assignee FROM comment_change WHERE site = :site AND comment = :comment ORDER BY time DESC, id DESC LIMIT :limit',
    { comment: packId(id), limit },
  )
}

/** The address that a reader left with a comment, while it is kept. */
export async function readAddress(read: Read, id: string): Promise<string | undefined> {
  const [row] = await read<{ address: string }>(
    `SELECT contact_address.address FROM event AS comment JOIN contact_address ON contact_address.site = :site AND contact_address.subject = comment.answer
     WHERE comment.site = :site AND comment.type = 'comment' AND comment.id_key = :id`,
    { id: packId(id) },
  )
  return row?.address
}

/** Names that were used before, the busiest first. */
export async function readAssignees(read: Read, limit = 50): Promise<string[]> {
  const rows = await read<{ assignee: string }>(
    'SELECT assignee, count(*) AS n FROM comment_state WHERE site = :site AND assignee IS NOT NULL GROUP BY assignee ORDER BY n DESC, assignee LIMIT :limit',
    { limit },
  )
  return rows.map(({ assignee }) => assignee)
}

/** How many comments are in each state; new ones are counted up to a thousand. */
export async function readStateCounts(read: Read): Promise<Record<string, number>> {
  const [states, [fresh]] = await Promise.all([
    read<{ state: string; n: number }>("SELECT state, count(*) AS n FROM comment_state WHERE site = :site AND state <> 'new' GROUP BY state", {}),
    read<{ n: number }>(`SELECT count(*) AS n FROM (SELECT 1 AS one ${TABLES} WHERE ${CURRENT} ${IN_STATE.new} LIMIT ${MOST_COUNTED}) AS few`, {}),
  ])
  return { new: fresh?.n ?? 0, ...Object.fromEntries(states.map(({ state, n }) => [state, n])) }
}
