import type { Driver } from './driver.ts'
import { run } from './statement.ts'

/**
 * Has PostgreSQL look at what is in its tables, as it does by itself a minute after many rows came. Until then it takes every table for nearly empty,
 * and a question that joins two large ones would not end. An engine that knows no such statement has its own way.
 */
export async function countRows(driver: Pick<Driver, 'transact'>): Promise<void> {
  await driver.transact(() => run('ANALYZE', {})).catch(() => {})
}
