import { countRows } from './count-rows.ts'
import { openDriver } from './open.ts'
import { readPages } from './pages.ts'
import type { Place } from './place.ts'
import { EVENTS_PURGED, type Rebuilt, rebuild } from './rollups/rebuild.ts'
import { TICKETS_PURGED } from './rollups/rebuild-tickets.ts'
import { ROLLUP_TABLES } from './rollups/sums.ts'
import { insert, type Row, run, type Steps } from './statement.ts'
import { StoreError } from './store.ts'
import { TABLES, type TableName } from './tables.ts'

export interface Moved {
  table: TableName
  /** Rows in the source. */
  rows: number
  /** Of those, rows that were not there yet. */
  copied: number
  /** Rows that were there with other values; they were left as they are. */
  different: number
}

/** What the daily sums are made of. */
const SUMMED: ReadonlySet<TableName> = new Set<TableName>(['stored_event', 'ticket', 'ticket_progress', 'survey_answer'])
/** What is made of it. */
const SUMS: ReadonlySet<TableName> = new Set<TableName>([...ROLLUP_TABLES, 'visit_state'])

export interface MoveResult {
  moved: Moved[]
  /** Help centres of which both places had something, so that their daily sums are neither's: computed anew. */
  rebuilt: (Rebuilt & { site: string })[]
  /** True when rows were left that differ, those of daily sums that were computed anew aside. */
  isDifferent: boolean
}

/**
 * Copies one store into another and leaves the first as it is. Run again after an interruption it passes over what is
 * there already, because every row has the same key everywhere. Where the target, or the source since the last time, had
 * events of its own, daily sums of both stand for the same days: those are computed from all the events.
 */
export async function move(from: Place, to: Place, report: (moved: Moved) => void = () => {}, now = Date.now()): Promise<MoveResult> {
  if (JSON.stringify(from) === JSON.stringify(to)) throw new StoreError('Both places are the same. Name two different ones.')
  const source = await openDriver(from)
  const target = await openDriver(to)
  try {
    const all: Moved[] = []
    const [grown, summed] = [new Set<string>(), new Set<string>()]
    const addSites = (sites: Set<string>, rows: Row[]) => {
      for (const { site } of rows) sites.add(String(site))
    }
    for (const table of Object.keys(TABLES) as TableName[]) {
      const moved: Moved = { table, rows: 0, copied: 0, different: 0 }
      for await (const rows of readPages(source.read, table)) {
        const fresh = await target.transact(() => insert(table, rows))
        moved.rows += rows.length
        moved.copied += fresh.length
        if (SUMMED.has(table)) addSites(grown, fresh)
        if (fresh.length === rows.length) continue
        if (table === 'milestone') await target.transact(() => keepLater(rows))
        const different = await countDifferent(target.read, table, rows)
        moved.different += different
        if (SUMS.has(table)) addSites(summed, rows)
        // An earlier run that was killed may have brought what these sums lack.
        if (SUMS.has(table) && different > 0) addSites(grown, rows)
      }
      all.push(moved)
      report(moved)
    }
    const rebuilt: MoveResult['rebuilt'] = []
    for (const site of grown) if (summed.has(site)) rebuilt.push({ site, ...(await rebuild(target, site, now)) })
    if (to.kind !== 'sqlite') await countRows(target)
    const isWhole = rebuilt.every(({ from: first, ticketsFrom }) => first === 0 && ticketsFrom === 0)
    return { moved: all, rebuilt, isDifferent: all.some(({ table, different }) => different > 0 && !(isWhole && SUMS.has(table))) }
  } finally {
    await Promise.all([source.close(), target.close()])
  }
}

/** What one of two places has deleted is gone from both together: sums of those days must not be computed from what is left. */
function* keepLater(milestones: Row[]): Steps<void> {
  for (const { site = '', name = '', time = 0 } of milestones) {
    if (name !== EVENTS_PURGED && name !== TICKETS_PURGED) continue
    yield* run('UPDATE milestone SET time = :time WHERE site = :site AND name = :name AND time < :time', { site, name, time })
  }
}

/** Reads the same stretch of keys; where the databases sort differently, what is outside it one by one. */
async function countDifferent(read: (sql: string, parameters: Row) => Promise<Row[]>, table: TableName, rows: Row[]): Promise<number> {
  const { columns, key } = TABLES[table]
  const select = `SELECT ${Object.keys(columns).join(', ')} FROM ${table} WHERE`
  const bind = (prefix: string, row: Row | undefined) => Object.fromEntries(key.map((column) => [`${prefix}_${column}`, row?.[column] ?? null]))
  const names = (prefix: string) => `(${key.map((column) => `:${prefix}_${column}`).join(', ')})`
  const keys = `(${key.join(', ')})`
  const keyOf = (row: Row) => JSON.stringify(key.map((column) => row[column]))
  const stretch = await read(`${select} ${keys} >= ${names('first')} AND ${keys} <= ${names('last')}`, {
    ...bind('first', rows[0]),
    ...bind('last', rows.at(-1)),
  })
  const known = new Map(stretch.map((row) => [keyOf(row), row]))
  let different = 0
  for (const row of rows) {
    const there = known.get(keyOf(row)) ?? (await read(`${select} ${keys} = ${names('one')}`, bind('one', row)))[0]
    if (!there || Object.keys(columns).some((column) => !isSame(row[column], there[column]))) different += 1
  }
  return different
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Uint8Array && b instanceof Uint8Array ? Buffer.compare(a, b) === 0 : a === b
}
