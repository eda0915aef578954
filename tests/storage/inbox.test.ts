import { fork } from 'node:child_process'
import { on, once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDriver, openStore } from '../../src/storage/open.ts'
import { type Place, readPlace } from '../../src/storage/place.ts'
import { purge, RETENTION } from '../../src/storage/purge.ts'
import type { Store } from '../../src/storage/store.ts'
import { makeEvent } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const DAY = 86_400_000
const NOBODY = '0192f0c1-0000-7000-8000-ffffffffffff'

let server: PostgresServer
let folder: string
beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'waymark-inbox-'))
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

describe.each(['SQLite', 'PostgreSQL'])('the inbox on %s', (kind) => {
  let place: Place
  /** Two processes on one database. */
  let stores: [Store, Store]
  beforeEach(async () => {
    place = readPlace(kind === 'SQLite' ? `sqlite:${join(folder, crypto.randomUUID())}` : await server.createDatabase())!
    stores = [await openStore(place), await openStore(place)]
  })
  afterEach(() => Promise.all(stores.map((store) => store.close())))

  const makeComment = async (change = {}) => {
    const event = makeEvent({ type: 'comment', text: 'Where is it?', ...change })
    await stores[0].append([event], { once: event.id, address: { address: 'anna@example.com', expires: 90 * DAY } })
    return event.id
  }
  const change = (comment: string, version: number, state: string, assignee: string | null = null) => ({
    comment,
    version,
    state,
    assignee,
    revision: null,
    role: 'editor',
    now: 2000,
  })
  const readChanges = () => stores[1].read('SELECT time, role, action, state, assignee FROM comment_change WHERE site = :site ORDER BY time, id', {})

  it('keeps who changed a comment, when, and what it was before', async () => {
    const comment = await makeComment()
    expect(await stores[0].changeComment(change(comment, 0, 'assigned', 'Anna'))).toMatchObject({ outcome: 'changed', standing: { version: 1 } })
    expect(await stores[1].noteOpened({ comment, role: 'editor', now: 2500 })).toBe(true)
    expect(await stores[1].changeComment({ ...change(comment, 1, 'closed'), now: 3000 })).toMatchObject({ outcome: 'changed' })
    expect(await readChanges()).toMatchObject([
      { time: 2000, role: 'editor', action: 'changed', state: 'new', assignee: null },
      { time: 2500, action: 'opened', state: 'assigned', assignee: 'Anna' },
      { time: 3000, action: 'changed', state: 'assigned', assignee: 'Anna' },
    ])
  })

  it('takes one of two changes that were made at the same moment, and tells the other what is there', async () => {
    const comment = await makeComment()
    const outcomes = await Promise.all([
      stores[0].changeComment(change(comment, 0, 'assigned', 'Anna')),
      stores[1].changeComment(change(comment, 0, 'spam')),
      stores[0].changeComment(change(comment, 0, 'closed')),
    ])
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['changed', 'conflict', 'conflict'])
    const [taken] = outcomes.filter(({ outcome }) => outcome === 'changed')
    const refused = outcomes.filter(({ outcome }) => outcome === 'conflict')
    expect(refused.map((one) => 'standing' in one && one.standing)).toEqual([taken, taken].map((one) => one && 'standing' in one && one.standing))
    expect(await readChanges()).toHaveLength(1)
  })

  it('knows no comment that is none', async () => {
    const vote = makeEvent()
    await stores[0].append([vote])
    for (const comment of [NOBODY, vote.id]) {
      expect(await stores[0].changeComment(change(comment, 0, 'spam'))).toEqual({ outcome: 'gone' })
      expect(await stores[0].noteOpened({ comment, role: 'editor', now: 1 })).toBe(false)
    }
    expect(await stores[0].read('SELECT state FROM comment_state WHERE site = :site', {})).toEqual([])
  })

  it('forgets all of a comment whose time is over, and its address before', async () => {
    const now = 1000 * DAY
    const old = await makeComment({ serverTime: now - 600 * DAY, answer: undefined })
    const recent = await makeComment({ serverTime: now - 10 * DAY })
    for (const comment of [old, recent]) await stores[0].changeComment(change(comment, 0, 'triaged'))
    const driver = await openDriver(place)
    expect(await purge(driver, 'default', RETENTION, now)).toMatchObject({ comments: 1 })
    await driver.close()
    expect(await stores[0].read('SELECT state FROM comment_state WHERE site = :site', {})).toHaveLength(1)
    expect(await readChanges()).toHaveLength(1)
    expect(await stores[0].read('SELECT address FROM contact_address WHERE site = :site', {})).toEqual([])
  })

  const item = { kind: 'query', locale: 'fa', subject: 'بازگشت', article: null, condition: 'found', role: 'editor', now: 1000 }
  const readItems = () => stores[1].read<{ id: string; state: string; version: number }>('SELECT id, state, version FROM work_item WHERE site = :site', {})

  it('makes one item of presses at the same moment, and another when the first is closed', async () => {
    const [id, again, third] = await Promise.all([stores[0].createItem(item), stores[1].createItem(item), stores[0].createItem(item)])
    expect([again, third]).toEqual([id, id])
    expect(await stores[1].createItem({ ...item, locale: 'en' })).not.toBe(id)
    expect(await stores[0].changeItem({ id: id!, version: 0, close: { role: 'writer', now: 5, evidence: '{}' } })).toBe('changed')
    expect(await stores[0].createItem(item)).not.toBe(id)
    expect(await readItems()).toHaveLength(3)
  })

  it('closes an item once, and overwrites nothing that somebody else wrote', async () => {
    const id = await stores[0].createItem(item)
    expect(await stores[0].changeItem({ id, version: 0, article: 'orders/return', sentences: { en: 'You asked.', fa: 'پرسیدید.' } })).toBe('changed')
    const close = { role: 'editor', now: 9, evidence: '{"place":1}' }
    const outcomes = await Promise.all([
      stores[0].changeItem({ id, version: 1, sentences: { en: 'We did it.' }, close }),
      stores[1].changeItem({ id, version: 1, article: 'orders/other' }),
    ])
    expect(outcomes.sort()).toEqual(['changed', 'conflict'])
    const [{ version, state } = { version: 0, state: '' }] = await readItems()
    expect(version).toBe(2)
    if (state === 'open') expect(await stores[0].changeItem({ id, version, close })).toBe('changed')
    const [closed] = await readItems()
    expect(await stores[0].changeItem({ id, version: closed!.version, close })).toBe('conflict')
    expect(await stores[0].changeItem({ id, version: closed!.version, remove: true })).toBe('conflict')
    expect(await stores[0].changeItem({ id: NOBODY, version: 0, remove: true })).toBe('gone')
  })

  it('is whole after whoever changed it was killed: every change with its history, every closed item with its sentence', async () => {
    const comments = await Promise.all([makeComment(), makeComment(), makeComment()])
    const spelt = place.kind === 'sqlite' ? `sqlite:${place.dataDir}` : place.url
    const child = fork('tests/storage/inbox-child.ts', [spelt, comments.join()])
    let acknowledged = -1
    for await (const [version] of on(child, 'message') as AsyncIterable<[number]>) {
      acknowledged = version
      if (version >= 20) break
    }
    child.kill('SIGKILL')
    await once(child, 'exit')
    const states = await stores[0].read<{ version: number; n: number; assignee: string }>(
      `SELECT version, assignee, (SELECT count(*) FROM comment_change WHERE comment_change.site = :site AND comment_change.comment = comment_state.comment) AS n
       FROM comment_state WHERE site = :site`,
      {},
    )
    expect(states).toHaveLength(3)
    for (const { version, n, assignee } of states) {
      expect([n, assignee]).toEqual([version, `Anna ${version - 1}`])
      expect(version).toBeGreaterThan(acknowledged)
    }
    const items = await stores[0].read<{ state: string; sentences: number; closed: number | null }>(
      `SELECT state, closed, (SELECT count(*) FROM work_item_text WHERE work_item_text.site = :site AND work_item_text.item = work_item.id) AS sentences
       FROM work_item WHERE site = :site`,
      {},
    )
    expect(items.filter(({ state }) => state === 'closed').length).toBeGreaterThan(acknowledged)
    expect(items.filter(({ state, sentences, closed }) => (state === 'closed') !== (sentences === 1 && closed !== null))).toEqual([])
  })

  it('takes an open item away with its sentences', async () => {
    const id = await stores[0].createItem(item)
    await stores[0].changeItem({ id, version: 0, sentences: { en: 'You asked.' } })
    expect(await stores[0].changeItem({ id, version: 1, remove: true })).toBe('changed')
    expect([await readItems(), await stores[0].read('SELECT sentence FROM work_item_text WHERE site = :site', {})]).toEqual([[], []])
  })
})
