import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { StoreError } from '../../src/storage/store.ts'
import { describeStore, makeEvent } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())

describeStore('the PostgreSQL store', async (options) => {
  const url = await server.createDatabase()
  return { store: await openPostgresStore(url, options), reopen: () => openPostgresStore(url), remove: () => {} }
})

describe('the PostgreSQL database', () => {
  it('is made once by processes that start together', async () => {
    const url = await server.createDatabase()
    const stores = await Promise.all(Array.from({ length: 5 }, (_, index) => openPostgresStore(url, { now: index })))
    expect(await stores[0]!.read('SELECT version, name FROM schema_version ORDER BY version', {})).toEqual([
      { version: 1, name: '001-events.sql' },
      { version: 2, name: '002-tickets.sql' },
      { version: 3, name: '003-rollups.sql' },
      { version: 4, name: '004-inbox.sql' },
      { version: 5, name: '005-reports-and-surveys.sql' },
      { version: 6, name: '006-ticket-rollups.sql' },
      { version: 7, name: '007-often-asked.sql' },
    ])
    const event = makeEvent()
    expect((await Promise.all(stores.map((store) => store.append([event], { once: event.id })))).sort()).toEqual(['known', 'known', 'known', 'known', 'stored'])
    await Promise.all(stores.map((store) => store.close()))
  })

  it('keeps help centres apart', async () => {
    const url = await server.createDatabase()
    const [one, two] = await Promise.all([openPostgresStore(url, { site: 'one' }), openPostgresStore(url, { site: 'two' })])
    const event = makeEvent()
    expect([await one.append([event]), await two.append([event])]).toEqual(['stored', 'stored'])
    expect(await one.read('SELECT site FROM event WHERE site = :site', {})).toEqual([{ site: 'one' }])
    await Promise.all([one.close(), two.close()])
  })

  it('that is not there is named without its password', async () => {
    const opening = openPostgresStore('postgres://anna:secret-word@127.0.0.1:1/help')
    await expect(opening).rejects.toBeInstanceOf(StoreError)
    await expect(opening).rejects.toThrow(/^The PostgreSQL database 127\.0\.0\.1:1\/help cannot be used \((?!.*secret-word)/)
  })
})
