import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { readPages } from './pages.ts'
import type { Place } from './place.ts'
import { openPostgresSnapshot } from './postgres.ts'
import { DATABASE_FILE } from './place.ts'
import { openSqliteFile } from './sqlite.ts'
import { insert } from './statement.ts'
import { StoreError } from './store.ts'
import { TABLES, type TableName } from './tables.ts'

/** What a backup holds, to compare with what was expected. */
export interface Backup {
  file: string
  events: number
  tickets: number
}

/** What a backup must not hold: salts must be gone after 48 hours, and a backup is kept for longer. */
export const LEFT_OUT: ReadonlySet<TableName> = new Set<TableName>(['visit_salt'])

/**
 * Writes a consistent copy of the store while servers run: an SQLite file, whichever database it comes from. It is checked
 * before it gets its name, so a name means a good copy.
 */
export async function backUp(place: Place, target: string): Promise<Backup> {
  if (existsSync(target)) throw new StoreError(`${target} already exists. Choose another name for the backup.`)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.part`
  const clear = () => {
    for (const suffix of ['', '-wal', '-shm', '-journal']) rmSync(draft + suffix, { force: true })
  }
  clear()
  try {
    if (place.kind === 'sqlite') copyFile(place.dataDir, draft)
    else await copyRows(place.url, draft)
    const counts = finish(draft)
    renameSync(draft, target)
    return { file: target, ...counts }
  } catch (error) {
    clear()
    throw error
  }
}

function copyFile(dataDir: string, draft: string): void {
  const source = join(dataDir, DATABASE_FILE)
  if (!existsSync(source)) throw new StoreError(`There is no database at ${source}. Set DATA_DIR to the folder the server uses.`)
  const previous = process.umask(0o077)
  const database = new DatabaseSync(source, { timeout: 5000 })
  try {
    database.prepare('VACUUM INTO ?').run(draft)
  } finally {
    database.close()
    process.umask(previous)
  }
}

async function copyRows(url: string, draft: string): Promise<void> {
  const from = await openPostgresSnapshot(url)
  const to = openSqliteFile(draft)
  try {
    for (const table of Object.keys(TABLES) as TableName[]) {
      if (LEFT_OUT.has(table)) continue
      for await (const rows of readPages(from.read, table)) await to.transact(() => insert(table, rows))
    }
  } finally {
    await Promise.all([from.close(), to.close()])
  }
}

function finish(draft: string): Omit<Backup, 'file'> {
  const database = new DatabaseSync(draft)
  try {
    database.exec('PRAGMA secure_delete = ON')
    database.exec('PRAGMA synchronous = FULL')
    // One file, without a log beside it.
    database.exec('PRAGMA journal_mode = DELETE')
    for (const table of LEFT_OUT) database.exec(`DELETE FROM ${table}`)
    return verify(database, 'The database is damaged (:verdict). No backup was made; restore an earlier one.')
  } finally {
    database.close()
  }
}

/** Reads every page of a database; `message` says what a damaged one means. */
export function verify(database: DatabaseSync, message: string): Omit<Backup, 'file'> {
  const { integrity_check: verdict } = database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }
  if (verdict !== 'ok') throw new StoreError(message.replace(':verdict', verdict))
  const count = (table: string) => (database.prepare(`SELECT count(*) AS n FROM ${table}`).get() as { n: number }).n
  return { events: count('stored_event'), tickets: count('ticket') }
}
