import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { makeSite, NOON, postJson, readEvents, type Site } from '../server/site.ts'
import { makeEvent } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const HOUR = 3_600_000
const YEAR = 365 * 24 * HOUR
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())

describe.each(['SQLite', 'PostgreSQL'])('a visit on %s', (kind) => {
  const start = async () => {
    if (kind === 'SQLite') return makeSite()
    const store = await openPostgresStore(await server.createDatabase())
    onTestFinished(() => store.close())
    return makeSite({ store })
  }
  const view = ({ time, request }: Site) =>
    request('/api/events', postJson({ events: [{ id: v7(), type: 'view', ts: time.now, path: '/', locale: 'en', v: 1, ref: 'nav' }] }, BROWSER))
  const visitsOf = async ({ store }: Site) => (await readEvents(store)).map(({ visit }) => visit)

  it('survives midnight while it goes on, and not otherwise', async () => {
    const site = await start()
    for (const hours of [11.9, 12.1, 12.4, 20]) {
      site.time.now = NOON + hours * HOUR
      await view(site)
    }
    const [evening, night, later, morning] = await visitsOf(site)
    expect([night, later]).toEqual([evening, evening])
    expect(morning).not.toBe(evening)
  })

  it('survives the change of the salt at midnight in the middle of a batch of requests', async () => {
    const site = await start()
    site.time.now = Date.UTC(2026, 10, 20, 23, 59, 59, 990)
    await view(site)
    const answers = Array.from({ length: 20 }, () => {
      site.time.now += 1
      return view(site)
    })
    expect(new Set((await Promise.all(answers)).map(({ status }) => status))).toEqual(new Set([204]))
    const visits = await visitsOf(site)
    expect([visits.length, new Set(visits).size]).toEqual([21, 1])
  })

  it('goes on when the clock jumps, forwards by years and back, and loses no event', async () => {
    const site = await start()
    for (const jump of [0, 5 * YEAR, -5 * YEAR, -HOUR, HOUR]) {
      site.time.now += jump
      expect((await view(site)).status).toBe(204)
    }
    const visits = await visitsOf(site)
    expect(visits).toHaveLength(5)
    for (const visit of visits) expect(visit).toMatch(/^[0-9a-f]{16}$/)
    // Back on the first day its salt is gone, and a new one is made: nobody can be followed through a jump.
    expect(visits[2]).not.toBe(visits[0])
    expect(visits[4]).toBe(visits[2])
  })

  it('keeps the newest answer newest when the clock is set back', async () => {
    const { store } = await start()
    const events = [5000, 1000, 3000].map((serverTime) => makeEvent({ serverTime }))
    for (const event of events) await store.append([event])
    expect((await readEvents(store)).map(({ id }) => id)).toEqual(events.map(({ id }) => id))
  })
})
