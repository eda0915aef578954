import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDriver, openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'
import { rebuild } from '../../src/storage/rollups/rebuild.ts'
import { startChild } from '../bench/endpoint/child.ts'
import { makeEvent } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const KILLS = 3
const EDITORS = 6
const PASSWORD = 'for the tests'
const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
const TICKET = {
  id: '0192f0c1-0000-7000-8000-00000000ffff',
  reference: 'WM-7F3K-29',
  received: Date.now() - 60_000,
  path: '/contact/',
  locale: 'en',
  topic: 'orders',
  subject: 'Hello',
  description: 'Hello',
  visit: 'a'.repeat(16),
}

let server: PostgresServer
let folder: string
beforeAll(async () => {
  server = await startPostgres({})
  folder = mkdtempSync(join(tmpdir(), 'waymark-kill-desk-'))
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

/** What an editor, and the team's tool, do until the server is gone; `done` is called with what was acknowledged. */
async function work(url: string, comments: string[], number: number, done: (what: string) => void): Promise<void> {
  const origin = new URL(url).origin
  const form = { 'content-type': 'application/x-www-form-urlencoded', origin }
  const post = async (path: string, fields: Record<string, string>, cookie = '') => {
    const answer = await fetch(url + path, {
      method: 'POST',
      redirect: 'manual',
      headers: { ...form, cookie, accept: 'application/json' },
      body: new URLSearchParams(fields).toString(),
    })
    await answer.text()
    return answer
  }
  try {
    const cookie = (await post('/insights/sign-in', { password: PASSWORD })).headers.get('set-cookie')?.split(';')[0] ?? ''
    const made = await post('/insights/items/new', { kind: 'article', locale: 'en', subject: `a/b${number}` }, cookie)
    const item = made.headers.get('location')?.split('/')[3] ?? ''
    done(`item ${item}`)
    const comment = comments[number] ?? ''
    const read = async () =>
      Number(/name="version" value="(\d+)"/.exec(await (await fetch(`${url}/insights/items/${item}/`, { headers: { cookie } })).text())?.[1])
    const readComment = async () =>
      Number(/name="version" value="(\d+)"/.exec(await (await fetch(`${url}/insights/inbox/${comment}/`, { headers: { cookie } })).text())?.[1])
    for (let [version, step] = [await read(), await readComment()]; ; version += 1, step += 1) {
      if ((await post(`/insights/items/${item}/change`, { version: String(version), 'sentence.en': `Sentence ${version + 1}` }, cookie)).status === 303)
        done(`sentence ${item} ${version + 1}`)
      if ((await post(`/insights/inbox/${comment}/change`, { version: String(step), state: 'assigned', assignee: `Anna ${step + 1}` }, cookie)).status === 303)
        done(`comment ${comment} ${step + 1}`)
      if ((await post(`/insights/inbox/${comment}/open`, {}, cookie)).status === 200) done(`opened ${comment}`)
      const [id, at] = [crypto.randomUUID(), new Date()]
      const body = JSON.stringify({ type: 'replied', at: at.toISOString() })
      const told = await fetch(`${url}/api/tickets/${TICKET.reference}/progress`, {
        method: 'POST',
        body,
        headers: {
          'content-type': 'application/json',
          'webhook-id': id,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
          'webhook-signature': new Webhook(SECRET).sign(id, at, body),
        },
      })
      if (told.status === 204) done(`news ${id}`)
    }
  } catch {
    // The connection broke: nothing was acknowledged.
  }
}

it.each(['SQLite', 'PostgreSQL'])('keeps what editors and tools did, whole and in order, however often the server is killed, on %s', async (kind) => {
  const place = kind === 'SQLite' ? `sqlite:${join(folder, crypto.randomUUID())}` : await server.createDatabase()
  const open = () => openStore(readPlace(place)!)
  const first = await open()
  const events = Array.from({ length: EDITORS }, (_, n) =>
    makeEvent({ type: 'comment', article: 'a/b', text: 'Where?', reader: n.toString(16).padStart(16, '0') }),
  )
  await first.append(events)
  await first.appendTicket({ ticket: TICKET, events: [], attachments: [], deliveries: [] })
  await first.close()
  const acknowledged: string[] = []
  for (let kill = 1; kill <= KILLS; kill += 1) {
    const child = await startChild('tests/bench/endpoint/ours.ts', {
      DATABASE_URL: place,
      DATA_DIR: join(folder, kind),
      OUT_DIR: '/nowhere',
      PORT: '0',
      INSIGHTS_PASSWORD: PASSWORD,
      WEBHOOK_URL: 'https://desk.example.com/hook',
      WEBHOOK_SECRET: SECRET,
    })
    let killed: Promise<unknown> | undefined
    let count = 0
    await Promise.all(
      events.map((_, n) =>
        work(
          child.url,
          events.map(({ id }) => id),
          n,
          (what) => {
            acknowledged.push(what)
            count += 1
            // At another moment each time.
            if (count > 20 + kill * 7) killed ??= child.stop()
          },
        ),
      ),
    )
    await killed
  }
  const store = await open()
  const items = new Map(
    (await store.read<{ id: string; version: number }>('SELECT id, version FROM work_item WHERE site = :site', {})).map(({ id, version }) => [id, version]),
  )
  const texts = await store.read<{ item: string; sentence: string }>('SELECT item, sentence FROM work_item_text WHERE site = :site', {})
  const states = await store.read<{ comment: Uint8Array; version: number; assignee: string }>(
    'SELECT comment, version, assignee FROM comment_state WHERE site = :site',
    {},
  )
  const steps = await store.read<{ comment: Uint8Array; action: string }>('SELECT comment, action FROM comment_change WHERE site = :site', {})
  const news = new Set((await store.read<{ id: string }>('SELECT id FROM ticket_progress WHERE site = :site', {})).map(({ id }) => id))
  // The sums of it were written with it, or not at all.
  const readReplies = () => store.read('SELECT day, answered, seconds, n FROM reply_day WHERE site = :site AND n <> 0', {})
  const replies = await readReplies()
  expect(replies).toMatchObject([{ answered: 1, n: 1 }])
  const driver = await openDriver(readPlace(place)!)
  await rebuild(driver, 'default', Date.now()).finally(driver.close)
  expect(await readReplies()).toEqual(replies)
  await store.close()
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const isKept = (what: string) => {
    const [name, id = '', version = ''] = what.split(' ')
    if (name === 'item') return items.has(id)
    if (name === 'sentence') return (items.get(id) ?? -1) >= Number(version)
    if (name === 'news') return news.has(id)
    const key = id.replaceAll('-', '')
    if (name === 'comment') return states.some((state) => hex(state.comment) === key && state.version >= Number(version))
    return steps.filter((step) => hex(step.comment) === key && step.action === 'opened').length >= acknowledged.filter((other) => other === what).length
  }
  expect(acknowledged.filter((what) => !isKept(what))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(KILLS * 20)
  expect(new Set(acknowledged.map((what) => what.split(' ')[0]))).toEqual(new Set(['item', 'sentence', 'comment', 'opened', 'news']))
  // Nothing by halves: a text of the version that its item has, a step for each change.
  expect(texts.map(({ item, sentence }) => [item, sentence])).toEqual(texts.map(({ item }) => [item, `Sentence ${items.get(item)}`]))
  for (const { comment, version, assignee } of states) {
    expect(assignee).toBe(`Anna ${version}`)
    expect(steps.filter((step) => hex(step.comment) === hex(comment) && step.action === 'changed')).toHaveLength(version)
  }
})
