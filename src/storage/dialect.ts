import type { OnConflict } from './statement.ts'
import { TABLES, type TableName } from './tables.ts'

// Everything in which PostgreSQL's SQL differs from SQLite's. Queries and migrations are written once, for SQLite.

/** A query with `$1` in place of the first `:name`, and the names in that order. */
export interface NumberedQuery {
  text: string
  names: string[]
}

/** A colon before a name, but none of a cast (`::text`) and none inside a word. */
const PARAMETER = /(?<![:\w]):([a-z]\w*)/gi

export function numberParameters(sql: string): NumberedQuery {
  const names: string[] = []
  const text = sql.replace(PARAMETER, (_match, name: string) => {
    if (!names.includes(name)) names.push(name)
    return `$${names.indexOf(name) + 1}`
  })
  return { text, names }
}

/** Times do not fit PostgreSQL's INTEGER of 32 bits; STRICT is what it does anyway. */
export function translateMigration(sql: string): string {
  return sql
    .replaceAll(/\)\s*STRICT(, WITHOUT ROWID)?;/g, ');')
    .replaceAll(/\bINTEGER\b/g, 'BIGINT')
    .replaceAll(/\bBLOB\b/g, 'BYTEA')
}

const ARRAYS = { text: 'text[]', integer: 'bigint[]', bytes: 'bytea[]' } as const

/** What follows an INSERT, in both dialects. */
export function writeConflict(table: TableName, onConflict: OnConflict): string {
  const { columns, key } = TABLES[table]
  const keys: readonly string[] = key
  const others = Object.keys(columns).filter((column) => !keys.includes(column))
  const target = `ON CONFLICT (${key.join(', ')})`
  switch (onConflict) {
    case 'skip':
      return `${target} DO NOTHING`
    case 'add':
      return `${target} DO UPDATE SET ${others.map((column) => `${column} = ${table}.${column} + excluded.${column}`).join(', ')}`
    case 'replace':
      return `${target} DO UPDATE SET ${others.map((column) => `${column} = excluded.${column}`).join(', ')}`
    case 'hold':
      // Changes nothing, but locks the row.
      return `${target} DO UPDATE SET site = excluded.site`
  }
}

/** One statement for any number of rows, with one array per column as its parameters; gives back the keys of new rows, or whole rows that are held. */
export function writeBulkInsert(table: TableName, onConflict: OnConflict): string {
  const { columns, key } = TABLES[table]
  const names = Object.keys(columns)
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${ARRAYS[type]}`)
  const returning = { skip: ` RETURNING ${key.join(', ')}`, hold: ` RETURNING ${names.join(', ')}`, add: '', replace: '' }[onConflict]
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM unnest(${arrays.join(', ')}) ${writeConflict(table, onConflict)}${returning}`
}
