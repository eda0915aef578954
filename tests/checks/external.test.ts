import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type AskAllOptions, askAll } from '../../src/checks/external/ask-all.ts'
import { askAddress } from '../../src/checks/external/ask.ts'
import type { ExternalCache } from '../../src/checks/external/contract.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

const NOW = Date.UTC(2026, 10, 22)
const DAY = 86_400_000
const OPTIONS: AskAllOptions = { allowPrivate: true, patience: 2000, concurrency: 4, pause: 0, budget: 20_000, maxAge: 7 * DAY, now: NOW }
const ONE = { allowPrivate: true, patience: 300, signal: new AbortController().signal }

let server: Server
let base = ''
const asked: string[] = []
let together = 0
let most = 0

/** Another site: each path answers as its name says. */
beforeAll(async () => {
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`)
    together++
    most = Math.max(most, together)
    response.on('close', () => together--)
    const path = request.url ?? '/'
    const to = (status: number, location: string) => response.writeHead(status, { location }).end()
    if (path === '/silent') return undefined
    if (path === '/no-address') return to(302, 'http://\u009b2J here/')
    if (path === '/password') return to(301, `http://anna:secret@${request.headers.host}/fine`)
    if (path === '/101') return response.socket?.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: other\r\nConnection: Upgrade\r\n\r\n')
    if (path === '/moved') return to(301, '/fine')
    if (path === '/moved-twice') return to(308, '/moved')
    if (path === '/for-now') return to(302, '/fine')
    if (path === '/moved-away') return to(301, '/gone')
    if (path === '/round') return to(301, '/round')
    if (path === '/no-heads') return response.writeHead(request.method === 'HEAD' ? 405 : 200).end()
    if (path === '/head-lies') return response.writeHead(request.method === 'HEAD' ? 404 : 200).end()
    const status = Number(/^\/(\d{3})/.exec(path)?.[1] ?? (path === '/gone' ? 410 : 200))
    return response.writeHead(status).end('page')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked.length = 0
  most = 0
})

describe('asking for an address of another site', () => {
  it.each([
    ['/fine', { kind: 'found' }],
    ['/no-heads', { kind: 'found' }],
    ['/head-lies', { kind: 'found' }],
    ['/for-now', { kind: 'found' }],
    ['/404', { kind: 'gone', status: 404 }],
    ['/gone', { kind: 'gone', status: 410 }],
    ['/moved-away', { kind: 'gone', status: 410 }],
    ['/429', { kind: 'unknown', why: 'it answered 429' }],
    ['/503', { kind: 'unknown', why: 'it answered 503' }],
    ['/403', { kind: 'unknown', why: 'it answered 403' }],
    ['/silent', { kind: 'unknown', why: 'it did not answer within 0.3 seconds' }],
    // Node closes such a connection without an answer and without an error.
    ['/101', { kind: 'unknown', why: 'it could not be reached (it went away without an answer)' }],
    ['/no-address', { kind: 'unknown', why: 'it leads to "http://?2J here/", which is no address' }],
    ['/round', { kind: 'unknown', why: 'it leads on more than 10 times' }],
  ])('tells what became of %s', async (path, answer) => {
    expect(await askAddress(`${base}${path}`, ONE)).toEqual(answer)
  })

  it('names the last address when every step was for good', async () => {
    expect(await askAddress(`${base}/moved-twice`, ONE)).toEqual({ kind: 'moved', to: `${base}/fine` })
  })

  it('passes on no password that an address on the way brings', async () => {
    expect(await askAddress(`${base}/password`, ONE)).toEqual({ kind: 'moved', to: `${base}/fine` })
  })

  it('asks for the head, and for the page only where there is none', async () => {
    await askAddress(`${base}/fine`, ONE)
    await askAddress(`${base}/no-heads`, ONE)
    expect(asked).toEqual(['HEAD /fine', 'HEAD /no-heads', 'GET /no-heads'])
  })

  it('refuses addresses of this network, also behind a redirect', async () => {
    expect(await askAddress(`${base}/fine`, { ...ONE, allowPrivate: false })).toEqual({ kind: 'unknown', why: 'its address is private' })
    expect(asked).toEqual([])
  })
})

describe('asking for many', () => {
  it('asks a host one question at a time, and nobody twice', async () => {
    const answers = await askAll(
      ['/1', '/2', '/3', '/1'].map((path) => base + path),
      {},
      OPTIONS,
    )
    expect([answers.size, asked.length, most]).toEqual([3, 3, 1])
  })

  it('asks a host no more that has asked for fewer questions', async () => {
    const answers = await askAll([`${base}/429`, `${base}/fine`], {}, OPTIONS)
    expect(answers.get(`${base}/fine`)).toEqual({ kind: 'unknown', why: 'its server asked for fewer questions' })
    expect(asked.filter((line) => line.endsWith('/fine'))).toEqual([])
  })

  it('remembers answers as long as they hold, and asks sooner for what was gone', async () => {
    const cache: ExternalCache = {}
    const addresses = [`${base}/fine`, `${base}/404`, `${base}/503`]
    await askAll(addresses, cache, OPTIONS)
    expect(Object.keys(cache).sort()).toEqual([`${base}/404`, `${base}/fine`])
    asked.length = 0
    await askAll(addresses, cache, { ...OPTIONS, now: NOW + 2 * DAY })
    expect(asked).toEqual(['HEAD /404', 'GET /404', 'HEAD /503', 'GET /503'])
    asked.length = 0
    await askAll([`${base}/fine`], cache, { ...OPTIONS, now: NOW + 8 * DAY })
    expect(asked).toEqual(['HEAD /fine'])
  })

  it('does not make an answer younger by using it', async () => {
    const cache: ExternalCache = { [`${base}/fine`]: { at: NOW - 6 * DAY, answer: { kind: 'found' } } }
    await askAll([`${base}/fine`], cache, OPTIONS)
    expect(cache[`${base}/fine`]?.at).toBe(NOW - 6 * DAY)
  })

  it('ends when its time is over, and says what it did not get to', async () => {
    const answers = await askAll([`${base}/silent`, `${base}/fine`], {}, { ...OPTIONS, budget: 200 })
    expect([...answers.values()]).toEqual([
      { kind: 'unknown', why: 'there was no time left' },
      { kind: 'unknown', why: 'there was no time left' },
    ])
  })

  it('takes a name that nobody knows for a mistake only when others are known', async () => {
    const nobody = 'http://name.invalid/'
    expect((await askAll([nobody], {}, OPTIONS)).get(nobody)).toMatchObject({ kind: 'unknown' })
    expect((await askAll([nobody, `${base}/fine`], {}, OPTIONS)).get(nobody)).toEqual({ kind: 'nameless' })
  })
})

describe('npm run check -- --external', () => {
  const work = mkdtempSync(join(tmpdir(), 'waymark-external-'))
  afterAll(() => rmSync(work, { recursive: true, force: true }))

  function check(dir: string, ...flags: string[]): Promise<{ code: number | null; output: string; errors: string }> {
    const env = { ...process.env, CONTENT_DIR: dir, CACHE_DIR: join(work, 'cache'), NO_COLOR: '1' }
    const child = spawn('node', ['src/commands/check.ts', '--content-only', ...flags], { env })
    let [output, errors] = ['', '']
    child.stdout.on('data', (text) => (output += text))
    child.stderr.on('data', (text) => (errors += text))
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, output, errors })))
  }

  it('tells of dead links with their line, of moved ones with their new address, and of what nobody can know', async () => {
    const { dir } = makeContentTree({
      'articles/en/account/away.mdx': `---\ntitle: Away\ndescription: Other sites.\nquestions: [Where else?]\n---\n\nSee [the old page](${base}/gone), [the new one](${base}/moved#top),\nand [the slow one](${base}/503) or [an example](https://example.com/404).\n`,
    })
    const { code, output, errors } = await check(dir, '--external', '--allow-private')
    expect(output).toMatch(/away\.mdx:7:5 error dead-external-link\n +There is nothing at "http:\/\/127[^"]+\/gone" any more: its server answers 410\./)
    expect(output).toContain(`moved-external-link\n  "${base}/moved" has moved for good. Write its new address: ${base}/fine#top`)
    expect(output).not.toContain('/503')
    expect(errors).toContain(`Links to other sites: 1 gone, 1 moved, 1 not checked.`)
    expect(errors).toContain(`${base}/503: it answered 503`)
    expect(code).toBe(1)
    asked.length = 0
    writeFileSync(join(dir, 'settings.yml'), `${readFileSync(join(dir, 'settings.yml'), 'utf8')}checks:\n  dead-external-link: warning\n`)
    const again = await check(dir, '--external', '--allow-private', '--json')
    expect(asked).toEqual(['HEAD /503', 'GET /503'])
    expect(JSON.parse(again.output).map(({ rule, severity }: { rule: string; severity: string }) => [rule, severity])).toEqual([
      ['dead-external-link', 'warning'],
      ['moved-external-link', 'warning'],
    ])
    expect(again.code).toBe(0)
    asked.length = 0
    await check(dir, '--external', '--allow-private', '--max-age', '0')
    expect(asked).toContain('HEAD /moved')
  })

  it('asks nobody unless it is told to', async () => {
    const { dir } = makeContentTree({
      'articles/en/account/away.mdx': `---\ntitle: Away\ndescription: Other sites.\n---\n\nSee [the old page](${base}/gone).\n`,
    })
    expect((await check(dir)).output).not.toContain('dead-external-link')
    expect(asked).toEqual([])
  })

  it('refuses an age that is no number, and flags without --external', async () => {
    expect((await check('content', '--external', '--max-age', 'long')).errors).toContain('--max-age is "long", and must be a number of days, such as 7.')
    expect(await check('content', '--allow-private')).toMatchObject({ code: 2, errors: expect.stringContaining('--allow-private belongs to --external.') })
  })
})
