import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { askedIn } from '../../src/deflection/queries/asked.ts'
import type { Scope } from '../../src/deflection/queries/scope.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import type { Store, StoredEvent } from '../../src/storage/store.ts'
import { makeEvent } from '../storage/contract.ts'
import { startPostgres } from '../storage/postgres-server.ts'

const DAY = 86_400_000
/** Spans begin on other days of this time. */
const TODAY = Math.floor(Date.UTC(2026, 10, 20) / DAY)
const DAYS = 100

/** Twenty searches that many make in each of two languages, and as many again that one visit makes. */
function makeSearches(): StoredEvent[] {
  return Array.from({ length: 1500 }, (_, n) => {
    const visit = n.toString(16).padStart(16, '0')
    const text = n % 2 === 0 ? `common ${(n * 7) % 40}` : `rare ${n}`
    const serverTime = (TODAY - (n % DAYS)) * DAY + 1000
    const locale = n % 3 === 0 ? 'fa' : 'en'
    return makeEvent({ type: 'search', article: undefined, revision: undefined, visit, reader: visit, serverTime, text, value: n % 4, locale, detail: '{}' })
  })
}

describe.each(['SQLite', 'PostgreSQL'])('what was asked in a period, on %s', (kind) => {
  let store: Store
  let remove: () => void | Promise<void>
  beforeAll(async () => {
    if (kind === 'SQLite') {
      const folder = mkdtempSync(join(tmpdir(), 'waymark-asked-'))
      store = openSqliteStore(folder)
      remove = () => rmSync(folder, { recursive: true, force: true })
    } else {
      const server = await startPostgres()
      store = await openPostgresStore(await server.createDatabase())
      remove = () => server.remove()
    }
    await store.append(makeSearches())
  })
  afterAll(async () => {
    await store.close()
    await remove()
  })

  const ask = async (scope: Scope, searches: number) => {
    const { from, common, parameters } = askedIn(scope, searches)
    const rows = await store.read<{ query: string; locale: string; visits: number; zero: number }>(
      `WITH ${common} asked AS (SELECT * FROM ${from})
       SELECT query, locale, sum(visits) AS visits, sum(zero) AS zero FROM asked GROUP BY query, locale HAVING sum(searches) > 0`,
      parameters,
    )
    return rows.map((row) => ({ ...row })).sort((a, b) => (a.query + a.locale < b.query + b.locale ? -1 : 1))
  }
  const askDays = async ({ from, to, locale = '' }: Scope) => {
    const rows = await store.read<{ query: string; locale: string; visits: number; zero: number }>(
      `SELECT query, locale, sum(visits) AS visits, sum(zero) AS zero FROM search_day
       WHERE site = :site AND day >= :from AND day <= :to AND (:locale = '' OR locale = :locale) GROUP BY query, locale`,
      { from, to, locale },
    )
    return rows.map((row) => ({ ...row })).sort((a, b) => (a.query + a.locale < b.query + b.locale ? -1 : 1))
  }

  it.each([
    ['all of it', { from: TODAY - DAYS, to: TODAY }],
    ['sixty days until a while ago', { from: TODAY - 75, to: TODAY - 15 }],
    ['a month', { from: TODAY - 30, to: TODAY }],
    ['a week', { from: TODAY - 6, to: TODAY }],
    ['a month in one language', { from: TODAY - 45, to: TODAY - 5, locale: 'fa' }],
    ['days that have not come', { from: TODAY + 3, to: TODAY + 90 }],
    ['one day', { from: TODAY - 40, to: TODAY - 40 }],
    ['no day', { from: TODAY, to: TODAY - 1 }],
  ])('is what its days say: %s', async (_, scope) => {
    const days = await askDays(scope)
    expect(await ask(scope, 0)).toEqual(days)
    // With very many searches, what more than one visit asked; of each of these, all of it.
    const many = await ask(scope, 1e9)
    expect(days).toEqual(expect.arrayContaining(many))
    expect(many.filter(({ query }) => query.startsWith('common'))).toEqual(days.filter(({ query }) => query.startsWith('common')))
  })

  it('leaves out what is asked once when there are very many searches', async () => {
    const many = await ask({ from: TODAY - DAYS, to: TODAY }, 1e9)
    expect(many).toHaveLength(40)
  })
})
