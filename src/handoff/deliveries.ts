import type { DeadDelivery, Store } from '../storage/store.ts'
import { UNASSIGNED } from './contract.ts'

/** Most deliveries and messages that the page lists. */
const MOST = 100

/** A message that nobody gets until a way out is set up. */
export interface KeptTicket {
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
  dead: DeadDelivery[]
  /** How many are on their way, by queue. */
  waiting: { target: string; n: number }[]
  kept: KeptTicket[]
}

const WAITING = `SELECT target, count(*) AS n FROM delivery WHERE site = :site AND state = 'waiting' AND target <> '${UNASSIGNED}' GROUP BY target ORDER BY target`

const KEPT = `
  SELECT ticket.id AS id, ticket.reference AS reference, ticket.received AS received, ticket.locale AS locale, ticket.subject AS subject,
    ticket.description AS description, contact_address.address AS address
  FROM delivery
  JOIN ticket ON ticket.site = delivery.site AND ticket.id = delivery.ticket
  LEFT JOIN contact_address ON contact_address.site = ticket.site AND contact_address.subject = ticket.id
  WHERE delivery.site = :site AND delivery.target = '${UNASSIGNED}' AND delivery.state = 'waiting'
  ORDER BY ticket.received DESC
  LIMIT ${MOST}`

/** What became of the messages that have not arrived. */
export async function readDeliveries(store: Pick<Store, 'read' | 'listDead'>): Promise<Deliveries> {
  const [dead, waiting, kept] = await Promise.all([
    store.listDead(MOST),
    store.read<{ target: string; n: number }>(WAITING, {}),
    store.read<KeptTicket>(KEPT, {}),
  ])
  return { dead, waiting: waiting.map(({ target, n }) => ({ target, n: Number(n) })), kept }
}
