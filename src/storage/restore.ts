import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Backup, verify } from './backup.ts'
import { openDriver } from './open.ts'
import { writePageQuery } from './pages.ts'
import type { Place } from './place.ts'
import { DATABASE_FILE } from './place.ts'
import { openSqliteFile } from './sqlite.ts'
import { countRows } from './count-rows.ts'
import { insert, type Row, run, type Steps } from './statement.ts'
import { StoreError } from './store.ts'
import { TABLES, type TableName } from './tables.ts'

/** What a database holds. */
type Counts = Pick<Backup, 'events' | 'tickets'>
const COUNTS = 'SELECT (SELECT count(*) FROM stored_event) AS events, (SELECT count(*) FROM ticket) AS tickets'

export interface Restored extends Backup {
  /** Where the database that was replaced is kept, if there was one. */
  replaced?: string | undefined
}

/**
 * Puts a backup in the place of the store. The file is read completely before anything changes, and a store that holds
 * anything is only replaced when `overwrite` says so.
 */
export async function restore(place: Place, file: string, { overwrite = false, now = Date.now() } = {}): Promise<Restored> {
  if (!existsSync(file)) throw new StoreError(`There is no backup at ${file}.`)
  const counts = read(file, (database) => verify(database, `${file} is damaged (:verdict). Nothing was changed; take an earlier backup.`))
  if (!overwrite) await refuseFilled(place)
  const replaced = place.kind === 'sqlite' ? await putFile(place.dataDir, file, now) : await putRows(place, file, counts)
  return { file, ...counts, ...(replaced ? { replaced } : {}) }
}

function read<Result>(file: string, work: (database: DatabaseSync) => Result): Result {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(file, { readOnly: true })
    return work(database)
  } catch (error) {
    if (error instanceof StoreError) throw error
    throw new StoreError(`${file} is not a backup of Waymark (${error instanceof Error ? error.message : error}). Nothing was changed.`, { cause: error })
  } finally {
    database?.close()
  }
}

async function refuseFilled(place: Place): Promise<void> {
  if (place.kind === 'sqlite' && !existsSync(join(place.dataDir, DATABASE_FILE))) return
  const driver = await openDriver(place)
  const [filled] = await driver.read(COUNTS, {}).finally(driver.close)
  if (filled?.['events'] === 0 && filled['tickets'] === 0) return
  throw new StoreError(
    `There are ${filled?.['events']} events and ${filled?.['tickets']} tickets in the database already. Nothing was changed. To replace them, add --overwrite.`,
  )
}

async function putFile(dataDir: string, file: string, now: number): Promise<string | undefined> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const target = join(dataDir, DATABASE_FILE)
  const draft = `${target}.part`
  const clear = () => {
    for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true })
  }
  clear()
  try {
    copyFileSync(file, draft)
    // Brings an older backup to this program's schema and the file to its owner's eyes only; closing it leaves no log behind.
    await openSqliteFile(draft, { now }).close()
    return exchange(target, draft, now)
  } catch (error) {
    // A copy of what readers wrote that nobody knows of would outlive its retention.
    clear()
    throw error
  }
}

/** Gives the draft the name of the database, and the database one that says when. */
function exchange(target: string, draft: string, now: number): string | undefined {
  let replaced: string | undefined
  if (existsSync(target)) {
    closeForGood(target)
    replaced = `${target}.replaced-${new Date(now).toISOString().slice(0, 19).replaceAll(':', '')}`
    renameSync(target, replaced)
  }
  for (const suffix of ['-wal', '-shm']) rmSync(target + suffix, { force: true })
  renameSync(draft, target)
  return replaced
}

/** Folds the log into the database, which only works when no server has it open. */
function closeForGood(target: string): void {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(target)
    database.exec('PRAGMA journal_mode = DELETE')
  } catch (error) {
    if ((error as { errcode?: number }).errcode === 5) throw new StoreError(`${target} is in use. Stop the server, then restore again. Nothing was changed.`)
    // A damaged database may be why somebody restores: it is set aside as it is.
  } finally {
    database?.close()
  }
}

/** One transaction: either everything is replaced or nothing. */
async function putRows(place: Place, file: string, expected: Counts): Promise<undefined> {
  const driver = await openDriver(place)
  const source = new DatabaseSync(file, { readOnly: true })
  try {
    await driver.transact(() => replaceRows(source, expected))
    await countRows(driver)
  } finally {
    source.close()
    await driver.close()
  }
}

function* replaceRows(source: DatabaseSync, expected: Counts): Steps<void> {
  const exists = source.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = ?")
  for (const table of Object.keys(TABLES) as TableName[]) {
    yield* run(`DELETE FROM ${table}`, {})
    let last: Row | undefined
    while (exists.get(table)) {
      const { sql, parameters } = writePageQuery(table, last)
      const rows = source.prepare(sql).all(parameters) as Row[]
      yield* insert(table, rows)
      last = rows.at(-1)
      if (!last) break
    }
  }
  // Of what came in meanwhile, the roll-ups would know nothing.
  const [counted] = yield* run<Counts>(COUNTS, {})
  if (counted?.events === expected.events && counted.tickets === expected.tickets) return
  throw new StoreError('Readers wrote to the database while it was replaced, so nothing was changed. Stop the servers, then restore again.')
}
