import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { writeConflict } from './dialect.ts'
import type { OnConflict, Row, Statement, Steps } from './statement.ts'
import { TABLES, type TableName } from './tables.ts'

/** Runs statements on one SQLite connection; each text is prepared once. */
export interface SqliteStatements {
  run: (statement: Statement) => Row[]
  /** A whole transaction; nothing of it stays when it throws. */
  transact: <Result>(start: () => Steps<Result>) => Result
}

export function createStatements(database: DatabaseSync): SqliteStatements {
  const known = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const statement = known.get(sql) ?? database.prepare(sql)
    // Every query is given the site, whether or not it names it.
    statement.setAllowUnknownNamedParameters(true)
    known.set(sql, statement)
    return statement
  }
  const run = (statement: Statement): Row[] => {
    if ('sql' in statement) return prepare(statement.sql).all(statement.parameters) as Row[]
    const { into, rows, onConflict } = statement
    // Nobody else writes while this transaction does.
    if (onConflict === 'hold') return rows.flatMap((row) => prepare(writeFind(into)).all(row) as Row[])
    const insert = prepare(writeInsert(into, onConflict))
    return rows.filter((row) => insert.run(row).changes > 0)
  }
  return {
    run,
    transact: (start) => {
      // At once, because a reader that becomes a writer half-way cannot wait for another process.
      database.exec('BEGIN IMMEDIATE')
      try {
        const steps = start()
        let step = steps.next()
        while (!step.done) step = steps.next(step.value.statements.map(run))
        database.exec('COMMIT')
        return step.value
      } catch (error) {
        rollBack(database)
        throw error
      }
    },
  }
}

function writeInsert(table: TableName, onConflict: OnConflict): string {
  const columns = Object.keys(TABLES[table].columns)
  const values = columns.map((column) => `:${column}`)
  return `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')}) ${writeConflict(table, onConflict)}`
}

function writeFind(table: TableName): string {
  const { columns, key } = TABLES[table]
  return `SELECT ${Object.keys(columns).join(', ')} FROM ${table} WHERE ${key.map((column) => `${column} = :${column}`).join(' AND ')}`
}

function rollBack(database: DatabaseSync): void {
  try {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // The transaction is gone already; the writers get the first error.
  }
}
