import { measureReplies, type ProgressType, type Replies, type Story } from '../statistics/replies.ts'
import type { Read, Scope } from './scope.ts'

const DAY = 86_400_000

export interface ReplyFigures extends Replies {
  /** Whether the team's tool has told anything of any message. */
  isTold: boolean
  /** Id of a topic, most messages first. */
  topics: ({ topic: string } & Replies)[]
}

/** What becomes of messages that came in the period? Category and article have no part in it: a message belongs to no article. */
export async function readReplies(read: Read, { from, to, locale = '' }: Scope, now: number): Promise<ReplyFigures> {
  const parameters = { first: from * DAY, end: (to + 1) * DAY, locale }
  const [[begin], tickets, progress] = await Promise.all([
    // Messages from before the tool told anything would wait for ever.
    read<{ received: number | null }>(
      `SELECT min(ticket.received) AS received FROM ticket
       WHERE site = :site AND EXISTS (SELECT 1 FROM ticket_progress WHERE ticket_progress.site = ticket.site AND ticket_progress.ticket = ticket.id)`,
      {},
    ),
    read<{ id: string; received: number; topic: string | null }>(
      `SELECT id, received, topic FROM ticket
       WHERE site = :site AND received >= :first AND received < :end AND (:locale = '' OR locale = :locale) ORDER BY received, id`,
      parameters,
    ),
    read<{ ticket: string; type: ProgressType; time: number }>(
      `SELECT ticket_progress.ticket AS ticket, ticket_progress.type AS type, ticket_progress.time AS time
       FROM ticket JOIN ticket_progress ON ticket_progress.site = ticket.site AND ticket_progress.ticket = ticket.id
       WHERE ticket.site = :site AND ticket.received >= :first AND ticket.received < :end AND (:locale = '' OR ticket.locale = :locale)
       ORDER BY ticket_progress.time, ticket_progress.received, ticket_progress.id`,
      parameters,
    ),
  ])
  const since = begin?.received ?? Number.POSITIVE_INFINITY
  const events = Map.groupBy(progress, ({ ticket }) => ticket)
  const stories = tickets
    .filter(({ received }) => received >= since)
    .map(({ id, received, topic }): Story & { topic: string } => ({ received, topic: topic ?? '', events: events.get(id) ?? [] }))
  const topics = [...Map.groupBy(stories, ({ topic }) => topic)]
    .map(([topic, own]) => ({ topic, ...measureReplies(own, now) }))
    .sort((a, b) => b.reply.n - a.reply.n || (a.topic < b.topic ? -1 : 1))
  return { isTold: Number.isFinite(since), ...measureReplies(stories, now), topics }
}
