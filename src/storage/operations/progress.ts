import { insert, type Row, run, type Steps } from '../statement.ts'
import type { Noted } from '../store.ts'

/** Notes what became of a ticket, once for each id. */
export function* noteProgress(site: string, { row, most, delivery }: { row: Row; most: number; delivery?: Row | undefined }): Steps<Noted> {
  const known = yield* run('SELECT id, type, time FROM ticket_progress WHERE site = :site AND ticket = :ticket', { site, ticket: row['ticket'] ?? null })
  const same = known.find(({ id }) => id === row['id'])
  if (same) return same['type'] === row['type'] && same['time'] === row['time'] ? 'known' : 'taken'
  if (known.length >= most) return 'full'
  yield* insert('ticket_progress', [row])
  const [address] = delivery
    ? yield* run('SELECT subject FROM contact_address WHERE site = :site AND subject = :ticket', { site, ticket: row['ticket'] ?? null })
    : []
  yield* insert('delivery', delivery && address ? [delivery] : [])
  return 'stored'
}
