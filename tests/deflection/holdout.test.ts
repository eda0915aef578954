import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { createExperiment, findBucket } from '../../src/deflection/experiment.ts'
import { message, TICKETS } from '../contact/message.ts'
import { makeSite, postJson, readCounters, type Site } from '../server/site.ts'

const agent = (n: number) => ({ 'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:${n}.0) Gecko/20100101 Firefox/${n}.0` })
const withHoldout = (holdout: number) => ({ contact: { ...TICKETS.contact, tickets: { ...TICKETS.contact.tickets, holdout } } })
const eligible = (site: Site) => ({ id: v7(), type: 'suggest_eligible', ts: site.time.now, pv: v4(), path: '/contact/', locale: 'en', v: 1, n: 2 })
const ask = async (site: Site, headers: Record<string, string>, change: object = {}) => {
  const response = await site.request('/api/suggestions', postJson({ event: eligible(site), ...change }, headers))
  return { status: response.status, body: await response.json() }
}
const readRows = (site: Site) =>
  site.store.read<{ type: string; visit: string; arm: string | null }>('SELECT type, visit, arm FROM event WHERE site = :site ORDER BY arrival', {})

describe('the arm of a visit', () => {
  // Computed with Python's hmac.
  it.each([
    ['00000000000000aa', 632, 'holdout'],
    ['feedfacefeedface', 8394, 'suggest'],
    ['', 3827, 'suggest'],
  ] as const)('of "%s" is in bucket %i, %s', (unit, bucket, arm) => {
    expect(findBucket('default', 'suggestions-10', unit)).toBe(bucket)
    expect(createExperiment('default', 10).findArm(unit)).toBe(arm)
  })

  it('is the holdout for the share that was set', () => {
    const { findArm } = createExperiment('default', 10)
    expect(Array.from({ length: 20_000 }, (_, index) => findArm(String(index))).filter((arm) => arm === 'holdout')).toHaveLength(1972)
    const off = createExperiment('default', 0)
    expect([off.findArm('00000000000000aa'), off.label('00000000000000aa')]).toEqual(['suggest', 'suggestions-0/suggest'])
  })
})

describe('suggestions', () => {
  it('are kept from the visits of the holdout, and counted for all before that', async () => {
    const site = await makeSite({ settings: withHoldout(50) })
    const { findArm, label } = createExperiment('default', 50)
    const answers: unknown[] = []
    for (let n = 100; n < 112; n += 1) {
      const { status, body } = await ask(site, agent(n))
      expect(status).toBe(200)
      answers.push(body)
    }
    const rows = await readRows(site)
    expect(rows.map(({ visit }) => ({ show: findArm(visit) === 'suggest' }))).toEqual(answers)
    expect(rows.map(({ visit }) => label(visit))).toEqual(rows.map(({ arm }) => arm))
    expect(new Set(rows.map(({ arm }) => arm))).toEqual(new Set(['suggestions-50/holdout', 'suggestions-50/suggest']))
  })

  it('are counted in the arm of the visit, with its message', async () => {
    const site = await makeSite({ settings: withHoldout(50) })
    const event = { ts: site.time.now, path: '/contact/', locale: 'en', v: 1 }
    const events = [
      { ...event, id: v7(), type: 'contact_open', from: 'nav' },
      { ...event, id: v7(), type: 'search', q: 'lamp', n: 3, ms: 1 },
    ]
    await site.request('/api/events', postJson({ events }, agent(120)))
    await ask(site, agent(120))
    await site.request('/api/contact', postJson({ ...message, journey: 'no' }, agent(120)))
    const rows = await readRows(site)
    const arm = createExperiment('default', 50).label(rows[0]!.visit)
    expect(rows.map((row) => [row.type, row.arm])).toEqual([
      ['contact_open', arm],
      ['search', null],
      ['suggest_eligible', arm],
      ['submit', arm],
    ])
    expect(await site.store.read('SELECT experiment, units, contacts, eligible FROM experiment_day WHERE site = :site', {})).toEqual([
      { experiment: 'suggestions-50', units: 1, contacts: 1, eligible: 1 },
    ])
  })

  it('are shown to everybody while the holdout is off', async () => {
    const site = await makeSite({ settings: withHoldout(0) })
    for (let n = 100; n < 106; n += 1) expect(await ask(site, agent(n))).toEqual({ status: 200, body: { show: true } })
    expect(new Set((await readRows(site)).map(({ arm }) => arm))).toEqual(new Set(['suggestions-0/suggest']))
  })

  it('are shown to readers who asked not to be counted, and to programs, of which nothing is kept', async () => {
    const site = await makeSite({ settings: withHoldout(50) })
    for (let n = 100; n < 106; n += 1) expect(await ask(site, { ...agent(n), 'sec-gpc': '1' })).toEqual({ status: 200, body: { show: true } })
    expect(await ask(site, agent(120), { automated: true })).toEqual({ status: 200, body: { show: true } })
    expect(await readRows(site)).toEqual([])
    expect(await readCounters(site.store)).toEqual([
      { name: 'ignore:bot', total: 1 },
      { name: 'ignore:privacy-control', total: 6 },
    ])
  })

  it('are no matter of the browser: an arm that it sends is refused', async () => {
    const site = await makeSite({ settings: withHoldout(50) })
    const { status, body } = await ask(site, agent(120), { event: { ...eligible(site), arm: 'suggest' } })
    expect([status, (body as { errors: { field: string }[] }).errors.map(({ field }) => field)]).toEqual([422, ['event.arm']])
    expect((await ask(site, agent(120), { event: { ...eligible(site), locale: 'de' } })).status).toBe(422)
  })
})
