import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/server/config.ts'
import { describeServer, type StartOptions, startServer } from '../../src/server/start.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { makeEvent } from '../storage/contract.ts'
import { makeSettings, makeTranslators, readEvents } from './site.ts'

const answer = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'yes' }
let folder: string
let children: ChildProcess[]

beforeEach(() => {
  children = []
  folder = mkdtempSync(join(tmpdir(), 'waymark-start-'))
  mkdirSync(join(folder, 'dist'))
  writeFileSync(join(folder, 'dist', 'index.html'), 'home')
  mkdirSync(join(folder, 'content'))
  cpSync('content/messages/en.json', join(folder, 'content', 'messages', 'en.json'))
  writeFileSync(
    join(folder, 'content', 'settings.yml'),
    'name: Waymark\ndescription: Help\nurl: http://localhost:4321\ncompany:\n  name: Acme\nlocales:\n  - code: en\n    name: English\ncontact:\n  channels: []\n',
  )
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  // A server that is being killed may still write.
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
})

const environment = (change: Record<string, string> = {}) => ({
  DATA_DIR: join(folder, 'data'),
  OUT_DIR: join(folder, 'dist'),
  CONTENT_DIR: join(folder, 'content'),
  PORT: '0',
  ...change,
})

/** Runs `npm run serve` as people do; resolves with its first words. */
function serve(change: Record<string, string> = {}): Promise<{ child: ChildProcess; output: string; code: number | null }> {
  const child = spawn(process.execPath, ['src/commands/serve.ts'], { env: { PATH: process.env['PATH'], ...environment(change) } })
  children.push(child)
  return new Promise((resolve) => {
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk.toString()
      if (output.includes('Sign in')) resolve({ child, output, code: null })
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.on('close', (code) => resolve({ child, output, code }))
  })
}

const post = (url: string, pv: number) =>
  fetch(`${url}/api/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': `reader ${pv % 50}` },
    body: JSON.stringify({ ...answer, pv: `00000000-0000-4000-8000-${String(pv).padStart(12, '0')}` }),
  })
const findUrl = (output: string) => /Site\s+(\S+)\//.exec(output)?.[1] ?? ''

async function start(change: Record<string, string> = {}, options: Partial<StartOptions> = {}) {
  const settings = makeSettings()
  return startServer({ config: readConfig(environment(change)), settings, translators: await makeTranslators(settings), ...options })
}

/** A connection that says nothing; resolves with whether it is still open once the server had it. */
async function connectSilently(url: string, localAddress: string): Promise<{ socket: Socket; isOpen: boolean }> {
  const { hostname, port } = new URL(url)
  const socket = connect({ host: hostname, port: Number(port), localAddress })
  socket.on('error', () => {})
  await once(socket, 'connect')
  // The answer to a request, or the end of a connection that was closed at once.
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n')
  const isOpen = await Promise.race([once(socket, 'data').then(() => true), once(socket, 'close').then(() => false)])
  return { socket, isOpen }
}

describe('the server', () => {
  it('has every answer it confirmed after it was killed', async () => {
    const { child, output } = await serve()
    const url = findUrl(output)
    const confirmed: string[] = []
    let killed = false
    await Promise.all(
      Array.from({ length: 20 }, async (_value, worker) => {
        for (let turn = 0; turn < 100 && !killed; turn += 1) {
          try {
            const response = await post(url, worker * 1000 + turn)
            if (response.status === 200) confirmed.push(((await response.json()) as { id: string }).id)
          } catch {
            // The connection broke: nothing was confirmed.
          }
          if (confirmed.length > 200 && !killed) {
            killed = true
            child.kill('SIGKILL')
          }
        }
      }),
    )
    const store = openSqliteStore(join(folder, 'data'))
    const stored = new Set((await readEvents(store)).map(({ id }) => id))
    await store.close()
    expect(confirmed.length).toBeGreaterThan(200)
    expect(confirmed.filter((id) => !stored.has(id))).toEqual([])
  })

  it.each(['SIGTERM', 'SIGINT'] as const)('ends with 0 and a word after %s', async (signal) => {
    const { child } = await serve()
    let output = ''
    child.stdout?.on('data', (chunk) => (output += chunk))
    const code = await new Promise((resolve) => {
      child.on('close', resolve)
      child.kill(signal)
    })
    expect({ code, output }).toEqual({ code: 0, output: 'Stopped. Everything that was answered is stored.\n' })
  })

  it('finishes the request under way when it closes', async () => {
    const server = await start()
    const body = JSON.stringify(answer)
    const url = new URL(`${server.url}/api/feedback`)
    const response = new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
      const sent = request(url, { method: 'POST', headers: { 'content-type': 'application/json', 'content-length': body.length } }, (reply) => {
        let text = ''
        reply.on('data', (chunk: Buffer) => {
          text += chunk.toString()
        })
        reply.on('end', () => resolve({ status: reply.statusCode, text }))
      })
      sent.on('error', reject)
      sent.write(body.slice(0, 10))
      // The second half follows only when the server was asked to stop and takes nobody else.
      sent.on('socket', (socket) =>
        socket.once('connect', async () => {
          await fetch(`${server.url}/api/health`)
          const closing = server.close()
          await expect(fetch(`${server.url}/api/health`)).rejects.toThrow()
          sent.end(body.slice(10))
          await closing
        }),
      )
    })
    expect((await response).status).toBe(200)
    await server.close()
    const store = openSqliteStore(join(folder, 'data'))
    expect(await readEvents(store)).toHaveLength(1)
    await store.close()
  })

  it('makes a password at the first start, keeps it, and prints it once', async () => {
    const first = await start()
    const printed = describeServer(first)
    await first.close()
    const file = join(folder, 'data', 'insights-password')
    const password = readFileSync(file, 'utf8').trim()
    expect(password).toMatch(/^([a-z2-9]{4}-){4}[a-z2-9]{4}$/)
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(printed).toContain(password)
    expect(printed).toContain(`${first.url}/insights/`)
    const second = await start()
    expect(describeServer(second)).not.toContain(password)
    expect(describeServer(second)).toContain(file)
    const body = new URLSearchParams({ password })
    expect((await fetch(`${second.url}/insights/sign-in`, { method: 'POST', body, redirect: 'manual' })).status).toBe(303)
    await second.close()
  })

  it('says in one sentence that its port is taken', async () => {
    const server = await start()
    const port = new URL(server.url).port
    const { output, code } = await serve({ PORT: port, DATA_DIR: join(folder, 'other') })
    expect(code).toBe(1)
    expect(output.trim()).toBe(`Port ${port} is already in use on 127.0.0.1. Stop the program that uses it, or choose another with PORT=${Number(port) + 1}.`)
    await server.close()
  })

  it.each([
    [{ PORT: 'abc' }, 'PORT is "abc". It must be a whole number from 0 to 65535. The server did not start.'],
    [{ OUT_DIR: '/nowhere' }, 'There is no built site in /nowhere. Run "npm run build" first, or set OUT_DIR to where it is.'],
  ])('does not start with %o, and says why without a stack', async (change, message) => {
    const { output, code } = await serve(change as Record<string, string>)
    expect(code).toBe(1)
    expect(output.trim()).toBe(message)
  })

  it('refuses a large body over the wire, and answers the next request', async () => {
    const server = await start()
    const response = await fetch(`${server.url}/api/feedback`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: 'x'.repeat(1_000_000) })
    expect(response.status).toBe(413)
    const head = await fetch(`${server.url}/`, { method: 'HEAD' })
    expect(head.headers.get('content-length')).toBe('4')
    await server.close()
  })

  it('closes what one network opens beyond its part, and answers others', async () => {
    const server = await start({}, { connections: { most: 100, ofNetwork: 3 } })
    const open = await Promise.all(Array.from({ length: 3 }, () => connectSilently(server.url, '127.0.0.1')))
    expect(open.map(({ isOpen }) => isOpen)).toEqual([true, true, true])
    // The last part of an address is its owner's to choose.
    expect((await connectSilently(server.url, '127.0.0.9')).isOpen).toBe(false)
    const other = await connectSilently(server.url, '127.0.1.1')
    expect(other.isOpen).toBe(true)
    const [first] = open
    first!.socket.end()
    await once(first!.socket, 'close')
    await expect.poll(async () => (await connectSilently(server.url, '127.0.0.1')).isOpen).toBe(true)
    await server.close()
  })

  it('does not bound the network of a proxy, whose connections are everybody’s', async () => {
    const server = await start({ TRUST_PROXY: '1' }, { connections: { most: 100, ofNetwork: 1 } })
    const open = await Promise.all(Array.from({ length: 3 }, () => connectSilently(server.url, '127.0.0.1')))
    expect(open.map(({ isOpen }) => isOpen)).toEqual([true, true, true])
    await server.close()
  })

  it('deletes no address that is over by a clock that may still be wrong', async () => {
    const day = 86_400_000
    const store = openSqliteStore(join(folder, 'data'))
    const event = makeEvent({ type: 'comment', text: 'Where is it?' })
    await store.append([event], { once: event.id, address: { address: 'anna@example.com', expires: Date.now() + 90 * day } })
    await store.close()
    const readAfter = async (options: Partial<StartOptions>) => {
      const server = await start({}, { clock: () => Date.now() + 91 * day, ...options })
      await server.close()
      const again = openSqliteStore(join(folder, 'data'))
      const rows = await again.read('SELECT address FROM contact_address WHERE site = :site', {})
      await again.close()
      return rows
    }
    expect(await readAfter({})).toMatchObject([{ address: 'anna@example.com' }])
    expect(await readAfter({ settledMs: 0 })).toEqual([])
  })
})
