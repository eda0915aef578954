import { createStore, type StoreOptions } from './create-store.ts'
import type { Driver } from './driver.ts'
import { describePlace, type Place } from './place.ts'
import { refuseOtherShape } from './shape.ts'
import { openSqliteDriver } from './sqlite.ts'
import type { Store } from './store.ts'

/** Opens, makes and migrates the database of a place. Throws a StoreError that an operator can act on. */
export async function openDriver(place: Place, options: { site?: string; now?: number } = {}): Promise<Driver> {
  const driver = await openAny(place, options)
  try {
    await refuseOtherShape(driver, describePlace(place))
    return driver
  } catch (error) {
    await driver.close()
    throw error
  }
}

async function openAny(place: Place, options: { site?: string; now?: number }): Promise<Driver> {
  if (place.kind === 'sqlite') return openSqliteDriver(place.dataDir, options)
  // Loaded only where it is used: most run on SQLite.
  const { openPostgresDriver } = await import('./postgres.ts')
  return openPostgresDriver(place.url, options)
}

/** Opens, makes and migrates the store of a place. Throws a StoreError that an operator can act on. */
export async function openStore(place: Place, options: StoreOptions = {}): Promise<Store> {
  return createStore(await openDriver(place, options), options)
}
