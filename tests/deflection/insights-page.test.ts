import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PublishedArticle } from '../../src/deflection/contract.ts'
import { toCsv } from '../../src/deflection/insights/table.ts'
import { TABLE_NAMES } from '../../src/deflection/insights/table.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import { makeSite, NOON, type Site, TOKEN } from '../server/site.ts'
import { makeEvent } from '../storage/contract.ts'

const DAY = 86_400_000
const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }
const published: PublishedArticle[] = [
  { path: 'orders/return', locale: 'en', title: 'Return a parcel', url: '/orders/return/', category: 'orders', categoryTitle: 'Orders' },
  { path: 'account/sign-in', locale: 'en', title: 'Sign in', url: '/account/sign-in/', category: 'account', categoryTitle: 'Account' },
]
const files = { 'articles.json': JSON.stringify(published) }
const settings = { contact: { channels: [], tickets: { holdout: 10, cost: { amount: 8, currency: 'EUR' }, topics: [{ id: 'orders', label: 'My order' }] } } }

const open = async (site: Site, path = '/insights/') => (await site.request(path, bearer)).text()
/** What a person reads: the page without tags. */
const read = async (site: Site, path = '/insights/') => (await open(site, path)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

let visits = 0
/** A visit that does all this, so many days ago. */
function visit(age: number, ...steps: Partial<StoredEvent>[]): StoredEvent[] {
  visits += 1
  const name = visits.toString(16).padStart(16, '0')
  const shared = { article: undefined, revision: undefined, value: undefined, detail: '{}', visit: name, reader: name }
  return steps.map((step, index) => makeEvent({ ...shared, serverTime: NOON - age * DAY + index * 1000, ...step }))
}
const view = (article: string, revision = 'a') => ({ type: 'view', article, revision, text: 'nav' })
const vote = (article: string, value: number, revision = 'a') => ({ type: 'vote', article, revision, value })

/** Two months: every fourth reader of an article that was edited ten days ago writes, few others do. */
function twoMonths(): StoredEvent[] {
  const events: StoredEvent[][] = []
  for (let age = 0; age < 60; age += 1) {
    const revision = age < 10 ? 'new' : 'old'
    for (let n = 0; n < 4; n += 1) {
      const isHelped = age < 10 ? n > 0 : n > 2
      const ticket = n === 0 ? [{ type: 'submit', text: 'orders' }] : []
      events.push(visit(age, view('orders/return', revision), vote('orders/return', isHelped ? 1 : 0, revision), ...ticket))
      for (const article of ['account/sign-in', 'account/sign-in']) events.push(visit(age, view(article), vote(article, n % 2)))
    }
    events.push(visit(age, { type: 'search', text: '=sso', value: 0 }, { type: 'comment', article: 'orders/return', text: 'Call +371 2612 3456' }))
  }
  return events.flat().sort((a, b) => a.serverTime - b.serverTime)
}

async function makeBusySite(): Promise<Site> {
  const site = await makeSite({ files, settings })
  await site.store.append(twoMonths())
  return site
}

describe('the page of all questions', () => {
  it('asks the questions in their order and answers each in words first', async () => {
    const site = await makeBusySite()
    const page = await open(site, '/insights/?days=30')
    expect([...page.matchAll(/<section class="question" id="([a-z]+)"/g)].map(([, id]) => id)).toEqual([
      'contacts',
      'effect',
      'searches',
      'fix',
      'revisions',
      'comments',
      'languages',
      'trust',
      'range',
      'afterwards',
    ])
    const text = await read(site, '/insights/?days=30')
    expect(text).toContain('30 messages came in. 7.7% of visits ended in one (95% interval: 5.4 to 10.8%).')
    expect(text).toContain('The share was 7.7% in the period before; the change of 0 points')
    expect(text).toContain('it needs about 5,840 more visits that open the form')
    expect(text).toContain('Fix “\u2068Return a parcel\u2069” first: 25% (18% to 33%) of its visits wrote to you, 7.7% of all.')
    expect(text).toContain('“\u2068Return a parcel\u2069” got better: 25% said yes before the edit, 74% after it')
    expect(text).toContain('What was missed most: “\u2068=sso\u2069”, in 30 visits.')
    expect(text).toContain('There is no backup.')
    expect(text).toContain('Not enough data yet: it needs 4 more days.')
    expect(text).toContain('Call •••')
    expect(text).not.toMatch(/NaN|Infinity|undefined|2612/)
  })

  it.each([
    ['one vote', visit(0, view('orders/return'), vote('orders/return', 1)), 'it needs about 4 more votes on one article'],
    ['a day that has not come', visit(-2, view('orders/return')), '1 visit is dated in the future'],
    ['an article that is gone', visit(0, view('orders/gone'), ...[0, 0, 0].map(() => vote('orders/gone', 0))), 'orders/gone'],
    ['a language that is gone', visit(0, { ...view('orders/return'), locale: 'xx' }), 'Not enough data yet'],
    ['figures that are old', visit(20, view('orders/return')), 'what readers do may not be reaching the server'],
  ])('has a true sentence about %s', async (_, events, sentence) => {
    const site = await makeSite({ files, settings })
    await site.store.append(events)
    for (const query of ['', '?days=all', '?days=7&locale=fa', '?from=2030-01-01&to=2030-02-01', '?from=1970-01-01&to=9999-12-31']) {
      const text = await read(site, `/insights/${query}`)
      expect(text).not.toMatch(/NaN|Infinity|undefined|Invalid/)
    }
    expect(await read(site)).toContain(sentence)
  })

  it('says which share of the messages suggestions prevent, with its interval, as the file of the effect has it', async () => {
    const site = await makeSite({ files, settings })
    const opened = (arm: string, count: number, tickets: number) =>
      Array.from({ length: count }, (_, n) => {
        const shared = { arm: `suggestions-10/${arm}`, text: 'nav' }
        return visit(0, { type: 'contact_open', ...shared }, ...(n < tickets ? [{ type: 'submit', ...shared }] : []))
      }).flat()
    await site.store.append([...opened('holdout', 100, 80), ...opened('suggest', 900, 360)])
    expect(await read(site)).toContain('they prevent 50% (95% interval: 38% to 60%)')
    const { effect } = (await (await site.request('/api/insights/effect', bearer)).json()) as { effect: Record<string, { value: number }>[] }
    expect(effect).toMatchObject([{ visits: 1000, change: { value: -0.4 }, deflection: { value: 0.5 }, avoided: { value: 360 }, saved: { value: 2880 } }])
    const [head] = (await (await site.request('/api/insights/effect?format=csv', bearer)).text()).split('\r\n')
    expect(head).toContain('deflection,deflection_low,deflection_high,avoided,avoided_low')
  })

  it('says how many said that it was solved while the holdout is off, too', async () => {
    const site = await makeSite({ files, settings: { contact: { channels: [], tickets: { ...settings.contact.tickets, holdout: 0 } } } })
    const arm = 'suggestions-0/suggest'
    const open = { type: 'contact_open', arm, text: 'nav' }
    await site.store.append([...visit(0, open, { type: 'solved', arm, value: 1 }), ...visit(0, open, { type: 'submit', arm, text: 'orders' })])
    const text = await read(site)
    expect(text).toContain('Said that it was solved 50%')
    expect(text).toContain('The comparison is switched off')
  })

  it('says of a language that does worse by how much, with the interval of the difference', async () => {
    const site = await makeSite({ files, settings })
    const search = (locale: string, value: number) => visit(0, { type: 'search', locale, text: 'words', value })
    await site.store.append(Array.from({ length: 40 }, (_, n) => [...search('en', n < 4 ? 0 : 3), ...search('fa', n < 20 ? 0 : 3)]).flat())
    expect(await read(site)).toMatch(/in .English. 10% \(4% to 23%\); a difference of \+40 points \(95% interval: \+20(\.\d)? to \+5\d(\.\d)?\)/)
  })

  it('says what became of searches and how long an answer took, with n and interval', async () => {
    const site = await makeSite({ files, settings })
    const events: StoredEvent[] = []
    for (let n = 0; n < 20; n += 1) {
      const [first, last] = visit(0, { type: 'search', text: `words ${n % 2}`, value: 2 }, { type: 'search', text: 'other words', value: 2 })
      const click = { ...first!, id: makeEvent({}).id, type: 'search_click', value: 1, serverTime: last!.serverTime + n * 1000 }
      events.push(first!, last!, ...(n < 15 ? [{ ...click, detail: JSON.stringify({ search: last!.id }) }] : []))
    }
    await site.store.append(events.toSorted((a, b) => a.serverTime - b.serverTime))
    expect(await read(site)).toMatch(/Half of 20 visits that looked for an answer had one after \d+ sec \(95% interval: \d+ sec to \d+ sec\)\./)
    const { outcomes } = (await (await site.request('/api/insights/outcomes', bearer)).json()) as { outcomes: Record<string, unknown>[] }
    expect(outcomes.map(({ outcome, searches }) => [outcome, searches])).toEqual([
      ['zero', 0],
      ['clicked', 15],
      ['refined', 20],
      ['abandoned', 5],
    ])
  })

  it('says which language changed since the period before, and nothing of it where there is none', async () => {
    const site = await makeSite({ files, settings })
    const search = (age: number, locale: string, value: number) => visit(age, { type: 'search', locale, text: 'words', value })
    for (let n = 0; n < 20; n += 1) await site.store.append([...search(40, 'fa', 3), ...search(1, 'fa', n % 2), ...search(40, 'en', 3), ...search(1, 'en', 3)])
    const page = (await read(site, '/insights/?days=30')).replace(/[\u2068\u2069]/g, '')
    expect(page).toContain(
      'Most changed since the period before: فارسی. Searches without a result: 50% (30% to 70%), before 0% (0% to 16%); a difference of +50 points',
    )
    const { 'language-changes': changes } = await (await site.request('/api/insights/language-changes?days=30', bearer)).json()
    expect(changes.map(({ locale, figure }: Record<string, string>) => `${locale} ${figure}`)).toEqual(
      ['en', 'fa'].flatMap((locale) => ['contacts', 'zeroResult', 'success'].map((figure) => `${locale} ${figure}`)),
    )
    expect(await read(site, '/insights/?days=7')).not.toMatch(/since the period before/)
    expect(await read(site, '/insights/?days=all')).not.toMatch(/since the period before/)
  })

  it('says where the form was opened, which addresses are missing, and how guides end', async () => {
    const site = await makeSite({ files, settings })
    expect(await read(site)).not.toMatch(/does not exist was asked for|The guide used most|the form is opened from most/)
    const tree = (node: string) => JSON.stringify({ tree: 'sign-in', node, revision: 'a', depth: 0 })
    for (let n = 0; n < 4; n += 1) {
      const end = { type: 'tree_end', value: 1, text: n === 0 ? 'solved' : 'abandoned', detail: tree('password') }
      await site.store.append(
        visit(0, { type: 'contact_open', text: 'article' }, { type: 'not_found', path: '/old/', text: n === 0 ? 'nav' : 'external' }, end),
      )
    }
    await site.store.append(visit(0, { type: 'not_found', path: '/anna/', text: 'external' }))
    expect(await read(site)).toContain('Guides: too few visits yet to say how they end (n\u00a0=\u00a04).'.replace(/\s/g, ' '))
    await site.store.append(visit(0, { type: 'contact_open', text: 'nav' }, { type: 'tree_step', value: 0, text: 'start', detail: tree('start') }))
    const page = (await read(site)).replace(/[\u2068\u2069]/g, '')
    expect(page).toContain('Where the form is opened from most: An article, 80% (38% to 96%) (n = 5).')
    expect(page).toContain('An address that does not exist was asked for most: /old/ (visits: 4). How they came: From outside, or typed, A link on this site.')
    expect(page).toContain('Visits to missing addresses that are not listed: 1.')
    expect(page).not.toContain('/anna/')
    expect(page).toContain(
      'The guide used most is sign-in: 20% (3.6% to 62%) of its visits said that it was solved, 0% (0% to 43%) went on to a person and 60% (23% to 88%) left (n = 5).',
    )
    expect(page).toContain('Where most leave it: at the step password (visits: 3).')
    const lines = async (name: string) => (await (await site.request(`/api/insights/${name}?format=csv`, bearer)).text()).split('\r\n').slice(1, -1)
    expect(await lines('missing')).toEqual(['/old/,external,3', '/old/,nav,1'])
    expect(await lines('guide-steps')).toEqual(['sign-in,password,0,1,0,3,0', 'sign-in,start,1,0,0,0,1'])
    expect((await lines('origins')).map((line) => line.split(',').slice(0, 2))).toEqual([
      ['article', '4'],
      ['nav', '1'],
    ])
  })

  it('raises an alarm when visits were not divided as set', async () => {
    const site = await makeSite({ files, settings })
    for (let n = 0; n < 60; n += 1) await site.store.append(visit(0, { type: 'contact_open', arm: 'suggestions-10/holdout', text: 'nav' }))
    expect(await read(site)).toContain('Do not believe these figures: visits were not divided as set')
  })

  it('keeps a question in its address, and opens the page of an article that was chosen', async () => {
    const site = await makeBusySite()
    const page = await open(site, '/insights/?from=2026-11-01&to=2026-11-10&locale=en&category=orders&lang=en')
    expect(page).toContain('<input type="date" name="from" value="2026-11-01">')
    expect(page).toContain('<option value="orders" selected>Orders</option>')
    expect(page).toContain('/api/insights/contacts?from=2026-11-01&amp;to=2026-11-10&amp;locale=en&amp;category=orders')
    const chosen = await site.request('/insights/?days=7&article=/orders/return/', bearer)
    expect([chosen.status, chosen.headers.get('location')]).toEqual([303, '/insights/articles/orders/return/?days=7&lang=en'])
  })
})

describe('the page of an article', () => {
  it('has all of it, with a mark on the curve where it was edited', async () => {
    const site = await makeBusySite()
    const page = await open(site, '/insights/articles/orders/return/?days=30')
    expect(page).toContain('<g class="marker">')
    const text = await read(site, '/insights/articles/orders/return/?days=30')
    expect(text).toContain('It was opened 120 times.')
    expect(text).toContain('42% (33% to 51%) of 120 votes said that it helped.')
    expect(text).toContain('Articles that nobody edited changed by')
    expect(text).not.toContain('Sign in</bdi>')
  })

  it('says in which language it was missing, and the file of that has no other article', async () => {
    const site = await makeSite({ files })
    const fallback = (article: string) => ({ type: 'fallback', article, detail: JSON.stringify({ wanted: 'fa', served: 'en' }) })
    await site.store.append([...visit(1, fallback('orders/return'), fallback('account/sign-in')), ...visit(0, fallback('orders/return'))])
    expect(await read(site, '/insights/articles/orders/return/?days=30')).toContain('It was shown in another language 2 times, most often instead of ⁨فارسی⁩.')
    for (const query of ['article=orders/return', 'category=orders']) {
      const answer = await (await site.request(`/api/insights/fallbacks?${query}`, bearer)).json()
      expect(answer).toMatchObject({ fallbacks: [{ article: 'orders/return', wanted: 'fa', served: 'en', times: 2 }] })
    }
  })

  it('says so about one that nobody read, and needs a sign-in', async () => {
    const site = await makeSite({ files })
    expect(await read(site, '/insights/articles/orders/never/')).toContain('Nobody has read it in this period.')
    expect((await site.request('/insights/articles/orders/return/')).status).toBe(401)
    const unslashed = await site.request('/insights/articles/orders/return?days=7', bearer)
    expect([unslashed.status, unslashed.headers.get('location')]).toEqual([308, '/insights/articles/orders/return/?days=7'])
    expect((await site.request('/insights/articles/orders/%3Cscript%3E/', bearer)).status).toBe(404)
  })
})

describe('the tables', () => {
  it('are all there as JSON and as CSV, with and without figures', async () => {
    for (const site of [await makeSite({ files }), await makeBusySite()]) {
      for (const name of TABLE_NAMES) {
        const answer = await site.request(`/api/insights/${name}?days=30&article=orders/return`, bearer)
        expect(answer.status).toBe(200)
        expect(Array.isArray(((await answer.json()) as Record<string, unknown>)[name])).toBe(true)
        const csv = await site.request(`/api/insights/${name}?format=csv`, bearer)
        expect(csv.headers.get('content-disposition')).toBe(`attachment; filename="${name}.csv"`)
        expect(await csv.text()).not.toMatch(/NaN|Infinity|undefined|\[object/)
      }
    }
  })

  it('give a share as four columns, and no formula to a spreadsheet', async () => {
    const site = await makeBusySite()
    const lines = async (path: string) => (await (await site.request(path, bearer)).text()).split('\r\n')
    expect((await lines('/api/insights/contacts?days=30&format=csv')).slice(0, 2)).toEqual([
      '\uFEFFday,visits,views,opened,tickets,contacts,contacts_low,contacts_high,contacts_n'.replace('\uFEFF', ''),
      expect.stringMatching(/^2026-11-20,13,12,0,1,0\.0769\d+,0\.0137\d+,0\.3331\d+,13$/),
    ])
    expect(await lines('/api/insights/searches?days=30&format=csv')).toContain("'=sso,en,zero,30,30,0,'=sso")
  })

  it.each(['=1+1', '+1', '-1', '@A1', ' =1', '＝1', '|1', '%1'])('put %j behind an apostrophe', (text) => {
    const table = {
      name: 'searches' as const,
      title: 'insights.searches.table' as const,
      columns: [{ name: 'query', label: 'insights.day' as const, kind: 'text' as const }],
      rows: [{ query: text }],
    }
    expect(toCsv(table).split('\r\n')[1]).toBe(`'${text}`)
  })

  it.each(['\t=1', 'a;=1+1', 'a;\t @A1', 'a\n-1+1', 'a\r\n\n＝1', 'a;"=1+1"', 'a\t+1'])('let %j begin no formula where semicolons separate cells', (text) => {
    const column = { label: 'insights.day' as const, kind: 'text' as const }
    const columns = [
      { name: 'article', ...column },
      { name: 'query', ...column },
    ]
    const csv = toCsv({ name: 'searches', title: 'insights.searches.table', columns, rows: [{ article: 'b', query: text }] })
    // A quotation mark inside a cell is a sign like any other there.
    for (const cell of csv.split(/[;\t\r\n]/)) expect(cell).not.toMatch(/^[\s"]*[=+\-@＝]/)
  })

  it('name only what they were narrowed by, in the answer and in the description', async () => {
    const site = await makeBusySite()
    const ask = async (name: string) => (await (await site.request(`/api/insights/${name}?days=30&locale=en&article=orders/return`, bearer)).json()).question
    expect(await ask('contacts')).toMatchObject({ locale: 'en', article: null })
    expect(await ask('revisions')).toMatchObject({ locale: 'en', article: 'orders/return' })
    const { paths } = await (await site.request('/api/openapi.json')).json()
    const named = (name: string) => paths[`/api/insights/${name}`].get.parameters.map((parameter: { name: string }) => parameter.name)
    expect(named('contacts')).toEqual(['days', 'from', 'to', 'locale', 'format'])
    expect(named('revisions')).toContain('article')
  })

  it('need a session or the token', async () => {
    const site = await makeSite({ files })
    for (const name of TABLE_NAMES) expect((await site.request(`/api/insights/${name}`)).status).toBe(401)
  })

  it('follow a new build of the site', async () => {
    const site = await makeBusySite()
    writeFileSync(join(site.folder, 'dist', 'articles.json'), JSON.stringify(published.slice(1)))
    expect(await read(site)).toContain('No longer published')
  })
})
