import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { StoreError } from './store.ts'

const FOLDER = join(import.meta.dirname, 'migrations')
const FILE_NAME = /^(\d{3})-[a-z0-9-]+\.sql$/

export interface Migration {
  version: number
  name: string
  sql: string
}

/**
 * The migrations of a folder in order. They only go forward; a released one is never edited. Two that were made side by side do not depend on
 * each other, so one with a lower number also runs on a database that has the other already.
 */
export function readMigrations(folder = FOLDER): Migration[] {
  return readdirSync(folder)
    .filter((name) => FILE_NAME.test(name))
    .sort()
    .map((name) => ({ version: Number(name.slice(0, 3)), name, sql: readFileSync(join(folder, name), 'utf8') }))
}

/** Stops a program that is older than the database. */
export function refuseNewer(place: string, current: number, migrations: Migration[]): void {
  const newest = migrations.at(-1)?.version ?? 0
  if (current <= newest) return
  throw new StoreError(
    `${place} was written by a newer version of this program (schema ${current}, this one knows ${newest}). Update the program, or set DATA_DIR or DATABASE_URL to another place.`,
  )
}
