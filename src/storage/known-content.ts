import { packId } from './event-rows.ts'
import type { TicketRows } from './operations/tickets.ts'
import type { Row } from './statement.ts'
import type { Store } from './store.ts'
import { findTicket } from './tickets.ts'

/**
 * What the sender said, apart from times, which are clamped, and from what the server adds. A reader who sends again from another network is
 * another visit, so that is no content either.
 */
const CONTENT = ['type', 'path', 'article', 'revision', 'locale', 'value', 'text', 'detail'] as const

/** Ids of those events that are not stored as they are given. */
export async function findDifferentEvents(read: Store['read'], events: Row[]): Promise<string[]> {
  if (events.length === 0) return []
  const ids = Object.fromEntries([...new Set(events.map(({ id }) => id ?? null))].map((id, index) => [`id${index}`, packId(id)]))
  const names = Object.keys(ids).map((name) => `:${name}`)
  const stored = await read<Row>(`SELECT id, reader, ${CONTENT.join(', ')} FROM event WHERE site = :site AND id_key IN (${names.join(', ')})`, ids)
  const byId = new Map(stored.map((row) => [row['id'], row]))
  const isStored = (event: Row) => {
    const row = byId.get(event['id'])
    // Without a page view the reader is the visit.
    const isSameReader = event['reader'] === event['visit'] || event['reader'] === row?.['reader']
    return row !== undefined && isSameReader && CONTENT.every((column) => row[column] === event[column])
  }
  return [...new Set(events.filter((event) => !isStored(event)).map(({ id }) => String(id)))]
}

/** Whether a known ticket says something else than the one that is given. An address that is forgotten already is not compared. */
export async function isDifferentTicket(read: Store['read'], { ticket, attachments, address }: TicketRows): Promise<boolean> {
  const filed = await findTicket(read, String(ticket['id']))
  if (!filed) return true
  const fields = ['locale', 'topic', 'subject', 'description'] as const
  if (fields.some((field) => (filed.ticket[field] ?? null) !== ticket[field])) return true
  if (filed.address !== undefined && filed.address !== address?.['address']) return true
  if (filed.attachments.length !== attachments.length) return true
  return filed.attachments.some(({ id, name, type, content }) => {
    const given = attachments.find((attachment) => attachment['id'] === id)
    return given?.['name'] !== name || given['type'] !== type || Buffer.compare(content, given['content'] as Uint8Array) !== 0
  })
}
