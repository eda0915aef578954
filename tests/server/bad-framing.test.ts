import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/server/config.ts'
import { type RunningServer, startServer } from '../../src/server/start.ts'
import { makeSettings, makeTranslators, TOKEN } from './site.ts'

const answer = JSON.stringify({ path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'yes' })
const head = (...lines: string[]) => ['POST /api/feedback HTTP/1.1', 'host: localhost', 'content-type: application/json', ...lines, '', ''].join('\r\n')

let folder: string
let server: RunningServer
let port: number
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'waymark-framing-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', 'index.html'), 'home')
  writeFileSync(join(folder, 'dist', 'film.mp4'), Buffer.alloc(32_000_000))
  const settings = makeSettings()
  const config = readConfig({ DATA_DIR: join(folder, 'data'), OUT_DIR: join(folder, 'dist'), PORT: '0', INSIGHTS_TOKEN: TOKEN })
  // A body that is not there after this time is not waited for.
  server = await startServer({ config, settings, translators: await makeTranslators(settings), patience: { headersMs: 1000, requestMs: 2000, idleMs: 3000 } })
  port = Number(new URL(server.url).port)
})
afterAll(async () => {
  await server.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Sends bytes as they are and reads until the server hangs up, or until its first answer is there; '' when it hangs up in silence. */
function talk(...parts: (string | Buffer)[]): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let heard = ''
    socket.on('data', (chunk) => {
      heard += chunk.toString('latin1')
      if (/\r\n\r\n[\s\S]/.test(heard)) socket.destroy()
    })
    socket.on('error', () => socket.destroy())
    socket.on('close', () => resolve(heard))
    for (const part of parts) socket.write(part)
  })
}

async function countVotes(): Promise<number> {
  const response = await fetch(`${server.url}/api/insights/articles`, { headers: { authorization: `Bearer ${TOKEN}` } })
  const { articles } = (await response.json()) as { articles: { votes: number }[] }
  return articles.reduce((sum, { votes }) => sum + votes, 0)
}

const chunk = (text: string) => `${Buffer.byteLength(text).toString(16)}\r\n${text}\r\n`

describe('bytes on the wire', () => {
  it.each([
    ['a body in chunks, larger than any of ours', 413, [head('transfer-encoding: chunked'), ...Array.from({ length: 20 }, () => chunk('x'.repeat(1000)))]],
    ['a chunk whose length is no number', 400, [head('transfer-encoding: chunked'), 'zz\r\nhello\r\n0\r\n\r\n']],
    ['a chunk that is longer than it says', 400, [head('transfer-encoding: chunked'), `2\r\n${answer}\r\n0\r\n\r\n`]],
    ['a chunk of endless length', 400, [head('transfer-encoding: chunked'), 'ffffffffffffffffff\r\n']],
    ['two lengths', 400, [head(`content-length: ${answer.length}`, 'content-length: 5'), answer]],
    ['a length and chunks', 400, [head('content-length: 5', 'transfer-encoding: chunked'), chunk(answer), '0\r\n\r\n']],
    ['a length below nothing', 400, [head('content-length: -1'), answer]],
    ['a length of words', 400, [head('content-length: many'), answer]],
    ['a length beyond the limit', 413, [head('content-length: 99999999'), answer]],
    ['an encoding that is none', 400, [head('transfer-encoding: nonsense'), answer]],
    ['headers of 100 kB', 431, [head(`x-long: ${'x'.repeat(100_000)}`), answer]],
    ['a header with a line break in its name', 400, [head('x\n-y: 1'), answer]],
    ['no host', 400, ['POST /api/feedback HTTP/1.1\r\ncontent-length: 0\r\n\r\n']],
    ['another protocol', 400, ['\x16\x03\x01\x02\x00\x01\x00']],
    ['a method that is none', 400, ['PÖST / HTTP/1.1\r\nhost: localhost\r\n\r\n']],
    ['an address that is none', 400, ['GET http://[ HTTP/1.1\r\nhost: localhost\r\n\r\n']],
    ['headers that never end', 408, ['POST /api/feedback HTTP/1.1\r\nhost: localhost\r\n']],
    ['a body that never ends', 408, [head('content-length: 100'), answer.slice(0, 20)]],
    ['chunks that never end', 408, [head('transfer-encoding: chunked'), chunk(answer.slice(0, 20))]],
  ])('with %s are refused with %d', async (_name, status, parts) => {
    const heard = await talk(...parts)
    // A server may hang up on what is no HTTP, but it must not take it.
    if (heard !== '') expect(Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1])).toBe(status)
    else expect(status).toBe(400)
    expect(heard).not.toMatch(/node_modules|\.ts:|sqlite/i)
    expect(await countVotes()).toBe(0)
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
  })

  it('are not sent for ever to who does not read them', async () => {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => socket.destroy())
    const closed = new Promise((resolve) => socket.once('close', resolve))
    socket.write('GET /film.mp4 HTTP/1.1\r\nhost: localhost\r\n\r\n')
    let heard = 0
    socket.once('data', () => socket.pause())
    // Longer than the server waits; others are served meanwhile.
    const start = performance.now()
    while (performance.now() - start < 8000) expect((await fetch(`${server.url}/api/health`)).status).toBe(200)
    socket.on('data', (chunk) => {
      heard += chunk.length
    })
    socket.resume()
    await closed
    expect(heard).toBeLessThan(32_000_000)
  })
})
