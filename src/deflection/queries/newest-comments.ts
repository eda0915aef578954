import { IN_ARTICLES, type Read, type Scope, scopeParameters } from './scope.ts'

const DAY = 86_400_000

/** What a reader wrote below an article. */
export interface Comment {
  /** Id of its event. */
  id: string
  article: string
  locale: string
  /** Content hash of the text that was read. */
  revision: string | null
  /** Epoch ms. */
  time: number
  text: string
  /** That reader's newest vote on the article. */
  vote: 0 | 1 | null
}

// The list of all four types is what lets SQLite use the index stored_event_answers.
const ANSWERS = "('vote', 'reason', 'ces', 'comment')"

/** The newest comments, one per reader, article and language: what was written again replaces what was written before. */
export function readNewestComments(read: Read, scope: Scope, limit = 20): Promise<Comment[]> {
  return read<Comment>(
    `SELECT comment.id, comment.article, comment.locale, comment.revision, comment.server_time AS time, comment.text,
       (
         SELECT vote.value FROM event AS vote
         WHERE vote.site = :site AND vote.type = 'vote' AND vote.type IN ${ANSWERS} AND vote.reader_key = comment.reader_key AND vote.article = comment.article AND vote.locale = comment.locale
         ORDER BY vote.arrival DESC, vote.id_key DESC LIMIT 1
       ) AS vote
     FROM event AS comment
     WHERE comment.site = :site AND comment.type = 'comment' AND comment.article IS NOT NULL AND comment.arrival >= :first AND comment.arrival < :end
       AND (:locale = '' OR comment.locale = :locale) AND ${IN_ARTICLES}
       AND NOT EXISTS (
       SELECT 1 FROM event AS later
       WHERE later.site = :site AND later.type = 'comment' AND later.type IN ${ANSWERS}
         AND later.reader_key = comment.reader_key AND later.article = comment.article AND later.locale = comment.locale
           AND (later.arrival, later.id_key) > (comment.arrival, comment.id_key)
     )
     ORDER BY comment.arrival DESC, comment.id_key DESC LIMIT :limit`,
    { ...scopeParameters(scope), first: scope.from * DAY * 1000, end: (scope.to + 1) * DAY * 1000, limit },
  )
}
