import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { DATABASE_FILE } from '../../src/storage/place.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { StoreUnavailable } from '../../src/storage/store.ts'
import type { Child } from '../bench/endpoint/child.ts'
import { makeEvent } from './contract.ts'
import { findLosses, sendAnswer, startServerOf } from './fleet.ts'
import { POSTGRES_USER, type PostgresServer, startPostgres } from './postgres-server.ts'

let folder: string
let child: Child | undefined
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-outage-'))
})
afterEach(async () => {
  await child?.stop()
  child = undefined
  rmSync(folder, { recursive: true, force: true })
})

/** Sends answers until one is given this status; resolves with those acknowledged on the way. */
async function sendUntil(url: string, status: number) {
  const acknowledged: string[] = []
  for (;;) {
    const sent = await sendAnswer(url)
    if (sent.status === 200) acknowledged.push(sent.id)
    if (sent.status === status) return { ...sent, acknowledged }
    expect([200, 503]).toContain(sent.status)
  }
}
/** Files of a process cannot grow beyond so many bytes, as on a full disk. */
function limitFiles(pid: number, bytes: string, user = {}): void {
  expect(spawnSync('prlimit', ['--pid', String(pid), `--fsize=${bytes}:`], { ...user, encoding: 'utf8' }).stderr).toBe('')
}

const healthOf = async (url: string) => (await fetch(`${url}/api/health`)).status

/** Sends answers for ten seconds, one after the other, and asks for pages beside them. The answers to what was sent may be waited for. */
async function sendForTenSeconds(url: string): Promise<{ sent: Promise<Awaited<ReturnType<typeof sendAnswer>>[]> }> {
  const start = performance.now()
  const goesOn = () => performance.now() - start < 10_000
  const send = async () => {
    const sent = []
    while (goesOn()) sent.push(await sendAnswer(url))
    return sent
  }
  const sent = send()
  // The longest that a page took meanwhile, in ms.
  let longest = 0
  while (goesOn()) {
    const asked = performance.now()
    expect(await healthOf(url)).toBe(200)
    longest = Math.max(longest, performance.now() - asked)
  }
  expect(longest).toBeLessThan(1500)
  return { sent }
}

describe('an SQLite file', () => {
  const place = () => `sqlite:${folder}`

  it('that another program locks for ten seconds is waited for while pages are served, then answered with 503, and taken again when it is free', async () => {
    child = await startServerOf(place(), folder)
    const { url } = child
    const other = new DatabaseSync(join(folder, DATABASE_FILE))
    other.exec('BEGIN IMMEDIATE')
    const refused = await (await sendForTenSeconds(url)).sent
    expect(refused.length).toBeGreaterThan(2)
    expect(new Set(refused.map(({ status, retryAfter }) => `${status} ${retryAfter}`))).toEqual(new Set(['503 1']))
    other.exec('ROLLBACK')
    other.close()
    const { acknowledged, id } = await sendUntil(url, 200)
    expect(await findLosses(place(), [...acknowledged, id])).toMatchObject({ lost: [], torn: [], stored: 1 })
  })

  it('on a full disk answers 503, goes on when there is room, and has lost nothing that it acknowledged', async () => {
    child = await startServerOf(place(), folder)
    const { url, pid } = child
    const first = await sendUntil(url, 200)
    limitFiles(pid, '262144')
    const full = await sendUntil(url, 503)
    expect(full.retryAfter).toBe('1')
    limitFiles(pid, 'unlimited')
    const again = await sendUntil(url, 200)
    await child.stop()
    expect(await findLosses(place(), [first.id, ...full.acknowledged, again.id])).toMatchObject({ lost: [], torn: [] })
  })

  it('that cannot be written is refused at the start in one sentence', () => {
    expect(() => openSqliteStore('/sys/waymark')).toThrow(
      /^The database \/sys\/waymark\/waymark\.sqlite cannot be opened \(.+\)\. Check that DATA_DIR is a folder this user may write to/,
    )
  })

  it('that becomes read-only turns writes away and is still read', async () => {
    const store = openSqliteStore(folder)
    await store.append([makeEvent()])
    await store.read('PRAGMA query_only = ON', {})
    await expect(store.append([makeEvent()])).rejects.toBeInstanceOf(StoreUnavailable)
    await store.check()
    await store.read('PRAGMA query_only = OFF', {})
    expect(await store.append([makeEvent()])).toBe('stored')
    await store.close()
  })
})

describe('PostgreSQL', () => {
  let server: PostgresServer
  beforeAll(async () => {
    // Its log in files of a megabyte: so small a disk can be full without being too small for the log.
    server = await startPostgres({ fsync: 'off', max_connections: '8', superuser_reserved_connections: '0' }, ['--wal-segsize=1'])
  })
  afterAll(() => server.remove())

  it('that is stopped is answered with 503, also by the health check, and used again when it is back', async () => {
    const place = await server.createDatabase()
    child = await startServerOf(place, folder)
    const { url } = child
    const before = await sendUntil(url, 200)
    await server.stop()
    expect(await sendAnswer(url)).toMatchObject({ status: 503, retryAfter: '1' })
    expect(await healthOf(url)).toBe(503)
    await server.start()
    const after = await sendUntil(url, 200)
    expect(await healthOf(url)).toBe(200)
    expect(await findLosses(place, [before.id, after.id])).toMatchObject({ lost: [], torn: [], stored: 2 })
  })

  /** A server that has stored an answer, and a connection to its database beside its own. */
  async function startBeside() {
    const place = await server.createDatabase()
    child = await startServerOf(place, folder)
    const { url } = child
    const first = await sendUntil(url, 200)
    const admin = new pg.Client({ connectionString: place })
    await admin.connect()
    return { place, url, first, admin }
  }

  it('on a full disk answers 503, goes on when there is room, and has lost nothing that it acknowledged', async () => {
    const { place, url, first, admin } = await startBeside()
    // Nearly a megabyte that belongs to nobody's answers.
    await admin.query(`
      INSERT INTO stored_event (site, id, arrival, circumstance, type, visit, reader, text)
      SELECT 'another', n::text::bytea, n, '', 'search', '', '', repeat(md5(n::text), 12) FROM generate_series(1, 1700) AS n`)
    const limitAll = async (bytes: string) => {
      const { rows } = await admin.query('SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
      for (const { pid } of rows) limitFiles(pid, bytes, POSTGRES_USER)
    }
    await limitAll('1048576')
    const full = await sendUntil(url, 503)
    expect(full.retryAfter).toBe('1')
    await limitAll('unlimited')
    const again = await sendUntil(url, 200)
    expect(await findLosses(place, [first.id, ...full.acknowledged, again.id])).toMatchObject({ lost: [], torn: [] })
    await admin.end()
  })

  it('of which another program locks a table for ten seconds is waited for while pages are served', async () => {
    const { place, url, first, admin } = await startBeside()
    await admin.query('BEGIN')
    await admin.query('LOCK TABLE stored_event IN EXCLUSIVE MODE')
    const { sent } = await sendForTenSeconds(url)
    await admin.query('COMMIT')
    const answers = await sent
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await findLosses(place, [first.id, ...answers.map(({ id }) => id)])).toMatchObject({ lost: [], torn: [], stored: answers.length + 1 })
    await admin.end()
  })

  it.each([
    ['the events', 'INSERT ON stored_event'],
    // The last step of a transaction, with which its commit leaves.
    ['what is known of the visit', 'UPDATE OF state ON visit_state'],
  ])('whose room ends at %s answers 503 and keeps nothing of the answer', async (_name, change) => {
    const { place, url, first, admin } = await startBeside()
    await admin.query(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no room' USING ERRCODE = 'disk_full'; END $$;
      CREATE TRIGGER full_disk BEFORE ${change} FOR EACH ROW EXECUTE FUNCTION refuse()`)
    const readAll = async () => {
      const counts = ['stored_event', 'circumstance', 'visit_state', 'site_day', 'article_day', 'article_span'].map((name) => `(SELECT count(*) FROM ${name})`)
      return (await admin.query(`SELECT ${counts.map((count, index) => `${count} AS n${index}`).join(', ')}`)).rows
    }
    const before = await readAll()
    expect(await sendAnswer(url)).toMatchObject({ status: 503, retryAfter: '1' })
    expect(await readAll()).toEqual(before)
    await admin.query('DROP FUNCTION refuse CASCADE')
    const again = await sendUntil(url, 200)
    expect(await findLosses(place, [first.id, again.id])).toMatchObject({ lost: [], torn: [], stored: 2 })
    await admin.end()
  })

  it('that takes no more connections is answered with 503, and used again when there are some', async () => {
    const place = await server.createDatabase()
    child = await startServerOf(place, folder)
    const { url } = child
    const others: pg.Client[] = []
    const isFull = async () => {
      const other = new pg.Client({ connectionString: place })
      other.on('error', () => {})
      try {
        await other.connect()
        others.push(other)
        return false
      } catch {
        return true
      }
    }
    while (!(await isFull())) expect(others.length).toBeLessThan(9)
    // Those that the server has open already.
    await others[0]!.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid NOT IN (${await pidsOf(others)})`)
    while (!(await isFull())) expect(others.length).toBeLessThan(9)
    expect(await sendAnswer(url)).toMatchObject({ status: 503, retryAfter: '1' })
    await Promise.all(others.map((other) => other.end()))
    const { id } = await sendUntil(url, 200)
    expect(await findLosses(place, [id])).toMatchObject({ lost: [], torn: [] })
  })

  it('that becomes read-only turns writes away and is still read', async () => {
    const place = await server.createDatabase()
    const store = await openPostgresStore(place)
    await store.append([makeEvent()])
    const admin = new pg.Client({ connectionString: place })
    await admin.connect()
    const name = (await admin.query('SELECT current_database() AS name')).rows[0].name
    const renew = () => admin.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()')
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = on`)
    await renew()
    await expect(appendUntil(store, 'rejected', '25006')).resolves.toBeInstanceOf(StoreUnavailable)
    await store.check()
    await admin.query('SET default_transaction_read_only = off')
    await admin.query(`ALTER DATABASE ${name} SET default_transaction_read_only = off`)
    await renew()
    await appendUntil(store, 'stored')
    await Promise.all([admin.end(), store.close()])
  })
})

async function pidsOf(clients: pg.Client[]): Promise<string> {
  const pids = await Promise.all(clients.map(async (client) => (await client.query('SELECT pg_backend_pid() AS pid')).rows[0].pid))
  return pids.join(', ')
}

/** The first attempts may meet connections that are just being ended. */
async function appendUntil(store: Awaited<ReturnType<typeof openPostgresStore>>, wanted: 'stored' | 'rejected', code?: string): Promise<unknown> {
  for (;;) {
    const outcome = await store.append([makeEvent()]).catch((error: Error) => error)
    if (wanted === 'stored' && outcome === 'stored') return outcome
    if (wanted === 'rejected' && outcome instanceof Error && (outcome.cause as { code?: string }).code === code) return outcome
  }
}
