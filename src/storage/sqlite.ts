import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { createStore, type StoreOptions } from './create-store.ts'
import type { Driver } from './driver.ts'
import { perform } from './operations/perform.ts'
import { DATABASE_FILE } from './place.ts'
import { migrate } from './sqlite-migrate.ts'
import { createReaderApart } from './sqlite-apart.ts'
import { createStatements } from './sqlite-statements.ts'
import type { Row } from './statement.ts'
import { type Store, StoreError, StoreUnavailable } from './store.ts'

/** How long a write waits while another process writes; more is answered with "try again". */
const BUSY_MS = 2000
const BUSY_STEP_MS = 20
const SQLITE_BUSY = 5

/** Codes of SQLite for a row that can never be stored, so that it must not take the others of its commit with it. */
const ROW_CODES = new Set([18, 19, 20, 25])

/** Locked, read-only, failing, full or not to be opened: it may be better in a moment. */
const AWAY_CODES = new Set([SQLITE_BUSY, 6, 8, 10, 13, 14])

export interface SqliteOptions extends StoreOptions {
  /** Epoch ms, noted with each migration. */
  now?: number
}

/** Opens (and makes, and migrates) the SQLite database of a data folder as a store. */
export function openSqliteStore(dataDir: string, options: SqliteOptions = {}): Store {
  return createStore(openSqliteDriver(dataDir, options), options)
}

/** The database of a data folder. WAL with synchronous=FULL: a commit that returned survives kill -9 and power loss. */
export function openSqliteDriver(dataDir: string, options: SqliteOptions = {}): Driver {
  return openSqliteFile(join(dataDir, DATABASE_FILE), options)
}

/** A database in any file, such as a backup. */
export function openSqliteFile(file: string, { site = 'default', now = Date.now() }: SqliteOptions = {}): Driver {
  const database = openDatabase(file)
  try {
    migrate(database, file, now)
  } catch (error) {
    database.close()
    throw explain(error, file)
  }
  // From here on writes wait by themselves.
  database.exec('PRAGMA busy_timeout = 0')
  const statements = createStatements(database)
  const apart = createReaderApart(file)
  /** SQLite itself would wait with everything standing still, pages included. */
  const transact: Driver['transact'] = async (start) => {
    for (let waited = 0; ; waited += BUSY_STEP_MS) {
      try {
        return statements.transact(start)
      } catch (error) {
        if (codeOf(error) !== SQLITE_BUSY || waited >= BUSY_MS) throw error
      }
      await setTimeout(BUSY_STEP_MS)
    }
  }
  return {
    commit: async (writes) => {
      try {
        return (await transact(() => perform(site, writes))).map((value) => ({ isDone: true, value }))
      } catch (error) {
        if (writes.length === 1 || !isAboutRow(error)) return writes.map(() => ({ isDone: false, error }))
        return writes.map((write) => {
          try {
            return { isDone: true, value: statements.transact(() => perform(site, [write]))[0] }
          } catch (error) {
            return { isDone: false, error }
          }
        })
      }
    },
    read: (sql, parameters) => answer(() => statements.run({ sql, parameters: { ...parameters, site } })),
    readApart: (sql, parameters) => answer(() => apart.read(sql, { ...parameters, site })),
    transact,
    scrub: async () => {
      // The log still holds the deleted pages until it is folded into the file, where secure_delete has overwritten them.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    close: async () => {
      await apart.close()
      if (database.isOpen) database.close()
    },
  }
}

async function answer(ask: () => Row[] | Promise<Row[]>): Promise<Row[]> {
  try {
    return await ask()
  } catch (error) {
    if (!AWAY_CODES.has(codeOf(error))) throw error
    throw new StoreUnavailable('The database does not answer.', { cause: error })
  }
}

/** The low byte of SQLite's code; the others say which constraint or file it was. */
function codeOf(error: unknown): number {
  return ((error as { errcode?: number }).errcode ?? 0) & 0xff
}

function isAboutRow(error: unknown): boolean {
  return ROW_CODES.has(codeOf(error))
}

function openDatabase(file: string): DatabaseSync {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    // Made by us first, so that nobody else on the machine can read it, not even for a moment.
    closeSync(openSync(file, 'a', 0o600))
    chmodSync(file, 0o600)
    const database = new DatabaseSync(file, { timeout: 2000 })
    for (const pragma of ['journal_mode = WAL', 'synchronous = FULL', 'secure_delete = ON', 'trusted_schema = OFF', 'cache_size = -32000']) {
      database.exec(`PRAGMA ${pragma}`)
    }
    return database
  } catch (error) {
    throw explain(error, file)
  }
}

function explain(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error
  const reason = error instanceof Error ? error.message : String(error)
  return new StoreError(`The database ${file} cannot be opened (${reason}). Check that DATA_DIR is a folder this user may write to, or restore a backup.`, {
    cause: error,
  })
}
