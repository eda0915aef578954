import type { Read, Scope } from './scope.ts'

const DAY = 86_400_000

/** Can this page be trusted? */
export interface Health {
  /** What was refused or left out, by name: `reject:…` (not taken), `ignore:bot`, `ignore:privacy-control` (asked not to be counted). */
  counters: { name: string; total: number }[]
  /** Messages that wait to be delivered, since when the oldest does (epoch ms), and those that were given up. */
  outbox: { waiting: number; oldest: number | null; dead: number }
  /** Epoch ms; null when never. */
  lastBackup: number | null
  lastRebuild: number | null
  /** Events before this time are deleted, epoch ms. */
  purgedBefore: number | null
  /** Day of the newest event, as epoch ms of its beginning. */
  newestDay: number | null
  /** Visits on days that have not come yet: the server's clock was ahead. They are in no figure until their day. */
  future: number
}

export async function readHealth(read: Read, { from, to }: Scope, now: number): Promise<Health> {
  const [counters, deliveries, milestones, [newest], [future]] = await Promise.all([
    read<{ name: string; total: number }>(
      'SELECT name, sum(total) AS total FROM counter WHERE site = :site AND day >= :first AND day <= :last GROUP BY name ORDER BY total DESC, name',
      { first: toText(from), last: toText(to) },
    ),
    read<{ state: string; n: number; oldest: number }>(
      "SELECT state, count(*) AS n, min(created) AS oldest FROM delivery WHERE site = :site AND state IN ('waiting', 'dead') GROUP BY state",
      {},
    ),
    read<{ name: string; time: number }>('SELECT name, time FROM milestone WHERE site = :site', {}),
    read<{ day: number | null }>('SELECT max(day) AS day FROM site_day WHERE site = :site', {}),
    read<{ n: number | null }>('SELECT sum(visits) AS n FROM site_day WHERE site = :site AND day > :today', { today: Math.floor(now / DAY) }),
  ])
  const state = (name: string) => deliveries.find((row) => row.state === name)
  const milestone = (name: string) => milestones.find((row) => row.name === name)?.time ?? null
  return {
    counters,
    outbox: { waiting: state('waiting')?.n ?? 0, oldest: state('waiting')?.oldest ?? null, dead: state('dead')?.n ?? 0 },
    lastBackup: milestone('backup'),
    lastRebuild: milestone('rebuilt'),
    purgedBefore: milestone('purged'),
    newestDay: newest?.day === null || newest === undefined ? null : newest.day * DAY,
    future: future?.n ?? 0,
  }
}

/** A day as the counters name it, within what a date can be. */
function toText(day: number): string {
  return new Date(Math.min(Math.max(day, 0), 2_932_896) * DAY).toISOString().slice(0, 10)
}
