import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DatabaseSync } from 'node:sqlite'
import { StoreError } from './store.ts'

const MIGRATIONS = join(import.meta.dirname, 'migrations')
const FILE_NAME = /^(\d{3})-[a-z0-9-]+\.sql$/

/** Brings a database to the newest schema: every migration in its own transaction, forward only. */
export function migrate(database: DatabaseSync, file: string, now: number, folder = MIGRATIONS): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT')
  const migrations = readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .sort()
  const newest = Number(migrations.at(-1)?.slice(0, 3) ?? 0)
  const current = readVersion(database)
  if (current > newest) {
    throw new StoreError(
      `${file} was written by a newer version of this program (schema ${current}, this one knows ${newest}). Update the program, or set DATA_DIR to another folder.`,
    )
  }
  for (const name of migrations) {
    const version = Number(name.slice(0, 3))
    if (version <= current) continue
    const sql = readFileSync(join(folder, name), 'utf8')
    database.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have migrated while this one waited for the lock.
      if (readVersion(database) < version) {
        database.exec(sql)
        database.prepare('INSERT INTO schema_version (version, name, applied) VALUES (?, ?, ?)').run(version, name, now)
      }
      database.exec('COMMIT')
    } catch (error) {
      if (database.isTransaction) database.exec('ROLLBACK')
      throw error
    }
  }
}

function readVersion(database: DatabaseSync): number {
  const row = database.prepare('SELECT max(version) AS version FROM schema_version').get() as { version: number | null }
  return row.version ?? 0
}
