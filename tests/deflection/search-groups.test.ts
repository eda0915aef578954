import { describe, expect, it } from 'vitest'
import { createWordGroups } from '../../src/search/word-groups.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import { makeSite, NOON, type Site, TOKEN } from '../server/site.ts'
import { makeEvent } from '../storage/contract.ts'

const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }

let visits = 0
/** One visit that searches for these one after the other and finds nothing. */
function visit(queries: string[], locale = 'en'): StoredEvent[] {
  visits += 1
  const name = visits.toString(16).padStart(16, '0')
  const shared = { article: undefined, revision: undefined, visit: name, reader: name, locale, type: 'search', value: 0, detail: '{}' }
  return queries.map((text, index) => makeEvent({ ...shared, text, serverTime: NOON + index }))
}

async function readSearches(site: Site) {
  const answer = await site.request('/api/insights/searches?days=30', bearer)
  return ((await answer.json()) as { searches: { query: string; phrasings: string; visits: number; searches: number; locale: string }[] }).searches
}
const open = async (...all: StoredEvent[][]) => {
  const site = await makeSite()
  await site.store.append(all.flat())
  return site
}

describe('searches with the same words', () => {
  it.each([
    ['en', 'returning a parcel', 'Parcel returns'],
    ['en', 'how do I reset my password', 'password reset'],
    ['lv', 'kā mainīt paroli', 'parole mainīt'],
    ['fa', 'می‌خواهم سفارش‌ها', 'سفارش می‌خواهم'],
    ['ru', 'вернуть посылку', 'посылка вернуть'],
    ['he', 'החזרת חבילה', 'חבילה החזרת'],
    ['ja', '返品方法', '返品方法'],
  ])('in %s: “%s” and “%s”', async (locale, one, other) => {
    const group = await createWordGroups()(locale)
    expect(group(other).key).toBe(group(one).key)
    expect(group(one).key).not.toBe(group('zzz').key)
  })

  it.each(['???', '', '-', 'the', '\u0000', 'x'.repeat(120)])('leaves %j a group of its own', async (query) => {
    const group = await createWordGroups()('en')
    expect(group(query)).toMatchObject({ words: expect.any(Array) })
    expect(group(query).key).not.toBe(group('parcel').key)
  })

  it('stand together under the way of writing that most visits used', async () => {
    const site = await open(
      ...Array.from({ length: 4 }, () => visit(['return parcel'])),
      ...Array.from({ length: 3 }, () => visit(['parcel returns'])),
      visit(['returning the parcel']),
      visit(['lamp']),
    )
    expect(await readSearches(site)).toMatchObject([{ query: 'return parcel', phrasings: 'return parcel · parcel returns', visits: 8, searches: 8 }])
    const page = await (await site.request('/insights/', bearer)).text()
    expect(page).toContain('also \u2068parcel returns\u2069')
    expect(page).not.toMatch(/returning the parcel|lamp/)
    // Only the lamp is not listed.
    expect(page).toContain('1 search is not listed')
  })

  it('are listed by their words alone when no way of writing was used by three visits', async () => {
    const site = await open(visit(['return parcel']), visit(['parcels return']), visit(['the returned parcel']))
    expect(await readSearches(site)).toMatchObject([{ phrasings: '', visits: 3 }])
    const [{ query } = { query: '' }] = await readSearches(site)
    expect(query.split(' ').sort()).toHaveLength(2)
    expect(query).not.toContain('the')
  })

  it('are not listed when one or two visits tried them in many ways', async () => {
    const ways = ['anna berzina parcel', 'parcel anna berzina', 'berzina parcel anna', 'parcels anna berzina', 'the parcel anna berzina']
    const site = await open(visit(ways), visit(ways.toReversed()))
    expect(await readSearches(site)).toEqual([])
    expect(await (await site.request('/insights/', bearer)).text()).not.toContain('berzina')
  })

  it('count a visit that tried two ways at most once too often, never too seldom for what three used', async () => {
    const site = await open(...Array.from({ length: 5 }, () => visit(['return parcel', 'parcel returns'])))
    expect(await readSearches(site)).toMatchObject([{ visits: 5, searches: 10 }])
  })
})
