import type { SqlValue } from './store.ts'
import type { TableName } from './tables.ts'

export type Row = Record<string, SqlValue>

/** One step of a transaction, for whichever database: SQL with `:name` parameters, or rows of which those with a known key are left out. */
export type Statement = { sql: string; parameters: Row } | { into: TableName; rows: Row[] }

/**
 * A transaction written once for every database: it yields statements and is given their rows. A driver runs it at once
 * (SQLite) or waits after each step (PostgreSQL), and runs it again from the start when the database asks for that.
 */
export type Steps<Result> = Generator<Statement, Result, Row[]>

/** Runs one statement inside a transaction. */
export function* run<Answer = Row>(sql: string, parameters: Row): Generator<Statement, Answer[], Row[]> {
  return (yield { sql, parameters }) as Answer[]
}

/** Inserts rows whose key is new; gives back the keys of those that were. */
export function* insert(into: TableName, rows: Row[]): Generator<Statement, Row[], Row[]> {
  return rows.length === 0 ? [] : yield { into, rows }
}
