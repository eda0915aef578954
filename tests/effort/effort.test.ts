import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limit-figures.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { message, multipart, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite, postForm, postJson, type Site, TOKEN } from '../server/site.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'

const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

const readEvents = (site: Site) =>
  site.store.read<Record<string, unknown>>(
    "SELECT type, path, locale, value, detail, article FROM event WHERE site = :site AND type = 'ces' ORDER BY arrival",
    {},
  )
/** An answer of a reader of their own: the browser names the visit. */
const answer = (site: Site, change: Record<string, unknown>, reader = 'one') =>
  site.request('/api/effort', {
    ...postJson({ score: 6, where: 'troubleshooter', path: '/guides/search/fix/', locale: 'en', ...change }),
    headers: { 'content-type': 'application/json', 'user-agent': `Mozilla/5.0 ${reader}` },
  })
const readPage = async (site: Site, path = '/insights/?days=30') =>
  (await (await site.request(path, bearer)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

describe.each(['SQLite', 'PostgreSQL'])('the question about effort outside of articles, on %s', (kind) => {
  const makeHelp = async (change: Parameters<typeof makeSite>[0] = {}) => {
    const store: { store?: Store } = kind === 'SQLite' ? {} : { store: await openPostgresStore(await postgres.createDatabase()) }
    return makeSite({ settings: TICKETS, ...store, ...change })
  }

  it('follows a message that was sent without a script, and its numbers answer it', async () => {
    const site = await makeHelp()
    const sent = await site.request('/api/contact', await multipart({ ...message, locale: 'fa' }))
    const page = await (await site.request(sent.headers.get('location') ?? '')).text()
    expect(page).toContain('Acme made it easy for me to solve my problem')
    const fields = Object.fromEntries([...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]))
    expect(fields).toEqual({ where: 'contact', path: '/fa/contact/', locale: 'fa' })
    expect([...page.matchAll(/<button type="submit" name="score" value="(\d+)"/g)].map(([, value]) => value)).toEqual(['1', '2', '3', '4', '5', '6', '7'])
    const done = await site.request('/api/effort', postForm({ ...(fields as Record<string, string>), score: '2' }))
    expect([done.status, done.headers.get('location')]).toEqual([303, '/api/effort/thanks?locale=fa'])
    expect(await (await site.request('/api/effort/thanks?locale=fa')).text()).toContain('Your answer is stored.')
    const [event, ...others] = await readEvents(site)
    expect(others).toEqual([])
    expect(event).toMatchObject({ type: 'ces', path: '/fa/contact/', locale: 'fa', value: 2, article: null })
    expect(JSON.parse(String(event!['detail']))).toEqual({ where: 'contact', wording: 1 })
  })

  it('gives way to the survey that the settings ask for', async () => {
    const { contact } = TICKETS
    const site = await makeHelp({ settings: { contact: { ...contact, tickets: { ...contact.tickets, surveys: { sent: 'csat' } } } } })
    const sent = await site.request('/api/contact', await multipart({ ...message }))
    expect(await (await site.request(sent.headers.get('location') ?? '')).text()).not.toContain('/api/effort')
  })

  it('is stored from a reader who asks not to be counted, because they answer on purpose', async () => {
    const site = await makeHelp()
    const asked = postJson({ score: 6, where: 'contact', path: '/contact/', locale: 'en' })
    expect((await site.request('/api/effort', { ...asked, headers: { 'content-type': 'application/json', 'sec-gpc': '1' } })).status).toBe(204)
    expect(await readEvents(site)).toHaveLength(1)
  })

  it('is shown beside that of articles: not yet, then with n and interval, and every score in the file', async () => {
    const site = await makeHelp()
    await sendMessage(site)
    for (const [reader, score] of [1, 7, 6, 6].entries()) await answer(site, { score }, `reader-${reader}`)
    // The newest answer of a reader about a page counts.
    await answer(site, { score: 5 }, 'reader-0')
    expect(await readPage(site)).toContain('At the end of a guide: not enough data yet, it needs about 1 more answer.')
    await answer(site, { score: 4, locale: 'fa', path: '/fa/guides/search/fix/' }, 'reader-4')
    await answer(site, { score: 3, where: 'contact', path: '/contact/' }, 'reader-5')
    const page = await readPage(site)
    expect(page).toContain('At the end of a guide: effort 5.6 of 7 (95% interval: 4.6 to 6.6, n = 5); 80% (38% to 96%) found it easy.')
    expect(page).toContain('After a message: not enough data yet, it needs about 4 more answers.')
    const { efforts } = await (await site.request('/api/insights/efforts?days=30', bearer)).json()
    expect(efforts).toMatchObject([
      { where: 'troubleshooter', locale: 'en', answers: 4, effort: null, score_1: 0, score_5: 1, score_6: 2, score_7: 1, easy: { count: 4, n: 4 } },
      { where: 'troubleshooter', locale: 'fa', answers: 1, score_4: 1 },
      { where: 'contact', locale: 'en', answers: 1, score_3: 1 },
    ])
    expect((await (await site.request('/api/insights/efforts?days=30&category=orders', bearer)).json()).efforts).toEqual([])
  })
})

describe('an answer about effort', () => {
  it.each([
    [{ score: 8 }, 'score'],
    [{ score: 0 }, 'score'],
    [{ where: 'article' }, 'where'],
    [{ path: '//evil.example/' }, 'path'],
    [{ locale: 'xx' }, 'locale'],
    [{ ticket: 'x' }, 'ticket'],
  ])('is refused with %j', async (change, field) => {
    const site = await makeSite({ settings: TICKETS })
    const refused = await answer(site, change)
    expect([refused.status, JSON.stringify(await refused.json())]).toEqual([422, expect.stringContaining(field)])
    expect(await readEvents(site)).toEqual([])
  })

  it('says without a script when to answer again, in the language of the page', async () => {
    const site = await makeSite({ settings: TICKETS, isTranslated: true, config: { limits: { ...LIMITS, visitPerMinute: 2 } } })
    const form = postForm({ score: '6', where: 'contact', path: '/fa/contact/', locale: 'fa' })
    const headers = { ...form.headers, referer: 'http://localhost:4321/fa/guides/search/fix/' }
    const answers: Response[] = []
    for (let sent = 0; sent < 3; sent += 1) answers.push(await site.request('/api/effort', { ...form, headers }))
    const refused = answers.at(-1)!
    expect(refused.status).toBe(429)
    expect(await refused.text()).toContain('لطفاً یک دقیقهٔ دیگر دوباره پاسخ دهید.')
  })
})
