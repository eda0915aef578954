import type { DatabaseSync } from 'node:sqlite'
import { readMigrations, refuseNewer } from './migrations.ts'

/** Brings an SQLite database to the newest schema: every migration that it has not had yet, each in its own transaction. */
export function migrate(database: DatabaseSync, file: string, now: number, folder?: string): void {
  database.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT')
  const migrations = readMigrations(folder)
  const known = readVersions(database)
  refuseNewer(file, Math.max(0, ...known), migrations)
  for (const { version, name, sql } of migrations) {
    if (known.has(version)) continue
    database.exec('BEGIN IMMEDIATE')
    try {
      // Another process may have migrated while this one waited for the lock.
      if (!readVersions(database).has(version)) {
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

function readVersions(database: DatabaseSync): Set<number> {
  const rows = database.prepare('SELECT version FROM schema_version').all() as { version: number }[]
  return new Set(rows.map(({ version }) => version))
}
