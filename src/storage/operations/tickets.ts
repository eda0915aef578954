import { insert, type Row, run, type Steps } from '../statement.ts'
import type { Appended } from '../store.ts'
import { insertEvents } from './events.ts'

export interface TicketRows {
  ticket: Row
  events: Row[]
  attachments: Row[]
  deliveries: Row[]
  address?: Row | undefined
  token?: Row | undefined
}

/** Files a ticket with everything that belongs to it, or nothing. */
export function* appendTicket(site: string, { ticket, events, attachments, deliveries, address, token }: TicketRows, stored: Row[]): Steps<Appended> {
  if (token && (yield* insert('spent_token', [token])).length === 0) {
    const known = yield* run('SELECT id FROM ticket WHERE site = :site AND id = :id', { site, id: ticket['id'] ?? null })
    return known.length > 0 ? 'known' : 'replayed'
  }
  if ((yield* insert('ticket', [ticket])).length === 0) return 'known'
  yield* insertEvents(events, stored)
  yield* insert('attachment', attachments)
  yield* insert('contact_address', address ? [address] : [])
  yield* insert('delivery', deliveries)
  return 'stored'
}
