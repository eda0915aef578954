import { measureReplies, type Replies, type Solved } from '../statistics/replies.ts'
import type { Waiting } from '../statistics/time-to-answer.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

const DAY = 86_400_000

export interface ReplyFigures extends Replies {
  /** Whether the team's tool has told anything of any message. */
  isTold: boolean
  /** Id of a topic, most messages first. */
  topics: ({ topic: string } & Replies)[]
}

interface Outcome {
  topic: string
  wait?: Waiting
  solved?: Solved
}

/** What becomes of messages that came in the period? Category and article have no part in it: a message belongs to no article. */
export async function readReplies(read: Read, scope: Scope, now: number): Promise<ReplyFigures> {
  const parameters = scopeParameters(scope)
  const [[told], over, solved] = await Promise.all([
    read<{ day: number | null }>('SELECT min(day) AS day FROM reply_day WHERE site = :site AND n > 0', {}),
    read<{ topic: string; answered: number; seconds: number; n: number }>(
      `SELECT topic, answered, seconds, sum(n) AS n FROM reply_day WHERE ${IN_PERIOD} GROUP BY topic, answered, seconds HAVING sum(n) > 0`,
      parameters,
    ),
    read<{ topic: string; solved: number; once: number; n: number }>(
      `SELECT topic, solved, once, sum(n) AS n FROM solved_day WHERE ${IN_PERIOD} GROUP BY topic, solved, once HAVING sum(n) > 0`,
      parameters,
    ),
  ])
  // Messages from before the tool told anything would wait for ever.
  const since = told?.day ?? undefined
  const open = since === undefined ? [] : await readOpen(read, scope, since)
  const outcomes: Outcome[] = [
    ...over.map(({ topic, answered, seconds, n }) => ({ topic, wait: { seconds, isAnswered: answered === 1, n } })),
    ...open.map(({ topic, received }) => ({ topic, wait: { seconds: Math.max(0, Math.round((now - received) / 1000)), isAnswered: false } })),
    ...solved.map(({ topic, solved, once, n }) => ({ topic, solved: { day: solved, isOnce: once === 1, n } })),
  ]
  const measure = (own: Outcome[]) =>
    measureReplies(
      own.flatMap(({ wait }) => wait ?? []),
      own.flatMap(({ solved }) => solved ?? []),
      Math.floor(now / DAY),
    )
  const topics = [...Map.groupBy(outcomes, ({ topic }) => topic)]
    .map(([topic, own]) => ({ topic, ...measure(own) }))
    .sort((a, b) => b.reply.n - a.reply.n || (a.topic < b.topic ? -1 : 1))
  return { isTold: since !== undefined, ...measure(outcomes), topics }
}

/** Messages that wait still: the only ones whose figure changes by itself, so they are in no sum. */
function readOpen(read: Read, { from, to, locale = '' }: Scope, since: number): Promise<{ received: number; topic: string }[]> {
  return read(
    `SELECT received, coalesce(topic, '') AS topic FROM ticket
     WHERE site = :site AND received >= :first AND received < :end AND (:locale = '' OR locale = :locale)
       AND NOT EXISTS (SELECT 1 FROM ticket_progress
         WHERE ticket_progress.site = ticket.site AND ticket_progress.ticket = ticket.id AND ticket_progress.type IN ('replied', 'solved'))
     ORDER BY received, id`,
    { first: Math.max(from, since) * DAY, end: (to + 1) * DAY, locale },
  )
}
