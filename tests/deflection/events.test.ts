import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { EventInput } from '../../src/deflection/contract.ts'
import { makeSite, NOON, postJson, readCounters, readEvents, TOKEN } from '../server/site.ts'

const DAY = 86_400_000
const BROWSER = { 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' }
const envelope = () => ({ id: v7(), ts: NOON, path: '/using/find-an-answer/', locale: 'en', v: 1 as const })
const article = { article: 'using/find-an-answer', revision: '0123456789abcdef' }
const view = (): EventInput => ({ ...envelope(), ...article, type: 'view', ref: 'search' })
const send = (events: unknown[], headers: Record<string, string> = BROWSER) => postJson({ events }, headers)

const tree = { tree: 'lost-key', revision: 'a'.repeat(16), node: 'start', depth: 0 }
const everyType = (): EventInput[] => [
  view(),
  { ...envelope(), ...article, type: 'view_end', dwell_ms: 5000, scroll: 80 },
  { ...envelope(), type: 'search', q: '  Refund for Anna@Example.com ', n: 0, ms: 12 },
  { ...envelope(), type: 'search_click', search: v7(), pos: 1, target: '/using/find-an-answer/' },
  { ...envelope(), ...article, type: 'vote', val: 0 },
  { ...envelope(), ...article, type: 'reason', reason: 'broken' },
  { ...envelope(), ...article, type: 'ces', score: 3, where: 'article' },
  { ...envelope(), ...article, type: 'comment', text: 'No' },
  { ...envelope(), type: 'locale_switch', from: 'en', to: 'fa', exists: true },
  { ...envelope(), ...article, type: 'fallback', wanted: 'fa', served: 'en' },
  { ...envelope(), type: 'not_found', ref: 'external' },
  { ...envelope(), ...tree, type: 'tree_step', choice: 1 },
  { ...envelope(), ...tree, type: 'tree_end', outcome: 'solved' },
]

describe('events', () => {
  it('are stored whatever their type, and answered with nothing', async () => {
    const site = await makeSite()
    const events = everyType()
    const response = await site.request('/api/events', send(events))
    expect(response.status).toBe(204)
    expect((await readEvents(site.store)).map(({ id }) => id)).toEqual(events.map(({ id }) => id))
  })

  it('of a search are counted without what nobody sees', async () => {
    const site = await makeSite()
    const queries = ['Refund', '\u202ERefund\u2069', 're\u200Efund', 'refund\u001b']
    await site.request('/api/events', send(queries.map((q) => ({ ...envelope(), type: 'search', q, n: 0, ms: 1 }))))
    expect(new Set((await readEvents(site.store, 'search')).map(({ text }) => text))).toEqual(new Set(['refund']))
  })

  it('are stored once when they are sent again', async () => {
    const site = await makeSite()
    const events = [view(), view()]
    for (const batch of [events, events, [...events, view()]]) await site.request('/api/events', send(batch))
    expect(await readEvents(site.store)).toHaveLength(3)
  })

  it('have the same id in capitals', async () => {
    const site = await makeSite()
    const event = { ...view(), pv: v4() }
    const capitals = { ...event, id: event.id.toUpperCase(), pv: event.pv.toUpperCase() }
    for (const batch of [[capitals], [event]]) expect((await site.request('/api/events', send(batch))).status).toBe(204)
    expect(await readEvents(site.store)).toMatchObject([{ id: event.id, reader: event.pv }])
  })

  it('under a known id with other content are refused by name, and the others of the batch stored', async () => {
    const site = await makeSite()
    const [known, fresh] = [view(), view()]
    await site.request('/api/events', send([known]))
    const response = await site.request('/api/events', send([fresh, { ...known, path: '/elsewhere/' }]))
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({
      type: 'urn:waymark:problem:id-taken',
      detail: 'Not stored: events.1.id. Everything else in this request is stored.',
      errors: [{ field: 'events.1.id' }],
    })
    expect((await readEvents(site.store)).map(({ id }) => id)).toEqual([known.id, fresh.id])
  })

  it('of one answer stay together, in whatever order they come', async () => {
    const site = await makeSite()
    const pv = v4()
    const reason = { ...envelope(), ...article, pv, type: 'reason', reason: 'broken' }
    await site.request('/api/events', send([reason, { ...envelope(), ...article, pv, type: 'vote', val: 0 }]))
    const response = await site.request('/api/insights/articles', { headers: { authorization: `Bearer ${TOKEN}` } })
    expect(await response.json()).toMatchObject({ articles: [{ helpful: { no: 1 }, reasons: [{ reason: 'broken', n: 1 }] }] })
  })

  it('keep a query without personal data and in one case', async () => {
    const site = await makeSite()
    await site.request('/api/events', send(everyType()))
    expect((await readEvents(site.store, 'search'))[0]?.text).toBe('refund for •••')
  })

  it('have a reader time within a day of ours', async () => {
    const site = await makeSite()
    await site.request(
      '/api/events',
      send([
        { ...view(), ts: 0 },
        { ...view(), ts: NOON + 9 * DAY },
        { ...view(), ts: NOON - 1000 },
      ]),
    )
    expect((await readEvents(site.store)).map(({ clientTime }) => clientTime)).toEqual([NOON - DAY, NOON + DAY, NOON - 1000])
  })

  it('that readers did not submit are dropped when their browser asks not to be counted', async () => {
    const site = await makeSite()
    const response = await site.request('/api/events', send(everyType(), { ...BROWSER, 'sec-gpc': '1' }))
    expect(response.status).toBe(204)
    expect((await readEvents(site.store)).map(({ type }) => type)).toEqual(['vote', 'reason', 'ces', 'comment'])
  })

  it('of programs are counted apart and not stored', async () => {
    const site = await makeSite()
    const response = await site.request('/api/events', send([view()], { 'user-agent': 'Googlebot/2.1 (+http://www.google.com/bot.html)' }))
    expect(response.status).toBe(204)
    expect(await readEvents(site.store)).toEqual([])
    expect(await readCounters(site.store)).toMatchObject([{ name: 'ignore:bot', total: 1 }])
  })

  it.each([
    ['an unknown field', () => [{ ...view(), visit: '0000000000000000' }], 'events.0.visit'],
    ['an unknown type', () => [{ ...view(), type: 'submit' }], 'events.0.type'],
    ['a path with a query', () => [view(), { ...view(), path: '/x/?token=1' }], 'events.1.path'],
    ['a locale of another site', () => [{ ...view(), locale: 'de' }], 'events.0.locale'],
    ['another version', () => [{ ...view(), v: 2 }], 'events.0.v'],
    ['21 events', () => Array.from({ length: 21 }, () => ({})), 'events'],
    ['no event', () => [], 'events'],
  ])('are refused with %s, naming the field', async (_name, events, field) => {
    const site = await makeSite()
    const response = await site.request('/api/events', send(events()))
    expect(response.status).toBe(422)
    const { errors } = (await response.json()) as { errors: { field: string }[] }
    expect(errors.map((error) => error.field)).toContain(field)
    expect(await readEvents(site.store)).toEqual([])
  })
})

describe('a visit', () => {
  const visitsOf = async (site: Awaited<ReturnType<typeof makeSite>>) => (await readEvents(site.store)).map(({ visit }) => visit)

  it('is the same for one browser in a day and another for another browser', async () => {
    const site = await makeSite()
    await site.request('/api/events', send([view()]))
    site.time.now += 6 * 3_600_000
    await site.request('/api/events', send([view()]))
    await site.request('/api/events', send([view()], { 'user-agent': `${BROWSER['user-agent']} Other` }))
    const [first, second, third] = await visitsOf(site)
    expect(first).toMatch(/^[0-9a-f]{16}$/)
    expect(second).toBe(first)
    expect(third).not.toBe(first)
  })

  it('is the same at every process of a help centre, whatever address each believes the site to be at', async () => {
    const site = await makeSite()
    const other = await makeSite({ store: site.store, settings: { url: 'http://localhost:4322' } })
    for (const one of [site, other]) await one.request('/api/events', send([view()]))
    const [first, second] = await readEvents(site.store)
    expect(second!.visit).toBe(first!.visit)
  })

  it('cannot be traced two days later, because its salt is gone', async () => {
    const site = await makeSite()
    await site.request('/api/events', send([view()]))
    expect(await site.store.findSalt('2026-11-20')).toBeDefined()
    site.time.now = Date.UTC(2026, 10, 22)
    await site.request('/api/events', send([view()]))
    expect(await site.store.findSalt('2026-11-20')).toBeUndefined()
  })

  it('is told apart by page view when votes are counted', async () => {
    const site = await makeSite()
    const pv = v4()
    await site.request('/api/events', send([{ ...envelope(), ...article, pv, type: 'vote', val: 1 }]))
    expect(await readEvents(site.store)).toMatchObject([{ reader: pv }])
  })
})
