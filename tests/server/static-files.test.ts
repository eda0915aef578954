import { randomBytes } from 'node:crypto'
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { createAdaptorServer } from '@hono/node-server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { headersFile } from '../../src/server/security-headers.ts'
import { makeSettings, makeSite } from './site.ts'

describe('files of the content', () => {
  const files = { '_files/map.svg': '<svg/>', '_files/notes.html': '<p>', '_files/plan.pdf': '%PDF', '_files/film.mp4': '0123', 'index.html': 'home' }

  it.for([
    ['/_files/map.svg', true],
    ['/%5ffiles/map.svg', true],
    ['/_files/notes.html', true],
    // The browser's own viewer and player, which a sandbox would stop.
    ['/_files/plan.pdf', false],
    ['/_files/film.mp4', false],
  ] as const)('may run nothing: %s', async ([path, isSandboxed]) => {
    const site = await makeSite({ files })
    const { headers } = await site.request(path)
    const policy = headers.get('content-security-policy')?.split('; ') ?? []
    expect(policy).toContain("default-src 'none'")
    expect(policy.join()).not.toContain('script-src')
    expect(policy.includes('sandbox')).toBe(isSandboxed)
    expect(headers.get('x-content-type-options')).toBe('nosniff')
  })

  it('leave the policy of pages alone, that of the page for what is not found included', async () => {
    const site = await makeSite({ files: { ...files, '404.html': 'gone' } })
    for (const path of ['/', '/_files/gone.svg']) expect((await site.request(path)).headers.get('content-security-policy')).toContain("script-src 'self'")
  })

  it('may run nothing on hosts of static sites either', () => {
    expect(headersFile(makeSettings())).toMatch(/^\/_files\/\*\n {2}content-security-policy: default-src 'none'; (?!.*script-src)/m)
  })
})

describe('a link in the folder of the site', () => {
  it('leads nobody out of it, to hidden files or to the data', async () => {
    const site = await makeSite({ files: { 'index.html': 'home', '.hidden': 'secret' } })
    const dist = join(site.folder, 'dist')
    writeFileSync(join(site.folder, 'notes.txt'), 'secret')
    symlinkSync(join(site.folder, 'notes.txt'), join(dist, 'notes.txt'))
    symlinkSync(join(site.folder, 'data'), join(dist, 'data'))
    symlinkSync('.hidden', join(dist, 'shown.txt'))
    symlinkSync('index.html', join(dist, 'home.html'))
    for (const path of ['/notes.txt', '/data/waymark.sqlite', '/shown.txt']) expect([path, (await site.request(path)).status]).toEqual([path, 404])
    expect(await (await site.request('/home.html')).text()).toBe('home')
  })

  it('gives nobody the data when the folder becomes a link to what holds it', async () => {
    const site = await makeSite({ files: { 'index.html': 'home' }, dataDir: 'srv/data' })
    const dist = join(site.folder, 'dist')
    rmSync(dist, { recursive: true })
    mkdirSync(join(site.folder, 'srv/data'), { recursive: true })
    writeFileSync(join(site.folder, 'srv/data/insights-password'), 'secret')
    writeFileSync(join(site.folder, 'srv/index.html'), 'home')
    symlinkSync('srv', dist)
    expect((await site.request('/data/insights-password')).status).toBe(404)
    expect(await (await site.request('/')).text()).toBe('home')
  })
})

describe('a large text', () => {
  const makeText = (bytes: number) => randomBytes(bytes / 2).toString('hex')
  const brotli = { headers: { 'accept-encoding': 'br' } }

  it('is compressed once for all who ask at the same time, without keeping anybody waiting', async () => {
    const text = makeText(6 * 1024 * 1024)
    const site = await makeSite({ files: { 'large.json': text, 'index.html': `home ${'and more '.repeat(50)}` } })
    const start = performance.now()
    const large = await Promise.all(Array.from({ length: 12 }, () => site.request('/large.json', brotli)))
    const took = performance.now() - start
    expect(new Set(large.map(({ headers }) => headers.get('content-encoding')))).toEqual(new Set(['br']))
    expect(brotliDecompressSync(Buffer.from(await large[0]!.arrayBuffer())).toString()).toBe(text)
    // At brotli's best it takes half a minute.
    expect(took).toBeLessThan(10_000)
  })

  it('is sent as it is when it is too large to keep', async () => {
    const site = await makeSite({ files: { 'huge.txt': makeText(18 * 1024 * 1024) } })
    const response = await site.request('/huge.txt', brotli)
    expect([response.headers.get('content-encoding'), response.headers.get('content-length')]).toEqual([null, String(18 * 1024 * 1024)])
  })
})

describe('a part of a film', () => {
  it('is sent only to who has the rest of the same version', async () => {
    const site = await makeSite({ files: { 'film.mp4': '0123456789' } })
    const ask = async (ifRange?: string) => {
      const response = await site.request('/film.mp4', { headers: { range: 'bytes=4-', ...(ifRange ? { 'if-range': ifRange } : {}) } })
      return [response.status, await response.text()]
    }
    const etag = (await site.request('/film.mp4')).headers.get('etag') ?? ''
    expect(await ask()).toEqual([206, '456789'])
    expect(await ask(etag)).toEqual([206, '456789'])
    for (const stale of ['"another"', `W/${etag}`, 'Wed, 21 Oct 2026 07:28:00 GMT']) expect(await ask(stale)).toEqual([200, '0123456789'])
  })
})

describe('a film of many megabytes', () => {
  const film = randomBytes(9_000_000)
  const ends = [0, 4_500_000, 8_999_990] as const

  it('is sent whole or in parts, until it changes', async () => {
    const site = await makeSite({ files: { 'film.mp4': film } })
    const whole = await site.request('/film.mp4')
    const etag = whole.headers.get('etag') ?? ''
    expect(whole.headers.get('content-length')).toBe('9000000')
    expect(film.equals(await whole.bytes())).toBe(true)
    for (const first of ends) {
      const part = await site.request('/film.mp4', { headers: { range: `bytes=${first}-${first + 9}`, 'if-range': etag } })
      expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes ${first}-${first + 9}/9000000`])
      expect(film.subarray(first, first + 10).equals(await part.bytes())).toBe(true)
    }
    expect((await site.request('/film.mp4', { headers: { 'if-none-match': etag } })).status).toBe(304)
    const head = await site.request('/film.mp4', { method: 'HEAD' })
    expect([head.headers.get('content-length'), await head.text()]).toEqual(['9000000', ''])
    writeFileSync(join(site.folder, 'dist', 'film.mp4'), Buffer.alloc(9_000_001, 1))
    const other = await site.request('/film.mp4', { headers: { range: 'bytes=0-9', 'if-range': etag } })
    expect([other.status, other.headers.get('content-length')]).toEqual([200, '9000001'])
  })

  it('does not go through memory, also for readers who leave half-way', async () => {
    const site = await makeSite({ files: { 'film.mp4': film } })
    const server = createAdaptorServer({ fetch: (request, environment) => site.request(request.url, { headers: request.headers }, environment) })
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/film.mp4`
    const before = process.memoryUsage().arrayBuffers
    await Promise.all(
      Array.from({ length: 40 }, async () => {
        const leaving = new AbortController()
        const response = await fetch(url, { signal: leaving.signal })
        await response.body?.getReader().read()
        leaving.abort()
      }),
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(100_000_000)
    const part = await fetch(url, { headers: { range: 'bytes=8999990-' } })
    expect(film.subarray(-10).equals(await part.bytes())).toBe(true)
  })
})
