import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { migrate } from '../../src/storage/sqlite-migrate.ts'
import { DATABASE_FILE } from '../../src/storage/place.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { StoreError } from '../../src/storage/store.ts'
import { describeStore } from './contract.ts'

describeStore('the SQLite store', async (options) => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-store-'))
  return {
    store: openSqliteStore(folder, options),
    reopen: async () => openSqliteStore(folder),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
})

describe('the SQLite file', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'waymark-sqlite-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('waits for the disk at every commit and is readable by its owner only', async () => {
    const store = openSqliteStore(join(folder, 'deep', 'data'))
    expect(
      await store.read('SELECT s.synchronous, j.journal_mode FROM pragma_synchronous AS s, pragma_journal_mode AS j WHERE :x = 1', { x: 1 }),
    ).toMatchObject([{ synchronous: 2, journal_mode: 'wal' }])
    expect(statSync(join(folder, 'deep', 'data', DATABASE_FILE)).mode & 0o777).toBe(0o600)
    await store.close()
  })

  it('notes every migration once', async () => {
    for (const now of [5, 6]) await openSqliteStore(folder, { now }).close()
    const database = new DatabaseSync(join(folder, DATABASE_FILE))
    expect(database.prepare('SELECT version, name, applied FROM schema_version').all()).toMatchObject([
      { version: 1, name: '001-events.sql', applied: 5 },
      { version: 2, name: '002-tickets.sql', applied: 5 },
      { version: 3, name: '003-rollups.sql', applied: 5 },
      { version: 4, name: '004-inbox.sql', applied: 5 },
      { version: 5, name: '005-reports-and-surveys.sql', applied: 5 },
      { version: 6, name: '006-ticket-rollups.sql', applied: 5 },
      { version: 7, name: '007-often-asked.sql', applied: 5 },
    ])
    database.close()
  })

  it('leaves nothing of a migration that fails', () => {
    const database = new DatabaseSync(':memory:')
    writeFileSync(join(folder, '001-good.sql'), 'CREATE TABLE good (id INTEGER) STRICT;')
    writeFileSync(join(folder, '002-bad.sql'), 'CREATE TABLE half (id INTEGER) STRICT; CREATE TABLE good (id INTEGER) STRICT;')
    expect(() => migrate(database, 'x.sqlite', 0, folder)).toThrow()
    expect(database.prepare("SELECT name FROM sqlite_schema WHERE name IN ('good', 'half')").all()).toMatchObject([{ name: 'good' }])
    expect(database.prepare('SELECT version FROM schema_version').all()).toMatchObject([{ version: 1 }])
  })

  it('makes up for a migration that came later with a lower number', () => {
    const database = new DatabaseSync(':memory:')
    writeFileSync(join(folder, '001-first.sql'), 'CREATE TABLE first (id INTEGER) STRICT;')
    writeFileSync(join(folder, '003-third.sql'), 'CREATE TABLE third (id INTEGER) STRICT;')
    migrate(database, 'x.sqlite', 0, folder)
    writeFileSync(join(folder, '002-second.sql'), 'CREATE TABLE second (id INTEGER) STRICT;')
    for (const now of [1, 2]) migrate(database, 'x.sqlite', now, folder)
    expect(database.prepare('SELECT version, applied FROM schema_version ORDER BY version').all()).toMatchObject([
      { version: 1, applied: 0 },
      { version: 2, applied: 1 },
      { version: 3, applied: 0 },
    ])
  })

  it('refuses a database from a newer program in one sentence', async () => {
    await openSqliteStore(folder).close()
    const database = new DatabaseSync(join(folder, DATABASE_FILE))
    database.exec("INSERT INTO schema_version VALUES (999, '999-future.sql', 0)")
    database.close()
    expect(() => openSqliteStore(folder)).toThrow(/newer version of this program \(schema 999/)
  })

  it('says what to do about a file that is not a database', () => {
    writeFileSync(join(folder, DATABASE_FILE), 'this is not a database, it is a note to myself')
    expect(() => openSqliteStore(folder)).toThrow(StoreError)
    expect(() => openSqliteStore(folder)).toThrow(/DATA_DIR/)
  })

  it('leaves no byte of a forgotten salt on the disk', async () => {
    const store = openSqliteStore(folder)
    const salt = Buffer.from('a-salt-that-must-not-survive-48h')
    await store.findSalt('2026-11-20', () => salt)
    await store.forgetSalts('2026-11-21')
    for (const file of [DATABASE_FILE, `${DATABASE_FILE}-wal`]) {
      expect(readFileSync(join(folder, file)).includes(salt)).toBe(false)
    }
    await store.close()
  })
})
