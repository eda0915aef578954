import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { SiteFolder } from '../../src/output/site-folder.ts'
import { buildSearchIndex } from '../../src/search/index.ts'
import { searchSetup } from '../../src/search/setup.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import { makeSite, NOON, PASSWORD, postForm, type Site } from '../server/site.ts'
import { makeEvent } from '../storage/contract.ts'

const DAY = 86_400_000
const ORIGIN = 'http://localhost'

async function signIn(site: Site) {
  const answer = await site.request('/insights/sign-in', postForm({ password: PASSWORD }, { origin: ORIGIN }))
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  const post = (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    site.request(path, postForm(fields, { cookie, origin: ORIGIN, ...headers }))
  const make = async (kind: string, subject: string, locale = 'en') =>
    (await post('/insights/items/new', { kind, subject, locale })).headers.get('location') ?? ''
  return { get: (path: string) => site.request(path, { headers: { cookie } }), post, make }
}
const read = async (answer: Response | Promise<Response>) => (await (await answer).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const readItems = ({ store }: Site) =>
  store.read<{ id: string; state: string; article: string; version: number; evidence: string; closed_by: string }>(
    'SELECT * FROM work_item WHERE site = :site ORDER BY state, created, id',
    {},
  )

/** Writes the product's own help centre into a site's folder as far as its search needs it. */
async function buildSearch(outDir: string): Promise<void> {
  const library = await createLibrary(readContentTree('content'), { drafts: false, publicDir: 'public' })
  const index = await buildSearchIndex(library)
  index.writeTo(new SiteFolder(outDir))
  for (const locale of library.locales) {
    const path = join(outDir, library.url(locale, '/search/setup.json'))
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, JSON.stringify(searchSetup(library, locale)))
  }
}

let visits = 0
/** Somebody who does this. */
function visit(change: Partial<StoredEvent>): StoredEvent {
  visits += 1
  const name = visits.toString(16).padStart(16, '0')
  return makeEvent({ article: undefined, revision: undefined, value: undefined, detail: '{}', visit: name, reader: name, serverTime: NOON, ...change })
}
const search = (query: string, times: number, locale = 'en') => Array.from({ length: times }, () => visit({ type: 'search', text: query, value: 0, locale }))
const votes = (revision: string, age: number, yes: number, no: number) => [
  visit({ type: 'view', article: 'start/install-and-run', revision, text: 'nav', serverTime: NOON - age * DAY }),
  ...Array.from({ length: yes + no }, (_, n) =>
    visit({ type: 'vote', article: 'start/install-and-run', revision, value: n < yes ? 1 : 0, serverTime: NOON - age * DAY }),
  ),
]
const QUERY = 'rebuild the daily sums'

describe('a work item', () => {
  it('is made from a search by one press, pressed twice the same, and only if the search is listed', async () => {
    const site = await makeSite()
    const { get, post, make } = await signIn(site)
    expect(await read(get('/insights/items/'))).toContain('Press “Make a work item” beside a search')
    expect(await read(get('/insights/items/?state=closed'))).toContain('One closes when its condition holds.')
    await site.store.append([...search(QUERY, 3), ...search('anna berzina', 2)])
    expect(await (await get('/insights/')).text()).toContain(`name="subject" value="${QUERY}"`)
    const where = await make('query', QUERY)
    expect(where).toMatch(/^\/insights\/items\/[0-9a-f-]{36}\/\?lang=en$/)
    expect(await make('query', QUERY)).toBe(where)
    for (const fields of [
      { kind: 'query', subject: 'anna berzina', locale: 'en' },
      { kind: 'query', subject: QUERY, locale: 'fa' },
      { kind: 'wish', subject: QUERY, locale: 'en' },
      { kind: 'query', subject: 'x'.repeat(5000), locale: 'en' },
      { kind: 'comment', subject: '0192f0c1-0000-7000-8000-ffffffffffff', locale: 'en' },
      { kind: 'article', subject: '../../etc/passwd', locale: 'en' },
    ]) {
      expect((await post('/insights/items/new', fields)).status).toBe(422)
    }
    expect(await readItems(site)).toHaveLength(1)
    expect(await read(get('/insights/items/'))).toContain('1 item is open.')
  })

  it('closes when the search of the built site finds the named article among the first three, and not before', async () => {
    const site = await makeSite()
    const { get, post, make } = await signIn(site)
    await site.store.append(search('install and run', 3))
    const id = (await make('query', 'install and run')).split('/')[3]!
    const press = (version: number) => post(`/insights/items/${id}/check`, { version: String(version) })
    expect(await read(press(0))).toContain('Not yet: no article is named.')
    await post(`/insights/items/${id}/change`, { version: '0', article: '/operating/security-and-privacy/' })
    expect(await read(press(1))).toContain('the built site has no search in this language')
    await buildSearch(join(site.folder, 'dist'))
    expect(await read(press(1))).toContain('Not yet: it is not among the first three results.')
    await post(`/insights/items/${id}/change`, {
      version: '1',
      article: 'start/install-and-run',
      'sentence.en': 'You could not find how to install it.\nNow you can. ',
    })
    expect((await press(1)).status).toBe(409)
    expect((await press(2)).status).toBe(303)
    expect(await readItems(site)).toMatchObject([{ state: 'closed', closed_by: 'editor', evidence: expect.stringMatching(/^\{"place":[123]\}$/) }])
    expect(await (await get(`/insights/items/${id}/`)).text()).toContain('>You could not find how to install it. Now you can.</textarea>')
    expect((await post(`/insights/items/${id}/remove`, { version: '3' })).status).toBe(409)
    expect(await read(get('/insights/items/?state=closed'))).toContain('The search had it in place')
  })

  it('of an article closes when an edit since has votes that are better beyond chance', async () => {
    const site = await makeSite()
    const { post } = await signIn(site)
    const article = 'start/install-and-run'
    const made = { kind: 'article', locale: 'en', subject: article, article, condition: 'improved', role: 'editor', now: NOON - 20 * DAY }
    const id = await site.store.createItem(made)
    const press = () => read(post(`/insights/items/${id}/check`, { version: '0' }))
    await site.store.append(votes('a', 22, 10, 30))
    expect(await press()).toContain('Not yet: nobody has read an edit since the item was made.')
    await site.store.append(votes('b', 10, 2, 0))
    expect(await press()).toContain('Not yet: about 3 more votes are needed.')
    await site.store.append(votes('b', 9, 2, 4))
    expect(await press()).toContain('Not yet: the change may be chance')
    await site.store.append(votes('c', 5, 60, 2))
    expect(await press()).not.toContain('Not yet')
    expect(await readItems(site)).toMatchObject([{ state: 'closed', evidence: expect.stringContaining('"revision":"c"') }])
  })

  it('keeps what two tabs wrote apart, and says when it is gone', async () => {
    const site = await makeSite()
    const { post, make } = await signIn(site)
    const id = (await make('article', 'orders/return')).split('/')[3]!
    expect((await post(`/insights/items/${id}/change`, { version: '0', 'sentence.en': 'First.' })).status).toBe(303)
    const late = await post(`/insights/items/${id}/change`, { version: '0', 'sentence.en': 'Second.' })
    expect([late.status, await late.text()]).toEqual([409, expect.stringMatching(/while you had it open[\s\S]*First\./)])
    expect((await post(`/insights/items/${id}/change`, { version: '1', 'sentence.en': 'x'.repeat(301) })).status).toBe(422)
    expect((await post(`/insights/items/${id}/change`, { version: '1', 'sentence.en': '\u202Edlos' })).status).toBe(422)
    expect((await post(`/insights/items/${id}/change`, { version: '1', 'sentence.xx': 'A language that is none.' })).status).toBe(303)
    expect((await post(`/insights/items/${id}/remove`, { version: '2' })).status).toBe(303)
    expect((await post(`/insights/items/${id}/remove`, { version: '2' })).status).toBe(404)
    expect(await readItems(site)).toEqual([])
  })

  it('keeps the words of a reader from reaching out of their quotation marks', async () => {
    const site = await makeSite()
    const { get, make } = await signIn(site)
    await site.store.append(search('a\u2069\u202Eb', 3))
    expect(await read(get(await make('query', 'a\u2069\u202Eb')))).toContain('\u2068ab\u2069')
  })

  it('follows an article that moved', async () => {
    const site = await makeSite({ files: { 'redirects.json': JSON.stringify({ articles: { 'orders/return': 'billing/return' }, addresses: {} }) } })
    const { get, make } = await signIn(site)
    const where = await make('article', 'orders/return')
    expect(await (await get(where)).text()).toContain('/insights/articles/billing/return/')
  })
})

describe('npm run insights -- items', () => {
  const run = (site: Site, ...args: string[]) => {
    const environment = { PATH: process.env['PATH'], DATA_DIR: join(site.folder, 'data'), OUT_DIR: join(site.folder, 'dist') }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/insights.ts', ...args], { env: environment, encoding: 'utf8' })
    return { status, said: stdout.trim() || stderr.trim() }
  }

  it('lists what is open, checks it, closes what is done and says why not of the rest', async () => {
    const site = await makeSite()
    expect(run(site, 'items').said).toContain('No work item is open.')
    const { post, make } = await signIn(site)
    await site.store.append([...search('install and run', 3), ...search('نصب', 3, 'fa')])
    const id = (await make('query', 'install and run')).split('/')[3]!
    await make('query', 'نصب', 'fa')
    await post(`/insights/items/${id}/change`, { version: '0', article: 'start/install-and-run' })
    expect(run(site, 'items').said).toMatch(/search “install and run” +start\/install-and-run +the search finds it among the first three/)
    await buildSearch(join(site.folder, 'dist'))
    const { said } = run(site, 'items', '--check')
    expect(said).toMatch(/closed: the search has it in place [123]/)
    expect(said).toMatch(/not yet: no article is named; name it at \/insights\/items\/[0-9a-f-]{36}\//)
    expect(said).toContain('1 closed, 1 open.')
    expect(await readItems(site)).toMatchObject([{ id, state: 'closed', closed_by: 'writer' }, { state: 'open' }])
    expect(JSON.parse(run(site, 'items', '--json', '--locale', 'fa').said).items).toMatchObject([{ subject: 'نصب', article: null, state: 'open' }])
    expect(JSON.parse(run(site, 'items', '--json', '--closed').said).items).toMatchObject([{ id, evidence: { place: expect.any(Number) } }])
  })

  it('lets no reader steer the terminal', async () => {
    const site = await makeSite()
    const { make } = await signIn(site)
    const comment = visit({ type: 'comment', article: 'orders/return', text: 'Hello \u001b]0;owned\u0007\u009b2J\u202E there' })
    await site.store.append([comment])
    expect(await make('comment', comment.id)).not.toBe('')
    expect(run(site, 'items').said).toContain('comment “Hello ]0;owned2J there”')
  })

  it('says what it does not understand', async () => {
    const site = await makeSite()
    for (const args of [[], ['things'], ['items', 'more'], ['items', '--chekc']]) {
      expect(run(site, ...args)).toMatchObject({ status: 1, said: expect.stringMatching(/npm run insights -- (<verb>|items)/) })
    }
  })
})
