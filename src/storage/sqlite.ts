import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { migrate } from './migrate.ts'
import { type SqlValue, type Store, type StoredEvent, StoreError, StoreUnavailable } from './store.ts'

/** Name of the database inside `DATA_DIR`. */
export const DATABASE_FILE = 'waymark.sqlite'

/** Writes that may wait for a commit before new ones are turned away; about a second of work. */
const QUEUE_LIMIT = 5000

interface Write {
  run: () => void
  resolve: () => void
  reject: (error: Error) => void
}

const INSERT_EVENT = `
  INSERT INTO event (id, type, version, client_time, server_time, visit, reader, answer, path, article, revision, locale, arm, value, text, detail)
  VALUES (:id, :type, :version, :clientTime, :serverTime, :visit, :reader, :answer, :path, :article, :revision, :locale, :arm, :value, :text, :detail)
  ON CONFLICT (id) DO NOTHING`

/**
 * Opens (and makes, and migrates) the SQLite database of a data folder.
 * WAL with synchronous=FULL: a commit that returned survives kill -9 and power loss.
 */
export function openSqliteStore(dataDir: string, { queueLimit = QUEUE_LIMIT, now = Date.now() } = {}): Store {
  const file = join(dataDir, DATABASE_FILE)
  const database = openDatabase(dataDir, file)
  try {
    migrate(database, file, now)
  } catch (error) {
    database.close()
    throw explain(error, file)
  }

  const statements = new Map<string, StatementSync>()
  const prepare = (sql: string): StatementSync => {
    const known = statements.get(sql)
    if (known) return known
    const statement = database.prepare(sql)
    statements.set(sql, statement)
    return statement
  }

  let queue: Write[] = []
  let isScheduled = false
  let isClosed = false

  /** Commits all writes of one event-loop turn together: one fsync for all of them, and no timer to wait for. */
  const flush = (): void => {
    isScheduled = false
    const writes = queue
    queue = []
    if (writes.length === 0) return
    try {
      database.exec('BEGIN IMMEDIATE')
      for (const write of writes) write.run()
      database.exec('COMMIT')
    } catch (error) {
      rollBack(database)
      const failure = new StoreUnavailable('The database did not take the write.', { cause: error })
      for (const write of writes) write.reject(failure)
      return
    }
    for (const write of writes) write.resolve()
  }

  const write = (run: () => void): Promise<void> =>
    new Promise((resolve, reject) => {
      if (isClosed) return reject(new StoreUnavailable('The database is closed.'))
      if (queue.length >= queueLimit) return reject(new StoreUnavailable('Too many writes are waiting.'))
      queue.push({ run, resolve, reject })
      if (isScheduled) return
      isScheduled = true
      setImmediate(flush)
    })

  return {
    append: (events, once) =>
      write(() => {
        if (once && prepare('SELECT 1 FROM event WHERE id = ?').get(once)) return
        for (const event of events) prepare(INSERT_EVENT).run(toRow(event))
      }),
    count: (name, day) =>
      write(() => {
        prepare('INSERT INTO counter (day, name, total) VALUES (?, ?, 1) ON CONFLICT (day, name) DO UPDATE SET total = total + 1').run(day, name)
      }),
    read: async <Row>(sql: string, parameters: Record<string, SqlValue>) => prepare(sql).all(parameters) as Row[],
    findSalt: async (day, create) => {
      const find = () => (prepare('SELECT salt FROM visit_salt WHERE day = ?').get(day) as { salt: Uint8Array } | undefined)?.salt
      const salt = find()
      if (salt || !create) return salt
      await write(() => {
        prepare('INSERT INTO visit_salt (day, salt) VALUES (?, ?) ON CONFLICT (day) DO NOTHING').run(day, create())
      })
      return find()
    },
    forgetSalts: async (day) => {
      if (!prepare('SELECT 1 FROM visit_salt WHERE day < ?').get(day)) return
      await write(() => {
        prepare('DELETE FROM visit_salt WHERE day < ?').run(day)
      })
      // The log still holds the deleted pages until it is folded into the file, where secure_delete has overwritten them.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)')
    },
    hasVisit: async (visit, since) => prepare('SELECT 1 FROM event WHERE visit = ? AND server_time >= ? LIMIT 1').get(visit, since) !== undefined,
    check: async () => {
      prepare('SELECT arrival FROM event ORDER BY arrival DESC LIMIT 1').get()
    },
    close: async () => {
      if (isClosed) return
      isClosed = true
      flush()
      statements.clear()
      database.close()
    },
  }
}

function openDatabase(dataDir: string, file: string): DatabaseSync {
  try {
    mkdirSync(dataDir, { recursive: true, mode: 0o700 })
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

function rollBack(database: DatabaseSync): void {
  try {
    if (database.isOpen && database.isTransaction) database.exec('ROLLBACK')
  } catch {
    // The transaction is gone already; the writers get the first error.
  }
}

function toRow(event: StoredEvent): Record<string, SqlValue> {
  const { answer, article, revision, arm, value, text, detail, ...always } = event
  return {
    ...always,
    answer: answer ?? null,
    article: article ?? null,
    revision: revision ?? null,
    arm: arm ?? null,
    value: value ?? null,
    text: text ?? null,
    detail: detail ?? null,
  }
}
