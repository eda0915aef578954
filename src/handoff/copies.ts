import type { Store } from '../storage/store.ts'
import type { Handoff } from './contract.ts'

/** Copies that one mailbox gets in a day: a form that anybody may fill in must not become a way to fill somebody's mailbox. */
export const COPIES_PER_DAY = 3
const DAY = 86_400_000

/** Only addresses left since then are looked at; `expires` has an index. */
const EARLIER = `
  SELECT count(*) AS n
  FROM contact_address
  JOIN ticket ON ticket.site = contact_address.site AND ticket.id = contact_address.subject
  JOIN contact_address AS own ON own.site = :site AND own.subject = :id
  WHERE contact_address.site = :site AND contact_address.expires > own.expires - ${DAY} AND contact_address.expires <= own.expires
    AND (ticket.received < :received OR (ticket.received = :received AND ticket.id < :id))
    AND (lower(contact_address.address) = :plain OR lower(contact_address.address) LIKE :tagged ESCAPE '!')`

/**
 * Whether a message's reader gets a copy. Those that came earlier count, so any number of processes decide alike, and so do those without a
 * copy: it takes a quiet day until the next. `name+anything@` is the mailbox `name@`.
 */
export async function mayCopy(store: Pick<Store, 'read'>, { data, timestamp }: Handoff): Promise<boolean> {
  const address = data.requester.email.toLowerCase()
  const at = address.lastIndexOf('@')
  const [name = ''] = address.slice(0, at).split('+')
  const domain = address.slice(at)
  const asPattern = (text: string) => text.replace(/[!%_]/g, '!$&')
  const [row] = await store.read<{ n: number }>(EARLIER, {
    id: data.id,
    received: Date.parse(timestamp),
    plain: name + domain,
    tagged: `${asPattern(name)}+%${asPattern(domain)}`,
  })
  return Number(row?.n ?? 0) < COPIES_PER_DAY
}
