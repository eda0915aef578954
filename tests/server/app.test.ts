import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limit-figures.ts'
import { contentSecurityPolicy, headersFile } from '../../src/server/security-headers.ts'
import { makeSettings, makeSite, postJson } from './site.ts'

const long = `<!doctype html><title>Long</title>${'<p>a paragraph</p>'.repeat(50)}`
const files = {
  'index.html': long,
  'using/find/index.html': long,
  'using/find.md': '# Find',
  'feed.xml': '<feed/>',
  '404.html': 'not found',
  'fa/404/index.html': 'پیدا نشد',
  '_astro/page.abc123.css': 'body{}',
  'search-index/en/v/a1b2/words.json': '{}',
  'search-index/en/first.json': '{}',
  '.secret': 'secret',
  _headers: 'secret',
}
const answer = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'yes' }

describe('the site', () => {
  it.each([
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/using/find/', 'text/html; charset=utf-8', 'no-cache'],
    ['/using/find.md', 'text/markdown; charset=utf-8', 'no-cache'],
    ['/feed.xml', 'application/atom+xml; charset=utf-8', 'no-cache'],
    ['/_astro/page.abc123.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/search-index/en/v/a1b2/words.json', 'application/json; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/search-index/en/first.json', 'application/json; charset=utf-8', 'no-cache'],
  ])('serves %s as %s with %s', async (path, type, caching) => {
    const site = await makeSite({ files })
    const response = await site.request(path)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe(type)
    expect(response.headers.get('cache-control')).toBe(caching)
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
  })

  it.each([
    ['br, gzip', 'br', (body: Buffer) => brotliDecompressSync(body)],
    ['gzip, br;q=0', 'gzip', (body: Buffer) => gunzipSync(body)],
    ['identity', null, (body: Buffer) => body],
    ['', null, (body: Buffer) => body],
  ])('answers "%s" with encoding %s and its own tag', async (accepted, encoding, decode) => {
    const site = await makeSite({ files })
    const headers = { 'accept-encoding': accepted }
    const response = await site.request('/', { headers })
    expect(response.headers.get('content-encoding')).toBe(encoding)
    expect(response.headers.get('vary')).toBe('accept-encoding')
    expect(decode(Buffer.from(await response.arrayBuffer())).toString()).toBe(long)
    const etag = response.headers.get('etag') ?? ''
    expect(etag).toMatch(/^"/)
    const again = await site.request('/', { headers: { ...headers, 'if-none-match': `"other", W/${etag}` } })
    expect(again.status).toBe(304)
    expect(again.headers.get('etag')).toBe(etag)
    expect(await again.text()).toBe('')
  })

  it('notices that a file was built again', async () => {
    const site = await makeSite({ files })
    const before = (await site.request('/')).headers.get('etag') ?? ''
    writeFileSync(join(site.folder, 'dist', 'index.html'), `${long} new`)
    const response = await site.request('/', { headers: { 'if-none-match': before } })
    expect(response.status).toBe(200)
    expect(await response.text()).toBe(`${long} new`)
  })

  it('leads from a page without its slash to the page, with the query', async () => {
    const site = await makeSite({ files })
    const response = await site.request('/using/find?q=1')
    expect(response.status).toBe(308)
    expect(response.headers.get('location')).toBe('/using/find/?q=1')
  })

  it.each([
    ['/nothing/', 'not found'],
    ['/fa/nothing', 'پیدا نشد'],
    ['/fable/', 'not found'],
    ['/.secret', 'not found'],
    ['/_headers', 'not found'],
    ['/using', 'not found'],
    ['/..%2f..%2fetc/passwd', 'not found'],
    ['/%2e%2e/%2e%2e/data/insights-password', 'not found'],
    ['//evil.example/', 'not found'],
    ['/using//find', 'not found'],
  ])('has no page at %s and says so in the language of the address', async (path, text) => {
    const site = await makeSite({ files })
    const response = await site.request(`http://localhost${path}`)
    expect(response.status).toBe(404)
    expect(await response.text()).toBe(text)
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  it.each(['/%00', '/%ff', '/%', '/a%5cb'])('cannot read the address %s', async (path) => {
    const site = await makeSite({ files })
    expect((await site.request(`http://localhost${path}`)).status).toBe(400)
  })

  it('answers HEAD like GET without the body, and refuses other methods', async () => {
    const site = await makeSite({ files })
    const response = await site.request('/', { method: 'HEAD' })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-length')).toBe(String(long.length))
    expect(await response.text()).toBe('')
    const refused = await site.request('/', { method: 'DELETE' })
    expect(refused.status).toBe(405)
    expect(refused.headers.get('allow')).toBe('GET, HEAD')
  })
})

describe('the endpoint', () => {
  it('says that it is well only while the database answers', async () => {
    const site = await makeSite()
    expect(await (await site.request('/api/health')).json()).toEqual({ status: 'ok' })
    await site.store.close()
    const response = await site.request('/api/health')
    expect(response.status).toBe(503)
    expect(await response.json()).toMatchObject({ type: 'urn:waymark:problem:not-available' })
  })

  it.each([
    ['GET', '/api/feedback', 405, 'POST, OPTIONS'],
    ['HEAD', '/api/feedback', 405, 'POST, OPTIONS'],
    ['PUT', '/api/events', 405, 'POST, OPTIONS'],
    ['POST', '/api/health', 405, 'GET, HEAD'],
    ['DELETE', '/api/insights/articles', 405, 'GET, HEAD'],
    ['POST', '/insights', 405, 'GET, HEAD'],
    ['POST', '/insights/', 405, 'GET, HEAD'],
    ['PUT', '/insights/style.css', 405, 'GET, HEAD'],
    ['PUT', '/insights/sign-in', 405, 'GET, HEAD, POST'],
    ['DELETE', '/insights/sign-out', 405, 'GET, HEAD, POST'],
    ['POST', '/insights/nothing', 404, null],
    ['POST', '/api/nothing', 404, null],
    ['GET', '/api/nothing', 404, null],
  ])('refuses %s %s with %s', async (method, path, status, allow) => {
    const site = await makeSite({ files })
    const response = await site.request(path, { method })
    expect(response.status).toBe(status)
    expect(response.headers.get('allow')).toBe(allow)
    expect(response.headers.get('content-type')).toBe('application/problem+json')
  })

  it.each([
    ['GET', '/insights', 308],
    ['HEAD', '/insights', 308],
    ['GET', '/insights/sign-in', 303],
    ['HEAD', '/insights/anything', 303],
  ])('leads %s %s to the insights with %s', async (method, path, status) => {
    const site = await makeSite()
    const response = await site.request(path, { method })
    expect([response.status, response.headers.get('location')]).toEqual([status, '/insights/'])
  })

  it.each([
    ['text', { 'content-type': 'text/plain' }],
    ['nothing', {}],
    ['a compressed body', { 'content-type': 'application/json', 'content-encoding': 'gzip' }],
  ])('does not understand %s', async (_name, headers) => {
    const site = await makeSite()
    expect((await site.request('/api/feedback', { method: 'POST', body: Buffer.from('{}'), headers: headers as Record<string, string> })).status).toBe(415)
  })

  it('takes 8 KiB of JSON and not a byte more', async () => {
    const site = await makeSite()
    const body = (bytes: number) => JSON.stringify(answer).padEnd(bytes)
    expect((await site.request('/api/feedback', postJson(body(8192)))).status).toBe(200)
    const response = await site.request('/api/feedback', postJson(body(8193)))
    expect(response.status).toBe(413)
    expect(await response.json()).toMatchObject({ status: 413 })
  })

  it('takes answers from its own pages only', async () => {
    const site = await makeSite({ settings: { url: 'https://help.example', endpoint: 'https://answers.example' } })
    const send = async (origin: string) => (await site.request('/api/feedback', postJson(answer, { origin }))).status
    expect(await send('https://help.example')).toBe(200)
    expect(await send('http://localhost')).toBe(200)
    for (const origin of ['https://evil.example', 'null', 'https://help.example.evil.example']) expect(await send(origin)).toBe(403)
  })

  it('lets the site at another address ask before it sends', async () => {
    const site = await makeSite({ settings: { url: 'https://help.example', endpoint: 'https://answers.example' } })
    const ask = (origin: string) => site.request('/api/feedback', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } })
    const response = await ask('https://help.example')
    expect(response.status).toBe(204)
    expect(response.headers.get('access-control-allow-origin')).toBe('https://help.example')
    expect(response.headers.get('access-control-allow-headers')).toBe('content-type')
    const refused = await ask('https://evil.example')
    expect([refused.status, refused.headers.get('access-control-allow-origin')]).toEqual([403, null])
  })

  it('lets the site at another address read why it was refused', async () => {
    const site = await makeSite({
      settings: { url: 'https://help.example', endpoint: 'https://answers.example' },
      config: { limits: { ...LIMITS, visitPerMinute: 2 } },
    })
    const send = (value: object) => site.request('/api/feedback', postJson(value, { origin: 'https://help.example' }))
    const answers = [await send({ ...answer, vote: 'perhaps' }), await send(answer), await send(answer), await send(answer)]
    expect(answers.map(({ status }) => status)).toEqual([422, 200, 200, 429])
    for (const { headers } of answers) expect([headers.get('access-control-allow-origin'), headers.get('vary')]).toEqual(['https://help.example', 'origin'])
  })

  it('asks a visit that sends too much to wait, and nobody else', async () => {
    const site = await makeSite({ config: { limits: { ...LIMITS, visitPerMinute: 5 } } })
    for (let count = 0; count < 5; count += 1) expect((await site.request('/api/feedback', postJson(answer))).status).toBe(200)
    const response = await site.request('/api/feedback', postJson(answer))
    expect(response.status).toBe(429)
    expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await site.request('/api/feedback', postJson(answer, { 'user-agent': 'Another browser' }))).status).toBe(200)
  })

  it('does not let one sender use up what all readers share', async () => {
    const site = await makeSite({ config: { trustProxy: 1, limits: { ...LIMITS, visitPerMinute: 5, networkPerMinute: 20, allPerSecond: 30 } } })
    const send = (from: string, browser: string) =>
      site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': from, 'user-agent': browser })).then(({ status }) => status)
    const flood = await Promise.all(Array.from({ length: 60 }, (_, index) => send('198.51.100.7', `Browser ${index % 12}`)))
    expect(flood.filter((status) => status === 200)).toHaveLength(20)
    const readers = await Promise.all(Array.from({ length: 8 }, (_, index) => send(`203.0.113.${index}`, 'A phone')))
    expect(readers).toEqual(Array.from({ length: 8 }, () => 200))
  })

  it('takes the addresses of one IPv6 network for one sender', async () => {
    const site = await makeSite({ config: { trustProxy: 1, limits: { ...LIMITS, networkPerMinute: 2 } } })
    const send = (from: string) => site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': from })).then(({ status }) => status)
    const statuses = [await send('2001:db8:1:2::1'), await send('2001:db8:1:2:aaaa::2'), await send('2001:db8:1:3::3'), await send('2001:db8:2::1')]
    expect(statuses).toEqual([200, 200, 429, 200])
  })

  it.for([
    ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
    ['bytes=8-', 206, '89', 'bytes 8-9/10'],
    ['bytes=-2', 206, '89', 'bytes 8-9/10'],
    ['bytes=4-99', 206, '456789', 'bytes 4-9/10'],
    ['bytes=20-', 416, '', 'bytes */10'],
    ['bytes=x', 200, '0123456789', null],
  ] as const)('sends the part of a film that is asked for: %s', async ([range, status, body, shown]) => {
    const site = await makeSite({ files: { 'film.mp4': '0123456789' } })
    const response = await site.request('/film.mp4', { headers: { range } })
    expect([response.status, await response.text(), response.headers.get('content-range')]).toEqual([status, body, shown])
  })

  it('answers an address that is too long to be a page with the page for what is not found', async () => {
    const site = await makeSite({ files: { '404.html': 'Nothing here' } })
    for (const path of [`/${'a'.repeat(3000)}`, `/${'a/'.repeat(1500)}`]) {
      const response = await site.request(path)
      expect([response.status, await response.text()]).toEqual([404, 'Nothing here'])
    }
    expect(site.log).toEqual([])
  })

  it('believes the proxy it was told of, and no header of a client', async () => {
    const site = await makeSite({ config: { trustProxy: 1 } })
    const send = (forwarded: string) => site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': forwarded }))
    for (const forwarded of ['198.51.100.7', '203.0.113.1, 198.51.100.7', '198.51.100.8']) await send(forwarded)
    const rows = await site.store.read<{ visits: number }>('SELECT count(DISTINCT visit) AS visits FROM event WHERE server_time > :since', { since: 0 })
    expect(rows[0]?.visits).toBe(2)
  })

  it.for([
    ['an address with ports', ['198.51.100.7:50001', '198.51.100.7:50002', '198.51.100.7']],
    ['an IPv6 address with ports', ['[2001:db8:1:2::1]:50001', '[2001:db8:1:2::1]:50002', '[2001:db8:1:2::1]']],
    ['whatever is no address', ['_hidden', '203.0.113.9, unknown', '203.0.113.8, 198.51.100.700:1']],
  ] as const)('takes %s for one sender', async ([, senders]) => {
    const site = await makeSite({ config: { trustProxy: 1, limits: { ...LIMITS, networkPerMinute: 2 } } })
    const send = (from: string) => site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': from })).then(({ status }) => status)
    const statuses: number[] = []
    for (const from of [...senders, '203.0.113.1:50001']) statuses.push(await send(from))
    expect(statuses).toEqual([200, 200, 429, 200])
  })

  it('stores no address and no user agent anywhere', async () => {
    const site = await makeSite({ config: { trustProxy: 1 } })
    await site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': '198.51.100.7', 'user-agent': 'A Very Special Browser' }))
    await site.store.close()
    await site.request('/api/feedback', postJson(answer, { 'x-forwarded-for': '198.51.100.7', 'user-agent': 'A Very Special Browser' }))
    const { readdirSync, readFileSync } = await import('node:fs')
    const stored = readdirSync(join(site.folder, 'data')).map((name) => readFileSync(join(site.folder, 'data', name)).toString('latin1'))
    expect([...stored, ...site.log].join()).not.toMatch(/198\.51\.100\.7|Very Special/)
    expect(site.log).toHaveLength(1)
  })
})

describe('the content security policy', () => {
  it('allows nothing from elsewhere by default', () => {
    const policy = contentSecurityPolicy(makeSettings())
    expect(policy).toContain("default-src 'none'; script-src 'self' 'inline-speculation-rules'; style-src 'self';")
    expect(policy).toContain("frame-src 'none'")
    expect(policy).not.toContain('unsafe-inline')
  })

  it('allows the endpoint and the video hosts of the settings', () => {
    const policy = contentSecurityPolicy(makeSettings({ endpoint: 'https://answers.example', videoHosts: ['www.youtube-nocookie.com'] }))
    expect(policy).toContain("connect-src 'self' https://answers.example; form-action 'self' https://answers.example")
    expect(policy).toContain('frame-src https://www.youtube-nocookie.com')
  })

  it('is in the _headers file, with caching for hashed files', () => {
    const text = headersFile(makeSettings({ url: 'https://help.example' }))
    expect(text).toMatch(/^\/\*\n {2}content-security-policy: default-src/)
    expect(text).toContain('strict-transport-security')
    expect(text).toContain('/_astro/*\n  cache-control: public, max-age=31536000, immutable')
  })
})
