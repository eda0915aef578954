import pg from 'pg'
import { createStore, type StoreOptions } from './create-store.ts'
import type { Driver, Outcome } from './driver.ts'
import { perform, type Write } from './operations/perform.ts'
import { addressOf } from './place.ts'
import { migratePostgres } from './postgres-migrate.ts'
import { runStatement, takeSteps } from './postgres-statements.ts'
import type { Steps } from './statement.ts'
import { type Store, StoreError, StoreUnavailable } from './store.ts'

/** Connections of one process: one writes at a time, the others read. */
const CONNECTIONS = 6
const CONNECT_MS = 5000
/** A query that takes longer is not one of ours; its connection is lost. */
const QUERY_MS = 30_000
/** How often a transaction begins again when the database asks for it. */
const MOST_TRIES = 8
/** serialization_failure and deadlock_detected. */
const BEGIN_AGAIN = new Set(['40001', '40P01'])

export interface PostgresOptions extends StoreOptions {
  /** Epoch ms, noted with each migration. */
  now?: number | undefined
}

/** Opens (and migrates) a PostgreSQL database, or one that speaks its language, as a store. */
export async function openPostgresStore(url: string, options: PostgresOptions = {}): Promise<Store> {
  return createStore(await openPostgresDriver(url, options), options)
}

export async function openPostgresDriver(url: string, { site = 'default', now = Date.now() }: PostgresOptions = {}): Promise<Driver> {
  const config = { connectionString: url, connectionTimeoutMillis: CONNECT_MS, query_timeout: QUERY_MS, keepAlive: true, types: TYPES }
  const place = addressOf(url)
  try {
    const client = new pg.Client({ ...config, query_timeout: 0 })
    client.on('error', () => {})
    await client.connect()
    await migratePostgres(client, place, now).finally(() => client.end())
  } catch (error) {
    throw explain(error, place)
  }

  const pool = new pg.Pool({ ...config, max: CONNECTIONS, pipeline: true })
  // A connection that breaks while nobody uses it is replaced; whoever uses one is told by its query.
  pool.on('error', () => {})
  // Between two queries of a transaction nobody would hear it, and an error that nobody hears ends the process.
  pool.on('connect', (client) => client.on('error', () => {}))

  const transact = async <Result>(start: () => Steps<Result>): Promise<Result> => {
    for (let attempt = 1; ; attempt += 1) {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        return await takeSteps(client, start())
      } catch (error) {
        // A connection on which the database itself refused is good for the next; one that broke or keeps silent is not.
        if (!(error instanceof pg.DatabaseError)) broken = error as Error
        else {
          await client.query('ROLLBACK').catch((failure: Error) => {
            broken = failure
          })
        }
        if (attempt >= MOST_TRIES || !BEGIN_AGAIN.has(codeOf(error))) throw error
      } finally {
        client.release(broken)
      }
    }
  }

  const commitEach = async (writes: Write[]): Promise<Outcome[]> => {
    const outcomes: Outcome[] = []
    for (const write of writes) outcomes.push(...(await commit([write])))
    return outcomes
  }
  const commit = async (writes: Write[]): Promise<Outcome[]> => {
    try {
      return (await transact(() => perform(site, writes))).map((value) => ({ isDone: true, value }))
    } catch (error) {
      // A row that can never be stored must not take the others of its commit with it.
      if (writes.length > 1 && isAboutRow(error)) return commitEach(writes)
      return writes.map(() => ({ isDone: false, error }))
    }
  }

  const read: Driver['read'] = async (sql, parameters) => {
    try {
      return await runStatement(pool, { sql, parameters: { ...parameters, site } })
    } catch (error) {
      if (isMistake(error)) throw error
      throw new StoreUnavailable('The database does not answer.', { cause: error })
    }
  }

  let closing: Promise<void> | undefined
  return {
    commit,
    read,
    // On another connection anyway.
    readApart: read,
    transact,
    // What PostgreSQL deletes is overwritten by its own vacuum.
    scrub: async () => {},
    close: () => {
      closing ??= pool.end()
      return closing
    },
  }
}

/** One moment of a database, however long it is read. */
export async function openPostgresSnapshot(url: string): Promise<Pick<Driver, 'read' | 'close'>> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_MS, types: TYPES })
  client.on('error', () => {})
  try {
    await client.connect()
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
  } catch (error) {
    throw explain(error, addressOf(url))
  }
  return { read: (sql, parameters) => runStatement(client, { sql, parameters }), close: () => client.end() }
}

/** Numbers as numbers and bytes as bytes, as from SQLite. All of ours are below 2^53. */
const NUMBERS = new Set<number>([pg.types.builtins.INT8, pg.types.builtins.NUMERIC])
const TYPES = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') => {
    if (NUMBERS.has(oid)) return Number
    const parse = pg.types.getTypeParser(oid, format as 'text')
    return oid === pg.types.builtins.BYTEA ? (text: string) => new Uint8Array(parse(text)) : parse
  },
} as pg.CustomTypesConfig

function codeOf(error: unknown): string {
  return String((error as { code?: unknown } | undefined)?.code ?? '')
}

/** Classes 22 and 23: a value the column does not take, a rule of the table. */
function isAboutRow(error: unknown): boolean {
  return /^2[23]/.test(codeOf(error))
}

/** Class 42: SQL that is wrong however often it is tried. */
function isMistake(error: unknown): boolean {
  return isAboutRow(error) || codeOf(error).startsWith('42')
}

function explain(error: unknown, place: string): StoreError {
  if (error instanceof StoreError) return error
  const reason = error instanceof Error ? error.message || codeOf(error) : String(error)
  return new StoreError(
    `The PostgreSQL database ${place} cannot be used (${reason}). Check DATABASE_URL, and that the database runs and lets this user make tables.`,
    {
      cause: error,
    },
  )
}
