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
    .replaceAll('CREATE VIEW IF NOT EXISTS', 'CREATE OR REPLACE VIEW')
    .replaceAll(/\bhex\(([\w.]+)\)/g, "encode($1, 'hex')")
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
    case 'renew':
      return `${target} DO UPDATE SET day = excluded.day WHERE ${table}.day < excluded.day`
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
  const returning = { skip: ` RETURNING ${key.join(', ')}`, hold: ` RETURNING ${names.join(', ')}`, add: '', replace: '', renew: '' }[onConflict]
  // What is new enough must not even be locked, or every process would wait for the others with each event.
  const known = `SELECT 1 FROM ${table} AS known WHERE ${key.map((column) => `known.${column} = given.${column}`).join(' AND ')} AND known.day >= given.day`
  const only = onConflict === 'renew' ? ` WHERE NOT EXISTS (${known})` : ''
  const given = `unnest(${arrays.join(', ')}) AS given (${names.join(', ')})${only}`
  return `INSERT INTO ${table} (${names.join(', ')}) SELECT * FROM ${given} ${writeConflict(table, onConflict)}${returning}`
}
