import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { createStore } from '../../src/storage/create-store.ts'
import type { Driver } from '../../src/storage/driver.ts'
import { openPostgresDriver } from '../../src/storage/postgres.ts'
import { purge } from '../../src/storage/purge.ts'
import { rebuild } from '../../src/storage/rollups/rebuild.ts'
import { countedColumns, ROLLUP_TABLES, SPAN_TABLES, spanOf } from '../../src/storage/rollups/sums.ts'
import { openSqliteDriver } from '../../src/storage/sqlite.ts'
import type { Row } from '../../src/storage/statement.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import { makeEvent, makeSubmission } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const DAY = 86_400_000
/** Noon of a day. */
const NOON = Date.UTC(2026, 10, 20, 12)
const TODAY = Math.floor(NOON / DAY)

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())

async function openDriverOf(kind: string): Promise<Driver> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-rollups-'))
  const driver = kind === 'SQLite' ? openSqliteDriver(folder) : await openPostgresDriver(await server.createDatabase())
  onTestFinished(async () => {
    await driver.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return driver
}

/** Rows that count something, in one order. */
async function readRollups(driver: Driver): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {}
  for (const table of ROLLUP_TABLES) {
    const rows = await driver.read(`SELECT * FROM ${table} WHERE site = :site`, {})
    tables[table] = rows
      .filter((row) => countedColumns(table).some((column) => row[column] !== 0))
      .map((row) => ({ ...row }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  return tables
}

/** Ids as servers and browsers make them, by names that can be read. */
const visitOf = (name: string) => Buffer.from(name).toString('hex').padStart(16, '0')
const pageOf = (n: number) => `0192f0c1-0000-7000-9000-${String(n).padStart(12, '0')}`

/** What days say is what their span says. */
function expectSpans(tables: Record<string, Row[]>): void {
  for (const [days, spans] of Object.entries(SPAN_TABLES)) {
    const counted = countedColumns(spans)
    const sums: Record<string, Row> = {}
    for (const { day, ...row } of tables[days]!) {
      const other = { ...row, span: spanOf(Number(day)) } as Row
      const key = JSON.stringify(Object.entries(other).filter(([column]) => !counted.includes(column)))
      const sum = sums[key]
      sums[key] = sum
        ? Object.fromEntries(Object.entries(sum).map(([column, value]) => [column, counted.includes(column) ? Number(value) + Number(other[column]) : value]))
        : other
    }
    const inOrder = (rows: Row[]) => rows.map((row) => Object.entries(row).sort().join()).sort()
    expect(inOrder(Object.values(sums))).toEqual(inOrder(tables[spans]!))
  }
}

const about = { article: undefined, revision: undefined, value: undefined }
const search = (name: string, time: number, q: string, n: number) =>
  makeEvent({ ...about, type: 'search', visit: visitOf(name), reader: visitOf(name), serverTime: time, text: q, value: n, detail: '{}' })
const click = (name: string, time: number, searched: StoredEvent) =>
  makeEvent({
    ...about,
    type: 'search_click',
    visit: visitOf(name),
    reader: visitOf(name),
    serverTime: time,
    value: 1,
    text: '/a/b/',
    detail: JSON.stringify({ search: searched.id }),
  })
const view = (name: string, time: number, article: string) =>
  makeEvent({ ...about, type: 'view', visit: visitOf(name), reader: visitOf(name), serverTime: time, article, revision: 'r1', text: 'nav' })
const open = (name: string, time: number, arm = 'suggestions-10/suggest') =>
  makeEvent({ ...about, type: 'contact_open', visit: visitOf(name), serverTime: time, arm, text: 'nav' })
const submit = (name: string, time: number) => makeEvent({ ...about, type: 'submit', visit: visitOf(name), serverTime: time, text: 'orders' })

/** Four visits of a day: an answer found, a ticket after a misspelling, nothing found, and a ticket refused by a suggestion. */
function makeDay(): StoredEvent[] {
  const [first, wrong, right] = [search('aa', NOON, 'return', 4), search('bb', NOON, 'invoise', 0), search('bb', NOON + 6000, 'invoice', 3)]
  return [
    first,
    click('aa', NOON + 9000, first),
    view('aa', NOON + 10_000, 'orders/return'),
    makeEvent({ type: 'vote', visit: visitOf('aa'), reader: pageOf(1), serverTime: NOON + 70_000, article: 'orders/return', value: 0 }),
    makeEvent({ type: 'reason', visit: visitOf('aa'), reader: pageOf(1), serverTime: NOON + 70_000, article: 'orders/return', text: 'unclear' }),
    makeEvent({ type: 'vote', visit: visitOf('aa'), reader: pageOf(1), serverTime: NOON + 90_000, article: 'orders/return', value: 1 }),
    makeEvent({ type: 'vote', visit: visitOf('aa'), reader: pageOf(2), serverTime: NOON + 95_000, article: 'orders/return', value: 0 }),
    wrong,
    right,
    click('bb', NOON + 12_000, right),
    view('bb', NOON + 13_000, 'orders/invoice'),
    open('bb', NOON + 40_000),
    submit('bb', NOON + 60_000),
    view('bb', NOON + 70_000, 'orders/return'),
    search('cc', NOON, 'sso', 0),
    open('dd', NOON, 'suggestions-10/holdout'),
    makeEvent({ ...about, type: 'suggest_eligible', visit: visitOf('dd'), serverTime: NOON + 1000, value: 2 }),
  ].sort((a, b) => a.serverTime - b.serverTime)
}

describe.each(['SQLite', 'PostgreSQL'])('roll-ups on %s', (kind) => {
  it('count visits, searches, answers and the experiment as they are defined', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    for (const event of makeDay()) await store.append([event])
    const { site_day, article_day, search_day, experiment_day, waiting_day } = await readRollups(driver)
    expect(site_day).toMatchObject([
      {
        day: TODAY,
        locale: 'en',
        visits: 4,
        opened: 2,
        contacts: 1,
        searching: 3,
        successful: 1,
        views: 3,
        tickets: 1,
        searches: 4,
        zero: 2,
        clicked: 2,
        refined: 1,
        abandoned: 1,
      },
    ])
    const articles = Object.fromEntries(article_day!.map((row) => [`${row['article']} ${row['revision']}`, row]))
    // The ticket came before the second article was read. A vote that was taken back does not count, nor does its reason.
    expect(articles['orders/invoice r1']).toMatchObject({ visits: 1, contacts: 1, views: 1 })
    expect(articles['orders/return r1']).toMatchObject({ visits: 2, contacts: 0, views: 2 })
    expect(articles['orders/return 0123456789abcdef']).toMatchObject({ yes: 1, no: 1, unclear: 0 })
    expect(
      Object.fromEntries(search_day!.map((row) => [row['query'], [row['visits'], row['zero'], row['clicked'], row['refined'], row['abandoned']]])),
    ).toEqual({
      return: [1, 0, 1, 0, 0],
      invoise: [1, 1, 0, 1, 0],
      invoice: [1, 0, 1, 0, 0],
      sso: [1, 1, 0, 0, 1],
    })
    expect(experiment_day).toMatchObject([
      { experiment: 'suggestions-10', arm: 'holdout', units: 1, contacts: 0, eligible: 1, shown: 0 },
      { experiment: 'suggestions-10', arm: 'suggest', units: 1, contacts: 1, eligible: 0, shown: 0 },
    ])
    expect(waiting_day!.map(({ answered, seconds, n }) => [answered, seconds, n])).toEqual([
      [0, 0, 1],
      [0, 1, 1],
      [0, 60, 1],
      [1, 9, 1],
    ])
  })

  it('count an event once, however often and in whatever company it is sent', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    const day = makeDay()
    await store.append(day)
    const once = await readRollups(driver)
    await Promise.all([store.append(day), store.append([day[3]!]), store.append(day.slice(3, 9))])
    const submission = makeSubmission()
    await store.appendTicket(submission)
    await store.appendTicket(submission)
    const twice = await readRollups(driver)
    expect(twice['search_day']).toEqual(once['search_day'])
    expect(twice['site_day']!.reduce((sum, row) => sum + Number(row['tickets']), 0)).toBe(2)
  })

  it('are the same when they are computed anew, also after months of which the events are deleted', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    const events = makeMonths()
    for (let start = 0; start < events.length; start += 37) {
      await Promise.all(
        events.slice(start, start + 37).map((event) => (event.type === 'submit' ? store.appendTicket(withTicket(event)) : store.append([event]))),
      )
    }
    const now = NOON + 1000
    const whole = await readRollups(driver)
    expect(whole['search_day']!.length).toBeGreaterThan(100)
    await driver.transact(function* () {
      yield { statements: [{ sql: 'DELETE FROM article_day WHERE day > 5', parameters: {} }] }
      yield { statements: [{ sql: 'UPDATE site_day SET visits = visits + 7', parameters: {} }] }
    })
    await rebuild(driver, 'default', now)
    expect(await readRollups(driver)).toEqual(whole)

    const { events: deleted } = await purge(driver, 'default', { events: 20, comments: 548, tickets: 548 }, now)
    expect(deleted).toBeGreaterThan(100)
    const kept = await readRollups(driver)
    expect({ ...kept, search_day: [], search_span: [] }).toEqual({ ...whole, search_day: [], search_span: [] })
    expect(kept['search_span']!.length).toBeLessThan(whole['search_span']!.length)
    for (const tables of [whole, kept]) expectSpans(tables)
    const { from } = await rebuild(driver, 'default', now)
    expect(from).toBe((TODAY - 19) * DAY)
    expect(await readRollups(driver)).toEqual(kept)
    // What follows is counted on.
    await store.append([view('late', now, 'orders/return')])
    expect((await readRollups(driver))['site_day']!.reduce((sum, row) => sum + Number(row['visits']), 0)).toBe(
      whole['site_day']!.reduce((sum, row) => sum + Number(row['visits']), 0) + 1,
    )
  })

  it('outlive the events, but nothing else of a page does that only deleted events name, unless a comment is kept', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    const old = { visit: visitOf('aa'), reader: visitOf('aa'), serverTime: NOON - 100 * DAY }
    await store.append([
      makeEvent({ ...about, ...old, type: 'not_found', path: '/anna@example.com/' }),
      makeEvent({ ...old, type: 'comment', path: '/orders/return/', article: 'orders/return', text: 'Where?' }),
      makeEvent({ ...about, ...old, type: 'view', path: '/', text: 'nav' }),
    ])
    await store.append([makeEvent({ ...about, type: 'view', visit: visitOf('bb'), reader: visitOf('bb'), serverTime: NOON, path: '/', text: 'nav' })])
    await purge(driver, 'default', { events: 90, comments: 548, tickets: 548 }, NOON)
    expect(await driver.read('SELECT path FROM circumstance ORDER BY path', {})).toMatchObject([{ path: '/' }, { path: '/orders/return/' }])
    expect(await driver.read('SELECT type, path FROM event ORDER BY arrival', {})).toMatchObject([
      { type: 'comment', path: '/orders/return/' },
      { type: 'view', path: '/' },
    ])
    const paths = async () => (await driver.read("SELECT name, n FROM tally_day WHERE kind = 'not_found' ORDER BY day", {})).map((row) => ({ ...row }))
    expect(await paths()).toEqual([])
    // What leads to nothing on many days is a link, and nobody's own words.
    for (const day of [99, 98, 97]) {
      const visit = visitOf(`day ${day}`)
      await store.append([makeEvent({ ...about, visit, reader: visit, serverTime: NOON - day * DAY, type: 'not_found', path: '/old-link/' })])
    }
    await purge(driver, 'default', { events: 90, comments: 548, tickets: 548 }, NOON)
    expect(await paths()).toEqual(Array.from({ length: 3 }, () => ({ name: '/old-link/', n: 1 })))
  })

  it('count once for a visit how easy a page made it, each address that is missing, and how a guide ended', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    const at = (seconds: number, event: Partial<StoredEvent>) =>
      makeEvent({ ...about, visit: visitOf('aa'), reader: visitOf('aa'), serverTime: NOON + seconds * 1000, ...event })
    const ces = (seconds: number, value: number, path: string) => at(seconds, { type: 'ces', value, path, detail: '{"where":"troubleshooter"}' })
    const step = (seconds: number, node: string) =>
      at(seconds, { type: 'tree_step', value: 0, text: node, detail: JSON.stringify({ tree: 'search', node, revision: 'a', depth: 0 }) })
    const end = (seconds: number, tree: string, node: string, text: string) =>
      at(seconds, { type: 'tree_end', value: 1, text, detail: JSON.stringify({ tree, node, revision: 'a' }) })
    await store.append([
      ces(0, 2, '/guides/a/'),
      step(1, 'open'),
      end(2, 'search', 'words', 'abandoned'),
      at(3, { type: 'not_found', path: '/gone/', text: 'nav' }),
    ])
    await store.append([ces(10, 6, '/guides/a/'), ces(11, 4, '/guides/b/'), at(12, { type: 'not_found', path: '/gone/', text: 'external' })])
    // Who comes back has not given up; who was helped and looks on has been helped.
    await store.append([step(20, 'words'), end(21, 'search', 'fix', 'solved'), end(22, 'search', 'fix', 'abandoned'), end(23, 'sign-in', 'start', 'abandoned')])
    const read = async () =>
      (await driver.read("SELECT kind, name, other FROM tally_day WHERE n > 0 AND kind IN ('reply', 'not_found', 'guide') ORDER BY kind, name, other", {})).map(
        (row) => Object.values(row).join(' '),
      )
    const once = ['guide search/fix solved', 'guide sign-in/start abandoned', 'not_found /gone/ nav', 'reply troubleshooter 4', 'reply troubleshooter 6']
    expect(await read()).toEqual(once)
    await rebuild(driver, 'default', NOON + 60_000)
    expect(await read()).toEqual(once)
  })

  it('follow a visit over midnight, which belongs to the day it began', async () => {
    const driver = await openDriverOf(kind)
    const store = createStore(driver)
    const midnight = (TODAY + 1) * DAY
    await store.append([view('night', midnight - 60_000, 'orders/return')])
    await store.append([open('night', midnight + 60_000), submit('night', midnight + 120_000)])
    const { site_day, article_day, experiment_day } = await readRollups(driver)
    expect(site_day).toMatchObject([
      { day: TODAY, visits: 1, contacts: 1, tickets: 0 },
      { day: TODAY + 1, visits: 0, contacts: 0, tickets: 1 },
    ])
    expect(article_day).toMatchObject([{ day: TODAY, visits: 1, contacts: 1 }])
    expect(experiment_day).toMatchObject([{ day: TODAY, units: 1, contacts: 1 }])
  })
})

const withTicket = (event: StoredEvent) => {
  const submission = makeSubmission()
  return { ...submission, ticket: { ...submission.ticket, visit: event.visit, received: event.serverTime }, events: [event] }
}

/** Numbers that look random and are the same at every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

/** What a visit does outside of articles: how easy it was, addresses that are missing, guides. */
function elsewhere(name: string, serverTime: number, roll: (sides: number) => number, missing = `/none-${roll(2)}/`): StoredEvent {
  const shared = { ...about, visit: visitOf(name), reader: visitOf(name), serverTime, locale: ['en', 'fa'][roll(2)]! }
  const guide = { tree: `guide-${roll(2)}`, revision: 'a', node: `step-${roll(3)}` }
  const effort = { type: 'ces', value: 1 + roll(7), path: `/guides/${roll(2)}/`, detail: JSON.stringify({ where: ['troubleshooter', 'contact'][roll(2)] }) }
  const step = { type: 'tree_step', value: roll(2), text: guide.node, detail: JSON.stringify({ ...guide, depth: 0 }) }
  const end = { type: 'tree_end', value: 1, text: ['solved', 'escalated', 'abandoned'][roll(3)]!, detail: JSON.stringify(guide) }
  const notFound = { type: 'not_found', path: missing, text: ['nav', 'external'][roll(2)]! }
  return makeEvent({ ...shared, ...[effort, step, end, notFound][name === 'many' ? 3 : roll(4)]! })
}

/** Forty days of visits that do everything, answers that replace one another, and one visit larger than is told apart. */
function makeMonths(): StoredEvent[] {
  const roll = createDice(11)
  const events: StoredEvent[] = []
  for (let visit = 0; visit < 300; visit += 1) {
    const name = `v${visit}`
    const start = NOON - roll(40 * DAY)
    const searches: StoredEvent[] = []
    for (let step = roll(8); step >= 0; step -= 1) {
      const time = start + roll(3_600_000)
      const article = `orders/article-${roll(6)}`
      const shared = {
        visit: visitOf(name),
        serverTime: time,
        locale: ['en', 'fa'][roll(2)]!,
        article,
        revision: `rev-${roll(2)}`,
        reader: pageOf(visit * 2 + roll(2)),
      }
      const kind = roll(9)
      if (kind === 0) searches.push(search(name, time, `query ${roll(80)}`, roll(3)))
      if (kind === 0) events.push(searches.at(-1)!)
      if (kind === 1 && searches.length > 0) events.push(click(name, time, searches.at(-1)!))
      if (kind === 2) events.push(open(name, time, `suggestions-10/${roll(10) === 0 ? 'holdout' : 'suggest'}`))
      if (kind === 3) events.push(submit(name, time))
      if (kind === 4) events.push(makeEvent({ ...shared, type: 'vote', value: roll(2), answer: pageOf(1000 + roll(3)) }))
      if (kind === 5) events.push(makeEvent({ ...shared, type: 'reason', text: ['unclear', 'broken', 'other'][roll(3)]!, answer: pageOf(1000 + roll(3)) }))
      if (kind === 6) events.push(makeEvent({ ...shared, type: 'ces', value: 1 + roll(7), detail: '{"where":"article"}' }))
      if (kind > 6) events.push(view(name, time, article))
    }
  }
  for (let visit = 0; visit < 120; visit += 1) {
    const time = NOON - roll(40 * DAY)
    for (let step = roll(6); step >= 0; step -= 1) events.push(elsewhere(`e${visit}`, time + roll(3_600_000), roll))
  }
  for (let n = 0; n < 130; n += 1) events.push(elsewhere('many', NOON - n, roll, `/none-${n % 120}/`))
  for (let n = 0; n < 130; n += 1) events.push(search('office', NOON - n, `office ${n}`, 1), view('office', NOON - n, `orders/office-${n}`))
  return events.sort((a, b) => a.serverTime - b.serverTime)
}
