import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { PublishedArticle } from '../../src/deflection/contract.ts'
import { makeSite, NOON, PASSWORD, postForm, type Site, TOKEN } from '../server/site.ts'
import { makeEvent } from '../storage/contract.ts'

const OLD = '0123456789abcdef'
const NEW = 'fedcba9876543210'
const ORIGIN = 'http://localhost'
const READER = 'a password for readers'
const published = (revision: string): PublishedArticle[] => [
  { path: 'orders/return', locale: 'en', title: 'Return a parcel', url: '/orders/return/', category: 'orders', revision },
]
const open = (revision = OLD) =>
  makeSite({ files: { 'articles.json': JSON.stringify(published(revision)) }, environment: { INSIGHTS_READER_PASSWORD: READER } })

async function signIn(site: Site, password = PASSWORD) {
  const answer = await site.request('/insights/sign-in', postForm({ password }, { origin: ORIGIN }))
  const cookie = answer.headers.get('set-cookie')!.split(';')[0]!
  return {
    get: (path: string) => site.request(path, { headers: { cookie } }),
    post: (path: string, fields: Record<string, string> = {}, headers: Record<string, string> = {}) =>
      site.request(path, postForm(fields, { cookie, origin: ORIGIN, ...headers })),
  }
}

let readers = 0
async function write(site: Site, text: string, change = {}, address?: string): Promise<string> {
  readers += 1
  const reader = readers.toString(16).padStart(16, '0')
  const id = v7({ msecs: NOON + readers })
  const event = makeEvent({
    id,
    answer: id,
    type: 'comment',
    value: undefined,
    text,
    article: 'orders/return',
    revision: OLD,
    serverTime: NOON,
    visit: reader,
    reader,
    ...change,
  })
  await site.store.append([event], { once: id, address: address ? { address, expires: NOON + 1 } : undefined })
  return id
}
const read = async (answer: Response | Promise<Response>) => (await (await answer).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
const readStanding = ({ store }: Site) => store.read('SELECT state, assignee, revision, version FROM comment_state WHERE site = :site ORDER BY arrival', {})

describe('the inbox', () => {
  it('shows what waits, and takes it off the list once somebody has it', async () => {
    const site = await open()
    const { get, post } = await signIn(site)
    expect(await read(get('/insights/inbox/'))).toContain('What readers write below an article arrives here.')
    const [first, second] = [await write(site, 'The link is broken'), await write(site, 'Thank you')]
    expect(await read(get('/insights/inbox/'))).toContain('2 comments wait to be looked at.')
    const back = '/insights/inbox/?locale=en&lang=en'
    const saved = await post(`/insights/inbox/${first}/change`, { version: '0', state: 'assigned', assignee: '  Anna   B. ', back })
    expect([saved.status, saved.headers.get('location')]).toEqual([303, '/insights/inbox/?locale=en&lang=en'])
    const list = await read(get('/insights/inbox/'))
    expect(list).toContain('1 comment waits to be looked at.')
    expect(list).not.toContain('The link is broken')
    expect(await read(get('/insights/inbox/?state=assigned&assignee=Anna+B.'))).toContain('The link is broken')
    expect(await read(get('/insights/inbox/?state=assigned&assignee=Eve'))).toContain('There is no such comment.')
    expect(await read(get('/insights/inbox/?article=using/nothing'))).toContain('There is no such comment.')
    expect(await (await get(`/insights/inbox/${second}/`)).text()).toContain('<option value="Anna B."></option>')
  })

  it('tells the second of two tabs what is there now, and keeps both choices', async () => {
    const site = await open()
    const { post } = await signIn(site)
    const id = await write(site, 'The link is broken')
    await post(`/insights/inbox/${id}/change`, { version: '0', state: 'assigned', assignee: 'Anna' })
    const late = await post(`/insights/inbox/${id}/change`, { version: '0', state: 'spam' })
    expect(late.status).toBe(409)
    const page = await late.text()
    expect(page).toContain('It is now: Assigned, \u2068Anna\u2069.')
    expect(page).toContain('<option value="spam" selected>')
    expect(page).toContain('name="version" value="1"')
    const program = await post(`/insights/inbox/${id}/change`, { version: '0', state: 'spam' }, { accept: 'application/json' })
    expect([program.status, await program.json()]).toMatchObject([
      409,
      { type: 'urn:waymark:problem:changed-meanwhile', detail: expect.stringContaining('"Anna", version 1') },
    ])
    expect(await readStanding(site)).toMatchObject([{ state: 'assigned', assignee: 'Anna', version: 1 }])
  })

  it('shows personal data to an editor who asks, a press each time, and notes it', async () => {
    const site = await open()
    const { get, post } = await signIn(site)
    const id = await write(site, 'Write to anna@example.com or +371 2612 3456', {}, 'eva@example.com')
    for (const path of ['/insights/', '/insights/inbox/', `/insights/inbox/${id}/`]) expect(await (await get(path)).text()).not.toMatch(/anna@|2612|eva@/)
    const shown = await post(`/insights/inbox/${id}/open`)
    expect(await shown.text()).toMatch(/anna@example\.com or \+371 2612 3456[\s\S]*mailto:eva@example\.com\?subject=Your%20comment/)
    const after = await get(`/insights/inbox/${id}/`)
    expect(await after.clone().text()).not.toMatch(/anna@|2612|eva@/)
    expect(await read(after)).toContain('An editor looked at what is masked')
    site.time.now = NOON + 2
    await site.store.forgetExpired(site.time.now)
    expect(await (await post(`/insights/inbox/${id}/open`)).text()).not.toContain('eva@')
  })

  it('takes a fix only once the published text is another', async () => {
    const site = await open()
    const { post, get } = await signIn(site)
    const id = await write(site, 'Step 3 is gone')
    const gone = await write(site, 'Nothing here', { article: 'orders/gone' })
    const fix = (comment: string) => post(`/insights/inbox/${comment}/change`, { version: '0', state: 'fixed' })
    expect([(await fix(id)).status, (await fix(gone)).status]).toEqual([422, 422])
    expect(await read(fix(gone))).toContain('The article is not published in this language')
    const { writeFileSync } = await import('node:fs')
    writeFileSync(`${site.folder}/dist/articles.json`, JSON.stringify(published(NEW)))
    expect((await fix(id)).status).toBe(303)
    expect(await readStanding(site)).toMatchObject([{ state: 'fixed', revision: NEW }])
    expect(await read(get(`/insights/inbox/${id}/`))).toContain(NEW)
    // Of an article that is gone everything else can be said.
    expect((await post(`/insights/inbox/${gone}/change`, { version: '0', state: 'closed' })).status).toBe(303)
  })

  it.each([
    ['a state that is none', { version: '0', state: 'deleted' }],
    ['no state', { version: '0' }],
    ['no version', { state: 'spam' }],
    ['a version that is none', { version: '-1', state: 'spam' }],
    ['nobody to have it', { version: '0', state: 'assigned', assignee: '   ' }],
    ['a huge name', { version: '0', state: 'assigned', assignee: 'A'.repeat(5000) }],
    ['a name with control characters', { version: '0', state: 'assigned', assignee: 'A\u0007B' }],
    ['a name that turns the line around', { version: '0', state: 'assigned', assignee: '\u202EA' }],
  ])('refuses %s, and says so on the page', async (_, fields) => {
    const site = await open()
    const { post } = await signIn(site)
    const id = await write(site, 'Hello')
    const answer = await post(`/insights/inbox/${id}/change`, fields as unknown as Record<string, string>)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toMatch(/role="alert">(Choose one of the states|Write who has it)/)
    expect(await readStanding(site)).toEqual([])
  })

  it('says that a comment is gone', async () => {
    const site = await open()
    const { get, post } = await signIn(site)
    const nobody = '0192f0c1-0000-7000-8000-ffffffffffff'
    for (const answer of [
      await get(`/insights/inbox/${nobody}/`),
      await post(`/insights/inbox/${nobody}/open`),
      await post(`/insights/inbox/${nobody}/change`, { version: '0', state: 'spam' }),
    ]) {
      expect([answer.status, await read(answer)]).toEqual([404, expect.stringContaining('This comment is not here any more')])
    }
    for (const id of ['x', "'", '%00', nobody.replace('f', '%3Cscript%3E')]) expect((await get(`/insights/inbox/${id}/`)).status).toBe(404)
  })

  it('lets only editors change and open, and only from its own pages', async () => {
    const site = await open()
    const id = await write(site, 'Mail anna@example.com')
    const reader = await signIn(site, READER)
    const page = await (await reader.get(`/insights/inbox/${id}/`)).text()
    expect(page).toContain('Mail •••')
    expect(page).not.toMatch(/<form method="post" action="\/insights\/inbox/)
    for (const way of ['open', 'change']) {
      expect((await reader.post(`/insights/inbox/${id}/${way}`, { version: '0', state: 'spam' })).status).toBe(403)
      const editor = await signIn(site)
      expect((await editor.post(`/insights/inbox/${id}/${way}`, { version: '0', state: 'spam' }, { origin: 'https://evil.example' })).status).toBe(403)
      expect((await site.request(`/insights/inbox/${id}/${way}`, postForm({}, { authorization: `Bearer ${TOKEN}` }))).status).toBe(403)
    }
    expect((await site.request('/insights/inbox/')).status).toBe(401)
    expect(await readStanding(site)).toEqual([])
  })

  it('turns pages of 25, whatever arrives meanwhile, and leads back from nowhere else', async () => {
    const site = await open()
    const { get, post } = await signIn(site)
    for (let n = 0; n < 60; n += 1) await write(site, `Comment ${n}.`, { serverTime: NOON + n })
    const seen: string[] = []
    for (let path: string | undefined = '/insights/inbox/?lang=en'; path; ) {
      const page: string = await (await get(path)).text()
      seen.push(...[...page.matchAll(/>(Comment \d+\.)</g)].map(([, text]) => text!))
      path = /href="([^"]+)" rel="next"/.exec(page)?.[1]?.replaceAll('&amp;', '&')
      await write(site, 'Too late', { serverTime: NOON + 100 })
    }
    expect(seen).toEqual(Array.from({ length: 60 }, (_, n) => `Comment ${59 - n}.`))
    const id = await write(site, 'One more')
    const saved = await post(`/insights/inbox/${id}/change`, { version: '0', state: 'spam', back: 'https://evil.example/?state=x' })
    expect(saved.headers.get('location')).toBe(`/insights/inbox/${id}/?lang=en`)
  })

  it('opens old and broken addresses', async () => {
    const site = await open()
    const { get } = await signIn(site)
    await write(site, 'Hello')
    for (const query of [
      '?state=nonsense',
      '?before=1',
      '?before=99999999999999999.x',
      '?locale=xx&article=../..',
      `?assignee=${'x'.repeat(3000)}`,
      '?state=all&locale=fa',
    ]) {
      expect((await get(`/insights/inbox/${query}`)).status).toBe(200)
    }
  })

  it('keeps a comment that somebody looked after when its reader writes again', async () => {
    const site = await open()
    const { get, post } = await signIn(site)
    const reader = 'feedfacefeedface'
    const first = await write(site, 'First words', { reader, visit: reader })
    await write(site, 'Other words', { reader, visit: reader })
    expect(await read(get('/insights/inbox/'))).not.toContain('First words')
    await post(`/insights/inbox/${first}/change`, { version: '0', state: 'triaged' })
    expect(await read(get('/insights/inbox/?state=all'))).toMatch(/Other words.*First words/)
  })
})
