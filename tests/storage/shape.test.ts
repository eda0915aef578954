import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDriver, openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'
import { StoreError } from '../../src/storage/store.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let server: PostgresServer
let folder: string
beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'waymark-shape-'))
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

it.each([
  ['SQLite', 'ALTER TABLE ticket RENAME COLUMN subject TO title', /waymark\.sqlite has another table "ticket" .*subject.*Nothing was changed\. Set DATA_DIR/],
  ['SQLite', 'DROP TABLE delivery', /another table "delivery"/],
  ['PostgreSQL', 'ALTER TABLE ticket RENAME COLUMN subject TO title', /another table "ticket" .*subject/],
  ['PostgreSQL', 'DROP TABLE delivery', /another table "delivery"/],
])('refuses a database on %s whose tables are others: %s', async (kind, sql, told) => {
  const place = readPlace(kind === 'SQLite' ? `sqlite:${join(folder, crypto.randomUUID())}` : await server.createDatabase())!
  const driver = await openDriver(place)
  await driver.transact(function* () {
    yield { statements: [{ sql, parameters: {} }] }
  })
  await driver.close()
  const failure = await openStore(place).then(
    () => undefined,
    (error: unknown) => error,
  )
  expect(failure).toBeInstanceOf(StoreError)
  expect((failure as Error).message).toMatch(told)
  expect((failure as Error).message).not.toContain('@')
})
