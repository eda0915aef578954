import type { TableName } from './tables.ts'

export type SqlValue = string | number | bigint | null | Uint8Array

export type Row = Record<string, SqlValue>

/**
 * What becomes of a row whose key is known: it is left out, its columns are added to those that are there or take their place, its day is
 * moved forward, or nothing changes and what is there is given back, kept from other processes until the transaction ends.
 */
export type OnConflict = 'skip' | 'add' | 'replace' | 'renew' | 'hold'

/** One step of a transaction, for whichever database: SQL with `:name` parameters, or rows. */
export type Statement = { sql: string; parameters: Row } | { into: TableName; rows: Row[]; onConflict: OnConflict } | Together

/** Statements none of which waits for what another gives back: they leave for the database at once. Its rows are those of the last. */
export interface Together {
  together: Exclude<Statement, Together>[]
}

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
  return rows.length === 0 ? [] : yield { into, rows, onConflict: 'skip' }
}

/** Inserts rows, or adds them to those that are there or puts them in their place. */
export function* change(into: TableName, onConflict: 'add' | 'replace', rows: Row[]): Generator<Statement, void, Row[]> {
  if (rows.length > 0) yield { into, rows, onConflict }
}

/** Changes several tables at once. */
export function* changeTogether(changes: { into: TableName; onConflict: 'add' | 'replace'; rows: Row[] }[]): Generator<Statement, void, Row[]> {
  const together = changes.filter(({ rows }) => rows.length > 0)
  if (together.length > 0) yield { together }
}

/** Those of the rows that are there already, as they are; where there is none, the given one may be made. */
export function* hold(into: TableName, rows: Row[]): Generator<Statement, Row[], Row[]> {
  return rows.length === 0 ? [] : yield { into, rows, onConflict: 'hold' }
}
