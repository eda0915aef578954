import type { Client, ClientBase } from 'pg'
import { translateMigration } from './dialect.ts'
import { readMigrations, refuseNewer } from './migrations.ts'

const MOST_TRIES = 20
/** Another process made the same table or took the same version first, or the database asks to begin again. */
const TRY_AGAIN = new Set(['23505', '42P07', '42710', '40001', '40P01', 'XX000'])

/**
 * Brings a PostgreSQL database to the newest schema. No lock of a session, which engines behind a pooler or spread over
 * machines do not have: who inserts the version first migrates, others wait for that row and then find it done. Where a
 * CREATE cannot be undone, the version is noted last by the commit, and what exists already is passed over.
 */
export async function migratePostgres(client: Client, place: string, now: number, folder?: string): Promise<void> {
  const migrations = readMigrations(folder)
  for (let attempt = 1; ; attempt += 1) {
    try {
      await client.query('CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY, name TEXT NOT NULL, applied BIGINT NOT NULL)')
      const known = await readVersions(client)
      refuseNewer(place, Math.max(0, ...known), migrations)
      const next = migrations.find(({ version }) => !known.has(version))
      if (!next) return
      await client.query('BEGIN')
      await client.query('INSERT INTO schema_version (version, name, applied) VALUES ($1, $2, $3)', [next.version, next.name, now])
      await client.query(translateMigration(next.sql))
      await client.query('COMMIT')
      attempt = 0
    } catch (error) {
      await client.query('ROLLBACK').catch(() => {})
      if (attempt >= MOST_TRIES || !TRY_AGAIN.has((error as { code?: string }).code ?? '')) throw error
    }
  }
}

async function readVersions(client: ClientBase): Promise<Set<number>> {
  const { rows } = await client.query<{ version: string }>('SELECT version FROM schema_version')
  return new Set(rows.map(({ version }) => Number(version)))
}
