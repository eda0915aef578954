import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite, type Site, TOKEN } from '../server/site.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'

const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
const WEBHOOK = { WEBHOOK_URL: 'https://desk.example.com/hook', WEBHOOK_SECRET: SECRET }
const HOUR = 3_600_000
const DAY = 24 * HOUR
const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

let news = 0
/** Tells as a tool does, signed by the library of the standard. */
async function tell(site: Site, reference: string, change: { body?: unknown; id?: string; at?: Date; secret?: string; signature?: string } = {}) {
  const { id = `msg_${++news}`, at = new Date(site.time.now), secret = SECRET } = change
  const body = JSON.stringify(change.body ?? { type: 'replied', at: new Date(site.time.now).toISOString() })
  const signature = change.signature ?? new Webhook(secret).sign(id, at, body)
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }
  return site.request(`/api/tickets/${reference}/progress`, { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } })
}
const readNews = (site: Site) =>
  site.store.read<{ id: string; type: string; time: number }>('SELECT id, type, time FROM ticket_progress WHERE site = :site ORDER BY time, id', {})
const readPage = async (site: Site) => (await (await site.request('/insights/?days=30', bearer)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe.each(['SQLite', 'PostgreSQL'])('what the team’s tool tells, on %s', (kind) => {
  const makeHelp = async () => {
    const store: { store?: Store } = kind === 'SQLite' ? {} : { store: await openPostgresStore(await postgres.createDatabase()) }
    return makeSite({ settings: TICKETS, environment: WEBHOOK, ...store })
  }

  it('is stored once for each id, however often and at once it is told', async () => {
    const site = await makeHelp()
    const { reference } = await sendMessage(site)
    site.time.now += HOUR
    const at = new Date(site.time.now - 60_000).toISOString()
    const send = () => tell(site, reference, { id: 'msg_same', body: { type: 'replied', at } })
    expect((await Promise.all([send(), send(), send()])).map(({ status }) => status)).toEqual([204, 204, 204])
    expect((await tell(site, reference, { id: 'msg_same', body: { type: 'solved', at } })).status).toBe(409)
    expect(await readNews(site)).toEqual([{ id: 'msg_same', type: 'replied', time: Date.parse(at) }])
  })

  it('is not taken for another message by somebody who saw it, as long as its signature holds', async () => {
    const site = await makeHelp()
    const [first, second] = [(await sendMessage(site)).reference, (await sendMessage(site)).reference]
    const [id, at] = ['msg_seen', new Date(site.time.now)]
    expect((await tell(site, first, { id, at })).status).toBe(204)
    for (const later of [0, 4 * 60_000]) {
      site.time.now = at.getTime() + later
      expect((await tell(site, second, { id, at })).status).toBe(409)
    }
    expect(await readNews(site)).toHaveLength(1)
  })

  it('becomes reply times with those that still wait, and the share that one answer solved', async () => {
    const site = await makeHelp()
    const receipts = []
    for (let n = 0; n < 8; n += 1) receipts.push((await sendMessage(site)).reference)
    expect(await readPage(site)).toContain('Your team’s tool tells nothing of answers yet.')
    const start = site.time.now
    // Six are answered, one each hour, and solved an hour later; one of them is answered twice and one opened again. Two wait.
    for (const [n, reference] of receipts.slice(0, 6).entries()) {
      site.time.now = start + (n + 1) * HOUR
      await tell(site, reference)
      if (n === 4) await tell(site, reference)
      site.time.now += HOUR / 2
      await tell(site, reference, { body: { type: 'solved', at: new Date(site.time.now).toISOString() } })
    }
    expect(await readPage(site)).toContain('Half of 8 messages had a person’s answer within 4 hr (95% interval: from 60 min, with no upper end yet).')
    expect(await readPage(site)).toContain('it needs about 5 more messages that have been solved for a week.')
    site.time.now = start + 2 * DAY
    await tell(site, receipts[5]!, { body: { type: 'reopened', at: new Date(site.time.now).toISOString() } })
    site.time.now = start + 9 * DAY
    expect(await readPage(site)).toContain('67% (30% to 90%) of 6 solved messages were solved with one answer and stayed solved.')
    const table = await site.request('/api/insights/replies', bearer)
    expect(await table.json()).toMatchObject({
      replies: [{ topic: 'Orders', tickets: 8, answered: 6, median_hours: 4, first_contact: { count: 4, n: 6 } }],
    })
  })
})

describe('what the team’s tool tells', () => {
  it.each([
    ['another secret', { secret: `whsec_${Buffer.from('another secret that is as long').toString('base64')}` }, 401],
    ['no signature', { signature: '' }, 401],
    ['half a signature', { signature: 'v1,' }, 401],
    ['an old timestamp', { at: new Date(Date.UTC(2026, 10, 20, 11)) }, 401],
    ['an id of a thousand letters', { id: 'x'.repeat(1000) }, 401],
    ['a type that is none', { body: { type: 'closed', at: '2026-11-20T12:00:00Z' } }, 422],
    ['a field that is not known', { body: { type: 'solved', at: '2026-11-20T12:00:00Z', agent: 'Anna' } }, 422],
    ['no time', { body: { type: 'solved' } }, 422],
    ['a time without a zone', { body: { type: 'solved', at: '2026-11-20T12:00:00' } }, 422],
    ['a time before the message', { body: { type: 'solved', at: '2026-11-19T12:00:00Z' } }, 422],
    ['a time that has not come', { body: { type: 'solved', at: '2026-11-21T12:00:00Z' } }, 422],
    ['a list', { body: [] }, 422],
    ['a body that is too long', { body: { type: 'x'.repeat(9000) } }, 413],
  ])('is refused with %s', async (_, change, status) => {
    const site = await makeSite({ settings: TICKETS, environment: WEBHOOK })
    const { reference } = await sendMessage(site)
    const answer = await tell(site, reference, change)
    expect(answer.status).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(await readNews(site)).toEqual([])
  })

  it('is refused for a message that is not there, for one that has enough, and without a secret', async () => {
    const site = await makeSite({ settings: TICKETS, environment: WEBHOOK })
    const { reference } = await sendMessage(site)
    for (const other of ['WM-0000-00', 'nonsense', "WM-'--"]) expect((await tell(site, encodeURIComponent(other))).status).toBe(404)
    for (let n = 0; n < 100; n += 1) expect((await tell(site, reference)).status).toBe(204)
    expect((await tell(site, reference)).status).toBe(429)
    const silent = await makeSite({ settings: TICKETS })
    expect((await tell(silent, (await sendMessage(silent)).reference)).status).toBe(404)
    expect((await site.request(`/api/tickets/${reference}/progress`)).status).toBe(405)
  })

  it('hears nobody out who guesses', async () => {
    const site = await makeSite({ settings: TICKETS, environment: WEBHOOK })
    const { reference } = await sendMessage(site)
    const statuses = []
    for (let n = 0; n < 12; n += 1) statuses.push((await tell(site, reference, { signature: 'v1,AAAA' })).status)
    expect(statuses.slice(-2)).toEqual([429, 429])
    // Who has the secret is heard all the same.
    expect((await tell(site, reference)).status).toBe(204)
  })
})
