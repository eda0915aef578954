import type { TableName } from './tables.ts'

export type SqlValue = string | number | bigint | null | Uint8Array

export type Row = Record<string, SqlValue>

/**
 * What becomes of a row whose key is known: it is left out, its columns are added to those that are there or take their place, its day is
 * moved forward, or nothing changes and what is there is given back, kept from other processes until the transaction ends.
 */
export type OnConflict = 'skip' | 'add' | 'replace' | 'renew' | 'hold'

/** For whichever database: SQL with `:name` parameters, or rows. */
export type Statement = { sql: string; parameters: Row } | { into: TableName; rows: Row[]; onConflict: OnConflict }

/** One step of a transaction: statements none of which waits for what another gives back. They leave for the database at once. */
export interface Step {
  statements: Statement[]
  /** Nothing follows, so that the commit may leave with it. */
  isLast?: boolean
}

/**
 * A transaction written once for every database: it yields steps and is given the rows of each of their statements. A driver runs it at
 * once (SQLite) or waits after each step (PostgreSQL), and runs it again from the start when the database asks for that.
 */
export type Steps<Result> = Generator<Step, Result, Row[][]>

/** Runs one statement inside a transaction. */
export function* run<Answer = Row>(sql: string, parameters: Row): Steps<Answer[]> {
  const [rows = []] = yield { statements: [{ sql, parameters }] }
  return rows as Answer[]
}

/** Inserts rows whose key is new; gives back the keys of those that were. */
export function* insert(into: TableName, rows: Row[]): Steps<Row[]> {
  if (rows.length === 0) return []
  const [fresh = []] = yield { statements: [{ into, rows, onConflict: 'skip' }] }
  return fresh
}

/** Inserts rows, or adds them to those that are there or puts them in their place. */
export function* change(into: TableName, onConflict: 'add' | 'replace', rows: Row[]): Steps<void> {
  if (rows.length > 0) yield { statements: [{ into, rows, onConflict }] }
}

/** Changes several tables at once, as the last thing that a transaction does. */
export function* changeLast(changes: { into: TableName; onConflict: 'add' | 'replace'; rows: Row[] }[]): Steps<void> {
  const statements = changes.filter(({ rows }) => rows.length > 0)
  if (statements.length > 0) yield { statements, isLast: true }
}

/** Those of the rows that are there already, as they are; where there is none, the given one may be made. */
export function* hold(into: TableName, rows: Row[]): Steps<Row[]> {
  if (rows.length === 0) return []
  const [held = []] = yield { statements: [{ into, rows, onConflict: 'hold' }] }
  return held
}

/** Does two things that need nothing of each other in as many steps as the longer of them has; in each step the first goes first. */
export function* sideBySide<First, Second>(first: Steps<First>, second: Steps<Second>): Steps<[First, Second]> {
  let [one, two] = [first.next(), second.next()]
  while (!one.done || !two.done) {
    const [ones, twos] = [one, two].map((step) => (step.done ? [] : step.value.statements)) as [Statement[], Statement[]]
    const rows = yield { statements: [...ones, ...twos] }
    if (!one.done) one = first.next(rows.slice(0, ones.length))
    if (!two.done) two = second.next(rows.slice(ones.length))
  }
  return [one.value, two.value]
}
