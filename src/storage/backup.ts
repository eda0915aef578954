import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { DATABASE_FILE } from './sqlite.ts'
import { StoreError } from './store.ts'

/** What a backup holds, to compare with what was expected. */
export interface Backup {
  file: string
  events: number
}

/**
 * Writes a consistent copy of the database while the server runs. The copy holds no visit salts: they must be gone
 * after 48 hours, and a backup is kept for longer. It is checked before it gets its name, so a name means a good copy.
 */
export function backUp(dataDir: string, target: string): Backup {
  const source = join(dataDir, DATABASE_FILE)
  if (!existsSync(source)) throw new StoreError(`There is no database at ${source}. Set DATA_DIR to the folder the server uses.`)
  if (existsSync(target)) throw new StoreError(`${target} already exists. Choose another name for the backup.`)
  mkdirSync(dirname(target), { recursive: true, mode: 0o700 })
  const draft = `${target}.part`
  rmSync(draft, { force: true })
  try {
    copy(source, draft)
    const events = finish(draft)
    renameSync(draft, target)
    return { file: target, events }
  } catch (error) {
    rmSync(draft, { force: true })
    throw error
  }
}

function copy(source: string, draft: string): void {
  const previous = process.umask(0o077)
  const database = new DatabaseSync(source, { timeout: 5000 })
  try {
    database.prepare('VACUUM INTO ?').run(draft)
  } finally {
    database.close()
    process.umask(previous)
  }
}

function finish(draft: string): number {
  const database = new DatabaseSync(draft)
  try {
    database.exec('PRAGMA secure_delete = ON')
    database.exec('PRAGMA synchronous = FULL')
    database.exec('DELETE FROM visit_salt')
    const { integrity_check: verdict } = database.prepare('PRAGMA integrity_check').get() as { integrity_check: string }
    if (verdict !== 'ok') throw new StoreError(`The database is damaged (${verdict}). No backup was made; restore an earlier one.`)
    return (database.prepare('SELECT count(*) AS events FROM event').get() as { events: number }).events
  } finally {
    database.close()
  }
}
