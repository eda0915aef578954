import { fork } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync, readdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/storage/open.ts'
import { DATABASE_FILE, readPlace } from '../../src/storage/place.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeEvent } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-recovery-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const readIds = async (store: Store) =>
  (await store.read<{ id: string }>('SELECT id FROM event WHERE site = :site ORDER BY arrival, id', {})).map(({ id }) => id)

describe('the log of SQLite', () => {
  /** A copy of a database in use, as a power cut leaves it. */
  const copyInUse = (from: string, to: string) => {
    mkdirSync(to)
    for (const suffix of ['', '-wal']) copyFileSync(join(from, DATABASE_FILE + suffix), join(to, DATABASE_FILE + suffix))
    return join(to, `${DATABASE_FILE}-wal`)
  }

  it('that was torn in the middle of a commit loses that commit only, and all of it', async () => {
    const store = openSqliteStore(folder)
    const first = makeEvent()
    await store.append([first])
    const good = statSync(join(folder, `${DATABASE_FILE}-wal`)).size
    await store.append(Array.from({ length: 40 }, () => makeEvent({ text: 'x'.repeat(1000) })))
    const whole = statSync(join(folder, `${DATABASE_FILE}-wal`)).size
    for (const length of [good + 1, good + 5000, whole - 1]) {
      const copy = join(folder, `torn-${length}`)
      truncateSync(copyInUse(folder, copy), length)
      const recovered = openSqliteStore(copy)
      expect(await readIds(recovered)).toEqual([first.id])
      expect(await recovered.append([makeEvent()])).toBe('stored')
      await recovered.close()
    }
    await store.close()
  })

  it('that ends in rubbish is read up to there', async () => {
    const store = openSqliteStore(folder)
    await store.append([makeEvent(), makeEvent()])
    const copy = join(folder, 'rubbish')
    appendFileSync(copyInUse(folder, copy), Buffer.alloc(8192, 0xa5))
    const recovered = openSqliteStore(copy)
    expect(await readIds(recovered)).toEqual(await readIds(store))
    await Promise.all([store.close(), recovered.close()])
  })
})

describe('a migration that is killed half-way', () => {
  let server: PostgresServer
  beforeAll(async () => {
    server = await startPostgres()
  })
  afterAll(() => server.remove())

  /** Starts the program with a slow migration of its own, the second; it says nothing before it is killed. */
  const startMigration = (place: string, slow: string) => {
    const migrations = join(folder, 'migrations')
    mkdirSync(migrations)
    copyFileSync('src/storage/migrations/001-events.sql', join(migrations, '001-events.sql'))
    writeFileSync(join(migrations, '002-tickets.sql'), `CREATE TABLE ticket (half TEXT NOT NULL);\n${slow}`)
    return fork('tests/storage/migrate-child.ts', [place, migrations])
  }
  const versions = readdirSync('src/storage/migrations').map((name) => ({ version: Number.parseInt(name, 10) }))
  const expectWhole = async (place: string) => {
    const store = await openStore(readPlace(place)!)
    expect(await store.append([makeEvent()])).toBe('stored')
    expect(await store.read('SELECT version FROM schema_version ORDER BY version', {})).toMatchObject(versions)
    expect(await store.read('SELECT count(reference) AS n FROM ticket', {})).toMatchObject([{ n: 0 }])
    await store.close()
  }

  it('begins again at the next start on SQLite', async () => {
    const place = `sqlite:${join(folder, 'data')}`
    const file = join(folder, 'data', DATABASE_FILE)
    mkdirSync(join(folder, 'data'))
    const child = startMigration(
      place,
      'CREATE TABLE much AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT i FROM n;',
    )
    const exited = once(child, 'exit')
    await once(child, 'message')
    // The first migration is there and somebody is writing: the second is under way.
    const isUnderWay = () => {
      const database = new DatabaseSync(file)
      try {
        if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'visit_salt'").get()) return false
        database.exec('BEGIN IMMEDIATE')
        database.exec('ROLLBACK')
        return false
      } catch {
        return true
      } finally {
        database.close()
      }
    }
    while (!isUnderWay()) {
      expect(child.exitCode).toBeNull()
      await new Promise(setImmediate)
    }
    child.kill('SIGKILL')
    await exited
    await expectWhole(place)
  })

  it('begins again at the next start on PostgreSQL', async () => {
    const place = await server.createDatabase()
    const child = startMigration(place, 'SELECT pg_sleep(600);')
    const exited = once(child, 'exit')
    const client = new pg.Client({ connectionString: place })
    await client.connect()
    const sleeping = "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep'"
    while ((await client.query(sleeping)).rows.length === 0) expect(child.exitCode).toBeNull()
    child.kill('SIGKILL')
    await exited
    // A server notices at its next write that its client is gone; here it has none for ten minutes.
    await client.query(`SELECT pg_terminate_backend(pid) FROM (${sleeping}) AS asleep`)
    await client.end()
    await expectWhole(place)
  })
})
