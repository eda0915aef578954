import type pg from 'pg'
import { type NumberedQuery, numberParameters, writeBulkInsert } from './dialect.ts'
import type { Row, Statement, Step, Steps } from './statement.ts'
import { TABLES } from './tables.ts'

type Queryable = Pick<pg.Pool, 'query'> | pg.ClientBase

/**
 * A transaction with its steps. BEGIN leaves with the first and COMMIT with the last, if it says that it is: each way to the database and back
 * waits for whatever Node does meanwhile. Where a statement of the last step fails, COMMIT is answered as a ROLLBACK.
 */
export async function takeSteps<Result>(client: pg.PoolClient, steps: Steps<Result>): Promise<Result> {
  let isBegun = false
  let isCommitted = false
  const take = async ({ statements, isLast = false }: Step): Promise<Row[][]> => {
    if (isCommitted) throw new Error('A step follows the one that was said to be the last. This is a mistake in an operation.')
    // Written at once: one call of the system instead of one for each statement.
    const { stream } = client.connection
    stream.cork()
    const begun = isBegun ? undefined : client.query('BEGIN')
    const answers = statements.map((statement) => runStatement(client, statement))
    const committed = isLast ? client.query('COMMIT') : undefined
    stream.uncork()
    isBegun = true
    isCommitted = isLast
    const [, , ...rows] = await Promise.all([begun, committed, ...answers])
    return rows
  }
  let step = steps.next()
  while (!step.done) step = steps.next(await take(step.value))
  if (isBegun && !isCommitted) await client.query('COMMIT')
  return step.value
}

const numbered = new Map<string, NumberedQuery>()

/** Runs one statement and gives back its rows. */
export async function runStatement(client: Queryable, statement: Statement): Promise<Row[]> {
  if ('into' in statement) {
    const columns = Object.keys(TABLES[statement.into].columns)
    const arrays = columns.map((column) => statement.rows.map((row) => row[column] ?? null))
    return (await client.query(writeBulkInsert(statement.into, statement.onConflict), arrays)).rows
  }
  const query = numbered.get(statement.sql) ?? numberParameters(statement.sql)
  numbered.set(statement.sql, query)
  return (
    await client.query(
      query.text,
      query.names.map((name) => statement.parameters[name] ?? null),
    )
  ).rows
}
