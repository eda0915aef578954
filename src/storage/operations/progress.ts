import { countTicket, holdTicket } from '../rollups/count-ticket.ts'
import type { Sums } from '../rollups/sums.ts'
import { insert, type Row, run, type Steps } from '../statement.ts'
import type { Noted } from '../store.ts'

/** How long an id stands for one ticket alone, in ms: as long as a signature holds, with clocks that are five minutes apart either way. */
const HELD_MS = 600_000

/**
 * Notes what became of a ticket, once for each id. Signatures say nothing of the address, so the id of one ticket is refused for another while what
 * was signed with it could be sent there by somebody who saw it.
 */
export function* noteProgress(
  site: string,
  { row, most, delivery }: { row: Row; most: number; delivery?: Row | undefined },
  _stored: Row[],
  sums: Sums,
): Steps<Noted> {
  const ticket = yield* holdTicket(site, String(row['ticket']))
  if (!ticket) return 'gone'
  const known = yield* run('SELECT id, type, time FROM ticket_progress WHERE site = :site AND ticket = :ticket', { site, ticket: row['ticket'] ?? null })
  const same = known.find(({ id }) => id === row['id'])
  if (same) return same['type'] === row['type'] && same['time'] === row['time'] ? 'known' : 'taken'
  if (known.length >= most) return 'full'
  const held = yield* insert('spent_token', [{ site, id: `progress-${row['id']}`, expires: Number(row['received']) + HELD_MS }])
  if (held.length === 0) return 'taken'
  yield* insert('ticket_progress', [row])
  countTicket(sums, ticket, known, -1)
  countTicket(sums, ticket, [...known, row], 1)
  const [address] = delivery
    ? yield* run('SELECT subject FROM contact_address WHERE site = :site AND subject = :ticket', { site, ticket: row['ticket'] ?? null })
    : []
  yield* insert('delivery', delivery && address ? [delivery] : [])
  return 'stored'
}
