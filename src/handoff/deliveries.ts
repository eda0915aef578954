import type { DeadDelivery, Store } from '../storage/store.ts'
import { UNASSIGNED } from './contract.ts'

/** Most deliveries and messages that the page lists. */
const MOST = 100

/** A message as the page shows it. */
export interface ShownTicket {
  id: string
  reference: string
  /** Epoch ms. */
  received: number
  locale: string
  subject: string
  description: string
  address: string | null
}

export interface Deliveries {
  dead: { delivery: DeadDelivery; ticket: ShownTicket | undefined }[]
  /** How many are on their way, by queue. */
  waiting: { target: string; n: number }[]
  /** What nobody gets until a way out is set up. */
  kept: ShownTicket[]
}

const WAITING = `SELECT target, count(*) AS n FROM delivery WHERE site = :site AND state = 'waiting' AND target <> '${UNASSIGNED}' GROUP BY target ORDER BY target`

const SHOWN = `
  SELECT DISTINCT ticket.id AS id, ticket.reference AS reference, ticket.received AS received, ticket.locale AS locale, ticket.subject AS subject,
    ticket.description AS description, contact_address.address AS address
  FROM delivery
  JOIN ticket ON ticket.site = delivery.site AND ticket.id = delivery.ticket
  LEFT JOIN contact_address ON contact_address.site = ticket.site AND contact_address.subject = ticket.id
  WHERE delivery.site = :site AND`

const KEPT = `${SHOWN} delivery.target = '${UNASSIGNED}' AND delivery.state = 'waiting' ORDER BY received DESC LIMIT ${MOST}`
const DEAD = `${SHOWN} delivery.state = 'dead'`

/** What became of the messages that have not arrived. */
export async function readDeliveries(store: Pick<Store, 'read' | 'listDead'>): Promise<Deliveries> {
  const [dead, tickets, waiting, kept] = await Promise.all([
    store.listDead(MOST),
    store.read<ShownTicket>(DEAD, {}),
    store.read<{ target: string; n: number }>(WAITING, {}),
    store.read<ShownTicket>(KEPT, {}),
  ])
  const byId = new Map(tickets.map((ticket) => [ticket.id, ticket]))
  return {
    dead: dead.map((delivery) => ({ delivery, ticket: byId.get(delivery.ticket) })),
    waiting: waiting.map(({ target, n }) => ({ target, n: Number(n) })),
    kept,
  }
}
