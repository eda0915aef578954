import type { DatabaseSync } from 'node:sqlite'
import { readMigrations, refuseNewer } from './migrations.ts'

/** Brings an SQLite database to the newest schema: every migration in its own transaction. */
export function migrate(database: DatabaseSync, file: string, now: number, folder?: string): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT')
  const migrations = readMigrations(folder)
  const current = readVersion(database)
  refuseNewer(file, current, migrations)
  for (const { version, name, sql } of migrations) {
    if (version <= current) continue
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
