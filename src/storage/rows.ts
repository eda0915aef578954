import type { TicketRows } from './operations/tickets.ts'
import { checkId } from './event-rows.ts'
import type { Row } from './statement.ts'
import type { ReportRows } from './operations/reports.ts'
import type { ContactAddress, Report, StoredEvent, TicketSubmission, Token } from './store.ts'

/** PostgreSQL has no place for a NUL in a text; without it, both databases keep the same. */
const clean = (text: string | undefined): string | null => text?.replaceAll('\0', '') ?? null

/** Throws when an id is none: in a commit it would take others with it. */
export function toEventRow(site: string, event: StoredEvent, arrival: number): Row {
  for (const id of [event.id, event.visit, event.reader, event.answer]) if (id !== undefined) checkId(id)
  return {
    site,
    id: event.id,
    arrival,
    type: event.type,
    version: event.version,
    client_time: event.clientTime,
    server_time: event.serverTime,
    visit: event.visit,
    reader: event.reader,
    answer: event.answer ?? null,
    path: clean(event.path),
    article: event.article ?? null,
    revision: event.revision ?? null,
    locale: event.locale,
    arm: event.arm ?? null,
    value: event.value ?? null,
    text: clean(event.text),
    detail: clean(event.detail),
  }
}

export function toAddressRow(site: string, subject: string, { address, expires }: ContactAddress): Row {
  return { site, subject, address: clean(address), expires }
}

export function toTokenRow(site: string, { id, expires }: Token): Row {
  return { site, id, expires }
}

export function toTicketRows(site: string, submission: TicketSubmission, events: Row[]): TicketRows {
  const { ticket, attachments = [], deliveries, address, token } = submission
  return {
    ticket: {
      site,
      id: ticket.id,
      reference: ticket.reference,
      received: ticket.received,
      visit: ticket.visit,
      locale: ticket.locale,
      path: clean(ticket.path),
      topic: clean(ticket.topic),
      subject: clean(ticket.subject),
      description: clean(ticket.description),
      detail: clean(ticket.detail),
    },
    events,
    attachments: attachments.map(({ id, name, type, content }) => ({ site, ticket: ticket.id, id, name: clean(name), type, content })),
    deliveries: deliveries.map(({ id, target }) => toDeliveryRow(site, { id, target, ticket: ticket.id, created: ticket.received })),
    address: address && toAddressRow(site, ticket.id, address),
    token: token && toTokenRow(site, token),
  }
}

/** A delivery that is due at once. `ticket` is the id of the ticket or report. */
export function toDeliveryRow(site: string, { id, ticket, target, created }: { id: string; ticket: string; target: string; created: number }): Row {
  return { site, id, ticket, target, state: 'waiting', attempts: 0, created, next_at: created, lease: null, lease_until: 0, last_error: null, finished: null }
}

export function toReportRows(site: string, { id, created, letters, detail }: Report, target: string): ReportRows {
  return {
    report: { site, id, created, letters: JSON.stringify(letters), detail: detail ?? null },
    deliveries: letters.map((letter) => toDeliveryRow(site, { id: letter.id, ticket: id, target, created })),
  }
}
