import type { Attachment, DeadDelivery, FiledTicket, Store, Ticket } from './store.ts'

/** A ticket with its attachments and address, if it is (still) there. */
export async function findTicket(read: Store['read'], id: string): Promise<FiledTicket | undefined> {
  const [[row], attachments, [left]] = await Promise.all([
    read<{ [Field in keyof Ticket]-?: Exclude<Ticket[Field], undefined> | null }>(
      'SELECT id, reference, received, visit, locale, path, topic, subject, description, detail FROM ticket WHERE site = :site AND id = :id',
      { id },
    ),
    read<Attachment>('SELECT id, name, type, content FROM attachment WHERE site = :site AND ticket = :id ORDER BY id', { id }),
    read<{ address: string }>('SELECT address FROM contact_address WHERE site = :site AND subject = :id', { id }),
  ])
  if (!row) return undefined
  const ticket = Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null)) as unknown as Ticket
  return { ticket, attachments, address: left?.address }
}

export function listDead(read: Store['read'], limit: number): Promise<DeadDelivery[]> {
  return read<DeadDelivery>(
    `SELECT delivery.id, delivery.ticket, coalesce(ticket.reference, delivery.ticket) AS reference, delivery.target, delivery.attempts, delivery.created, delivery.finished,
       delivery.last_error AS "lastError"
     FROM delivery LEFT JOIN ticket ON ticket.site = delivery.site AND ticket.id = delivery.ticket
     WHERE delivery.site = :site AND delivery.state = 'dead' ORDER BY delivery.finished DESC, delivery.id DESC LIMIT :limit`,
    { limit },
  )
}
