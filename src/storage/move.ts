import { countRows } from './count-rows.ts'
import { openDriver } from './open.ts'
import { readPages } from './pages.ts'
import type { Place } from './place.ts'
import { insert, type Row } from './statement.ts'
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

/**
 * Copies one store into another and leaves the first as it is. Run again after an interruption it passes over what is
 * there already, because every row has the same key everywhere.
 */
export async function move(from: Place, to: Place, report: (moved: Moved) => void = () => {}): Promise<Moved[]> {
  if (JSON.stringify(from) === JSON.stringify(to)) throw new StoreError('Both places are the same. Name two different ones.')
  const source = await openDriver(from)
  const target = await openDriver(to)
  try {
    const all: Moved[] = []
    for (const table of Object.keys(TABLES) as TableName[]) {
      const moved: Moved = { table, rows: 0, copied: 0, different: 0 }
      for await (const rows of readPages(source.read, table)) {
        const fresh = await target.transact(() => insert(table, rows))
        moved.rows += rows.length
        moved.copied += fresh.length
        if (fresh.length < rows.length) moved.different += await countDifferent(target.read, table, rows)
      }
      all.push(moved)
      report(moved)
    }
    if (to.kind !== 'sqlite') await countRows(target)
    return all
  } finally {
    await Promise.all([source.close(), target.close()])
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
