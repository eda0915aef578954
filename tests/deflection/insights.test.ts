import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { v4 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { PublishedArticle } from '../../src/deflection/contract.ts'
import { makeSite, NOON, PASSWORD, postForm, postJson, type Site, TOKEN } from '../server/site.ts'

const DAY = 86_400_000
const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }

const published: PublishedArticle[] = [
  { path: 'using/good', locale: 'en', title: 'A good one', url: '/using/good/', category: 'using', categoryTitle: 'Using it' },
  { path: 'using/bad', locale: 'en', title: 'A <bad> one', url: '/using/bad/', category: 'using' },
  { path: 'using/bad', locale: 'fa', title: 'بد', url: '/fa/using/bad/', category: 'using' },
  { path: 'using/few', locale: 'en', title: 'Hardly rated', url: '/using/few/', category: 'using' },
]
const files = { 'articles.json': JSON.stringify(published) }

async function vote(site: Site, article: string, votes: string, more: Record<string, unknown> = {}) {
  for (const letter of votes) {
    const body = { pv: v4(), path: `/${article}/`, article, revision: '0123456789abcdef', locale: 'en', vote: letter === 'y' ? 'yes' : 'no', ...more }
    expect((await site.request('/api/feedback', postJson(body))).status).toBe(200)
  }
}

const readPage = async (site: Site, query = '') => (await site.request(`/insights/${query}`, bearer)).text()
/** What a person reads: the page without tags. */
const readText = async (site: Site, query = '') => (await readPage(site, query)).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
// biome-ignore lint/suspicious/noExplicitAny: JSON of the endpoint.
const readRows = async (site: Site, query = ''): Promise<any[]> =>
  // biome-ignore lint/suspicious/noExplicitAny: JSON of the endpoint.
  ((await (await site.request(`/api/insights/articles${query}`, bearer)).json()) as any).articles

describe('the insights', () => {
  it('say a true sentence about an empty database', async () => {
    const site = await makeSite()
    const text = await readText(site)
    expect(text).toContain('Nobody visited in this period, so there is nothing to say yet.')
    expect(text).toContain('Nobody has read or rated an article in this period')
    expect(text).toContain('Nothing was counted yet.')
    expect(text).not.toMatch(/NaN|Infinity|undefined|null|\b0%/)
  })

  it('list every article, with no share where there are no votes', async () => {
    const site = await makeSite({ files })
    const text = await readText(site)
    expect(text).toContain('Hardly rated')
    expect(text).toContain('No votes yet')
    expect(text).not.toMatch(/NaN|\b0%/)
  })

  it('say which article helps least', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/good', 'yyyyyyyyyn')
    await vote(site, 'using/bad', 'ynnnnnnnnn', { score: 2 })
    await vote(site, 'using/few', 'nn')
    const text = await readText(site)
    expect(text).toContain('The one that helps least is “\u2068A &lt;bad&gt; one\u2069”: 10% (1.8% to 40%) of its votes say yes (n = 10).')
    expect(text).toContain('1.8% to 40% n = 10')
    expect(text).toContain('Too few to say (n = 2)')
    expect((await readRows(site)).map((row) => row.title)).toEqual(['A <bad> one', 'A good one', 'Hardly rated', 'بد'])
    expect((await readRows(site, '?sort=highest')).map((row) => row.title).slice(0, 2)).toEqual(['A good one', 'A <bad> one'])
  })

  it('rank ten of ten above two of two, by the lower bound', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/bad', 'yyyyy')
    await vote(site, 'using/good', 'yyyyyyyyyyyyyyn')
    expect((await readRows(site, '?sort=highest')).map((row) => row.article).slice(0, 2)).toEqual(['using/good', 'using/bad'])
  })

  it('answer for a language and a period', async () => {
    const site = await makeSite({ files })
    site.time.now = NOON - 40 * DAY
    await vote(site, 'using/good', 'yy')
    site.time.now = NOON
    await vote(site, 'using/bad', 'n', { locale: 'fa', path: '/fa/using/bad/' })
    const votes = async (query: string) => Object.fromEntries((await readRows(site, query)).map((row) => [`${row.locale} ${row.article}`, row.helpful.n]))
    expect(await votes('?days=30')).toMatchObject({ 'en using/good': 0, 'fa using/bad': 1 })
    expect(await votes('?days=all')).toMatchObject({ 'en using/good': 2, 'fa using/bad': 1 })
    expect(Object.keys(await votes('?locale=fa'))).toEqual(['fa using/bad'])
    expect(await votes('?days=x&locale=xx&sort=xx')).toMatchObject({ 'en using/good': 2 })
  })

  it('give shares with interval and n as JSON, and null where there is nothing', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/good', 'yyyyyyyynn', { score: 6 })
    const [good, bad] = await readRows(site)
    expect(good).toMatchObject({ article: 'using/good', locale: 'en', title: 'A good one', url: '/using/good/', category: 'Using it', isPublished: true })
    expect(good.helpful).toMatchObject({ yes: 8, no: 2, n: 10, share: 0.8, isEnough: true })
    expect(good.helpful.low).toBeCloseTo(0.4901624715366418, 12)
    expect(good.effort).toMatchObject({ n: 10, mean: 6, distribution: [0, 0, 0, 0, 0, 10, 0] })
    expect(bad.helpful).toEqual({ yes: 0, no: 0, n: 0, share: null, low: null, high: null, isEnough: false })
    expect(bad.effort.mean).toBeNull()
  })

  it('fold the articles that nobody rated, except in the orders in which they have a place', async () => {
    const site = await makeSite({ files })
    expect(await readPage(site)).toMatch(/<details class="behind unrated" open>/)
    await vote(site, 'using/good', 'yyyyyn')
    const [listed = '', folded = ''] = (await readPage(site)).split('id="articles"')[1]!.split('<details class="behind unrated">')
    expect(folded).toContain('3 articles without votes')
    expect([listed.includes('Hardly rated'), folded.includes('Hardly rated')]).toEqual([false, true])
    expect(await readPage(site, '?sort=views')).not.toContain('<details class="behind unrated')
  })

  it('keep hundreds of articles folded while nobody has rated one', async () => {
    const many = Array.from({ length: 11 }, (_, n) => ({
      path: `using/number-${n}`,
      locale: 'en',
      title: `Number ${n}`,
      url: `/using/number-${n}/`,
      category: 'using',
    }))
    const page = await readPage(await makeSite({ files: { 'articles.json': JSON.stringify(many) } }))
    expect(page).toContain('<details class="behind unrated">')
    expect(page).toContain('11 articles without votes')
  })

  it('say what each order goes by, and mark no column that is not in order', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/good', 'yyyyyn')
    const page = await readPage(site)
    expect(page).toContain('“Fix first” goes by the messages that a fix would avoid')
    expect(page).not.toContain('aria-sort')
    expect(await readPage(site, '?sort=lowest')).toContain('aria-sort="ascending">Helpful')
  })

  it('have the colours of the site', async () => {
    const site = await makeSite({ files })
    expect(await (await site.request('/insights/style.css')).text()).toMatch(/--accent: light-dark\(#/)
  })

  it('do not write the name beside a logo that shows it', async () => {
    const brand = async (logo: object | string) => {
      const page = await readPage(await makeSite({ settings: { logo } }))
      return /<p class="brand">[\s\S]*?<\/p>/.exec(page)?.[0]
    }
    expect(await brand('/logo.svg')).toContain('<img src="/logo.svg" height="28" alt=""><bdi>Waymark</bdi>')
    expect(await brand({ src: '/logo.svg', showsName: true })).toContain('<img src="/logo.svg" height="28" alt="Waymark"></a>')
    expect(await brand({ src: 'logo.svg', showsName: true })).toContain('<bdi>Waymark</bdi>')
  })

  it('keep articles that are gone, and mark them', async () => {
    const gone = { path: 'using/gone', locale: 'en', title: 'Gone', url: '/using/gone/', category: 'using' }
    const site = await makeSite({ files: { 'articles.json': JSON.stringify([...published, gone]) } })
    await vote(site, 'using/gone', 'n')
    writeFileSync(join(site.folder, 'dist', 'articles.json'), JSON.stringify(published))
    expect(await readText(site)).toContain('using/gone No longer published')
  })

  it('show the newest comments first, without addresses, numbers or markup', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/good', 'n', { comment: 'Older', reasons: ['unclear'] })
    await vote(site, 'using/bad', 'y', { comment: '<script>x</script> write to anna@example.com or +371 2612 3456, error 404' })
    const page = await readPage(site)
    expect(page).not.toContain('<script')
    const text = await readText(site)
    expect(text).toContain('&lt;script&gt;x&lt;/script&gt; write to ••• or •••, error 404')
    expect(text.indexOf('Older')).toBeGreaterThan(text.indexOf('error 404'))
    expect(text).toContain('It’s hard to understand: 1')
    expect(page).toContain('<time datetime="2026-11-20">')
  })

  it('speak another language from right to left', async () => {
    const site = await makeSite({ files })
    const page = await readPage(site, '?lang=fa')
    expect(page).toContain('<html lang="fa" dir="rtl">')
    expect(page).toContain('href="/insights/?days=90&amp;sort=votes&amp;lang=fa#fix"')
  })

  it.each([
    ['the language of the browser', '', 'fa-IR,fa;q=0.9,en;q=0.8', 'fa'],
    ['the first of its languages that the site has', '', 'de;q=0.9, en;q=0.5, fa;q=0.7', 'fa'],
    ['the language that was chosen, whatever the browser prefers', '?lang=en', 'fa', 'en'],
    ['the default language to a browser that prefers none', '', '*', 'en'],
  ])('speak %s', async (_, query, accepted, locale) => {
    const site = await makeSite({ files })
    const ask = (headers: Record<string, string>) => site.request(`/insights/${query}`, { headers: { 'accept-language': accepted, ...headers } })
    expect(await (await ask({ authorization: `Bearer ${TOKEN}` })).text()).toContain(`<html lang="${locale}"`)
    const signIn = await (await ask({})).text()
    expect(signIn).toContain(`<input type="hidden" name="lang" value="${locale}">`)
    expect(signIn).toContain('href="/insights/?lang=fa"')
  })

  it('need no script and no inline style, as the content security policy wants', async () => {
    const site = await makeSite({ files })
    await vote(site, 'using/good', 'yyyyyn', { score: 5 })
    const page = await readPage(site)
    expect(page).not.toMatch(/<script|<style|\sstyle=|\son\w+=/)
    const style = await site.request('/insights/style.css')
    expect(style.headers.get('content-type')).toBe('text/css; charset=utf-8')
    expect((await site.request('/insights/style.css', { headers: { 'if-none-match': style.headers.get('etag') ?? '' } })).status).toBe(304)
  })
})

describe('signing in', () => {
  const signIn = (site: Site, password: string, headers: Record<string, string> = {}) =>
    site.request('/insights/sign-in', postForm({ password, lang: 'fa' }, headers))
  const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

  it('is asked for before any figure is shown', async () => {
    const site = await makeSite({ files })
    const page = await site.request('/insights/')
    expect(page.status).toBe(401)
    expect(page.headers.get('cache-control')).toBe('no-store')
    expect(await page.text()).toContain('type="password"')
    const figures = await site.request('/api/insights/articles')
    expect(figures.status).toBe(401)
    expect(figures.headers.get('content-type')).toBe('application/problem+json')
    expect((await site.request('/insights')).headers.get('location')).toBe('/insights/')
    for (const authorization of ['Bearer wrong-token-for-programs', 'Bearer ', `Basic ${TOKEN}`]) {
      expect((await site.request('/api/insights/articles', { headers: { authorization } })).status).toBe(401)
    }
  })

  it('works with the password, until signing out', async () => {
    const site = await makeSite({ files })
    const response = await signIn(site, PASSWORD)
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/insights/?lang=fa')
    expect(response.headers.get('set-cookie')).toMatch(/HttpOnly; SameSite=Strict/)
    expect(response.headers.get('set-cookie')).not.toMatch(/Secure/)
    const headers = { cookie: cookieOf(response) }
    expect((await site.request('/insights/', { headers })).status).toBe(200)
    expect((await site.request('/insights/sign-out', postForm({ lang: 'en' }, headers))).status).toBe(303)
    expect((await site.request('/insights/', { headers })).status).toBe(401)
  })

  it('holds in every process of the same database, and so does signing out, and a new password ends it', async () => {
    const [first, second] = [await makeSite({ files }), await makeSite({ files })]
    const shared = { files, store: first.store }
    const [other, changed] = [await makeSite(shared), await makeSite({ ...shared, config: { insightsPassword: 'another password' } })]
    const headers = { cookie: cookieOf(await signIn(first, PASSWORD)) }
    const statusAt = async (site: Site) => (await site.request('/insights/', { headers })).status
    expect(await Promise.all([first, other, changed, second].map(statusAt))).toEqual([200, 200, 401, 401])
    await other.request('/insights/sign-out', postForm({ lang: 'en' }, headers))
    expect(await Promise.all([first, other].map(statusAt))).toEqual([401, 401])
  })

  it('cannot be forged from a session of our own', async () => {
    const site = await makeSite({ config: { insightsReaderPassword: 'for reading only' } })
    const cookie = cookieOf(await signIn(site, 'for reading only'))
    const value = cookie.slice('insights='.length)
    for (const forged of [
      value.replace('reader', 'editor'),
      // The last letter has bits that mean nothing.
      value.replace(/.(?=..$)/, (letter) => (letter === 'A' ? 'B' : 'A')),
      value.split('.').with(1, 'zzzzzzzz').join('.'),
    ]) {
      expect((await site.request('/insights/', { headers: { cookie: `insights=${forged}` } })).status).toBe(401)
    }
    expect((await site.request('/insights/', { headers: { cookie } })).status).toBe(200)
  })

  it('lasts twelve hours', async () => {
    const site = await makeSite({ files })
    const headers = { cookie: cookieOf(await signIn(site, PASSWORD)) }
    site.time.now += 12 * 3_600_000 - 1
    expect((await site.request('/insights/', { headers })).status).toBe(200)
    site.time.now -= 30 * DAY
    expect((await site.request('/insights/', { headers })).status).toBe(401)
    site.time.now += 30 * DAY + 1
    expect((await site.request('/insights/', { headers })).status).toBe(401)
  })

  it('lets a reader read and change nothing, and an editor change something from our own pages only', async () => {
    const site = await makeSite({ config: { insightsReaderPassword: 'for reading only' } })
    const reader = cookieOf(await signIn(site, 'for reading only'))
    const editor = cookieOf(await signIn(site, PASSWORD))
    for (const cookie of [reader, editor]) expect((await site.request('/insights/', { headers: { cookie } })).status).toBe(200)
    const change = async (headers: Record<string, string>) => (await site.request('/api/insights/nothing', { method: 'POST', headers })).status
    const origin = 'http://localhost'
    expect(await change({ cookie: reader, origin })).toBe(403)
    expect(await change({ authorization: `Bearer ${TOKEN}`, origin })).toBe(403)
    expect(await change({ cookie: editor })).toBe(403)
    expect(await change({ cookie: editor, origin: 'https://evil.example' })).toBe(403)
    expect(await change({ origin })).toBe(401)
    // Let in: there is only nothing there.
    expect(await change({ cookie: editor, origin })).toBe(404)
  })

  it('insists on an encrypted connection where there is one', async () => {
    const site = await makeSite({ settings: { url: 'https://help.example' } })
    expect((await signIn(site, PASSWORD, { host: 'help.example' })).headers.get('set-cookie')).toMatch(/Secure/)
  })

  it('fails with a wrong password, without a cookie', async () => {
    const site = await makeSite()
    const response = await signIn(site, 'guess')
    expect(response.status).toBe(401)
    expect(response.headers.get('set-cookie')).toBeNull()
    expect(await response.text()).toContain('role="alert"')
  })

  it('cannot be started from another site', async () => {
    const site = await makeSite()
    expect((await signIn(site, PASSWORD, { origin: 'https://evil.example' })).status).toBe(403)
  })

  it('with a token stops after ten wrong ones, for the right one too, and for nobody else', async () => {
    const site = await makeSite({ files, config: { trustProxy: 1 } })
    const ask = (token: string, from: string) =>
      site.request('/api/insights/articles', { headers: { authorization: `Bearer ${token}`, 'x-forwarded-for': from } })
    const guesses = await Promise.all(Array.from({ length: 200 }, (_, index) => ask(`a-guess-${index}-of-the-token`, '198.51.100.7')))
    expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
    const refused = await ask(TOKEN, '198.51.100.9')
    expect(refused.status).toBe(429)
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    for (let turn = 0; turn < 30; turn += 1) expect((await ask(TOKEN, '203.0.113.1')).status).toBe(200)
  })

  it('stops after ten wrong tries, for the right password too', async () => {
    const site = await makeSite()
    for (let tries = 0; tries < 10; tries += 1) expect((await signIn(site, 'guess')).status).toBe(401)
    const response = await signIn(site, PASSWORD)
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  })
})
