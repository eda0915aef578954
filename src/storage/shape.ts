import type { Driver } from './driver.ts'
import { StoreError } from './store.ts'
import { TABLES } from './tables.ts'

/** What SQLite and PostgreSQL say of a table or a column that is not there. */
const LACKS = /no such (table|column)/
const UNKNOWN = new Set(['42P01', '42703'])

/**
 * Stops at a database whose tables are not those that the migrations make, because somebody changed them or a version made them that was never
 * released: every write would fail one by one.
 */
export async function refuseOtherShape(driver: Driver, place: string): Promise<void> {
  for (const [table, { columns }] of Object.entries(TABLES)) {
    try {
      await driver.read(`SELECT ${Object.keys(columns).join(', ')} FROM ${table} WHERE 1 = 0`, {})
    } catch (error) {
      const { code, message } = error as { code?: string; message: string }
      if (!LACKS.test(message) && !UNKNOWN.has(code ?? '')) throw error
      throw new StoreError(
        `${place} has another table "${table}" than this program uses (${message}). Somebody changed it, or a version that was never released made it. Nothing was changed. Set DATA_DIR or DATABASE_URL to another place, or restore a backup made by this version.`,
      )
    }
  }
}
