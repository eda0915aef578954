// Migrates a database with migrations from a folder; killed by its test while it is at it.
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { DATABASE_FILE, readPlace } from '../../src/storage/place.ts'
import { migratePostgres } from '../../src/storage/postgres-migrate.ts'
import { migrate } from '../../src/storage/sqlite-migrate.ts'

const place = readPlace(process.argv[2] ?? '')
const migrations = process.argv[3] ?? ''
if (place?.kind === 'sqlite') {
  // Its test looks in again and again, which locks the file for moments.
  const database = new DatabaseSync(join(place.dataDir, DATABASE_FILE), { timeout: 10_000 })
  database.exec('PRAGMA journal_mode = WAL')
  process.send?.('ready', () => migrate(database, 'x', 0, migrations))
} else if (place) {
  const client = new pg.Client({ connectionString: place.url })
  await client.connect()
  await migratePostgres(client, 'x', 0, migrations)
}
