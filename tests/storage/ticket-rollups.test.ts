import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { readReplies } from '../../src/deflection/queries/replies.ts'
import { readSurveys } from '../../src/deflection/queries/surveys.ts'
import { createStore } from '../../src/storage/create-store.ts'
import type { Driver } from '../../src/storage/driver.ts'
import { migratePostgres } from '../../src/storage/postgres-migrate.ts'
import { openPostgresDriver } from '../../src/storage/postgres.ts'
import { purge } from '../../src/storage/purge.ts'
import { rebuild } from '../../src/storage/rollups/rebuild.ts'
import { TICKET_TABLES } from '../../src/storage/rollups/sums.ts'
import { migrate } from '../../src/storage/sqlite-migrate.ts'
import { DATABASE_FILE } from '../../src/storage/place.ts'
import { openSqliteDriver } from '../../src/storage/sqlite.ts'
import type { Row } from '../../src/storage/statement.ts'
import { makeSubmission } from './contract.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const DAY = 86_400_000
const HOUR = 3_600_000
const NOW = Date.UTC(2026, 10, 20, 12)
const TODAY = Math.floor(NOW / DAY)
const KEPT = { events: 90, comments: 548, tickets: 20 }
/** All of the forty days. */
const SCOPE = { from: TODAY - 60, to: TODAY }

let server: PostgresServer
beforeAll(async () => {
  server = await startPostgres()
})
afterAll(() => server.remove())

async function makePlace(kind: string): Promise<{ folder: string; url: string; open: () => Promise<Driver> }> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-ticket-rollups-'))
  const url = kind === 'SQLite' ? '' : await server.createDatabase()
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const open = async () => {
    const driver = kind === 'SQLite' ? openSqliteDriver(folder) : await openPostgresDriver(url)
    onTestFinished(() => driver.close())
    return driver
  }
  return { folder, url, open }
}

/** Rows that count something, in one order. */
async function readSums(driver: Driver): Promise<Record<string, Row[]>> {
  const tables: Record<string, Row[]> = {}
  for (const table of TICKET_TABLES) {
    const rows = await driver.read(`SELECT * FROM ${table} WHERE site = :site AND n <> 0`, {})
    tables[table] = rows.map((row) => ({ ...row })).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }
  return tables
}

/** What the insights show of it. */
async function readFigures(driver: Driver, now = NOW) {
  const read = driver.read as Parameters<typeof readReplies>[0]
  const { topics, ...all } = await readReplies(read, SCOPE, now)
  return { ...all, topics, surveys: await readSurveys(read, SCOPE) }
}

/** Numbers that look random and are the same at every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const TYPES = ['replied', 'replied', 'solved', 'reopened'] as const

interface Story {
  received: number
  id: string
  locale: string
  topic: string | undefined
  news: { id: string; type: (typeof TYPES)[number]; time: number }[]
  /** In order; the newest of each moment counts. */
  answers: { moment: 'sent' | 'solved'; score: number; day: number }[]
}

/** Messages of forty days: some wait, some are answered, solved and opened again, and some readers answer the survey more than once. */
function makeStories(): Story[] {
  const roll = createDice(7)
  return Array.from({ length: 120 }, (_, n) => {
    // The first is the oldest and answered, so that the tool has told something of every day.
    const received = NOW - 2 * DAY - (n === 0 ? 38 * DAY : roll(37 * DAY))
    const times = Array.from({ length: n === 0 ? 1 : roll(5) }, () => received + roll(36 * HOUR))
    return {
      received,
      id: `019ab3c1-7c00-7a00-8000-${String(n).padStart(12, '0')}`,
      locale: ['en', 'fa'][roll(2)]!,
      topic: [undefined, 'orders', 'billing'][roll(3)],
      news: times.map((time, step) => ({ id: `msg_${n}_${step}`, type: n === 0 ? 'replied' : TYPES[roll(4)]!, time })),
      answers: Array.from({ length: roll(4) }, () => ({
        moment: (['sent', 'solved'] as const)[roll(2)]!,
        score: 1 + roll(5),
        day: Math.floor(received / DAY) + roll(3),
      })),
    }
  })
}

const fileTicket = (driver: Driver, { id, received, locale, topic }: Story) => {
  const submission = makeSubmission()
  const ticket = { ...submission.ticket, id, reference: `WM-${id.slice(-4)}-00`, received, locale, topic }
  return createStore(driver).appendTicket({ ...submission, ticket, events: [], attachments: [], deliveries: [], address: undefined, token: undefined })
}

async function tellAll(driver: Driver, stories: Story[]): Promise<void> {
  const store = createStore(driver)
  for (const story of stories) await fileTicket(driver, story)
  // News of one message in order, messages all at once.
  await Promise.all(
    stories.map(async ({ id, locale, news, answers, received }) => {
      for (const one of news) await store.noteProgress({ ...one, ticket: id, received: one.time }, { most: 100 })
      for (const answer of answers) await store.saveSurveyAnswer({ ...answer, ticket: id, question: 'csat', wording: 1, locale }, received)
    }),
  )
}

describe.each(['SQLite', 'PostgreSQL'])('roll-ups of replies and surveys on %s', (kind) => {
  it('are the same when they are computed anew, and outlive the messages', async () => {
    const driver = await (await makePlace(kind)).open()
    const stories = makeStories()
    await tellAll(driver, stories)
    const whole = await readSums(driver)
    const figures = await readFigures(driver)
    expect(figures).toMatchObject({ isTold: true, reply: { n: 120 }, surveys: [{ moment: 'sent' }, { moment: 'solved' }] })
    expect(figures.firstContact.n).toBeGreaterThan(20)
    await driver.transact(function* () {
      yield { statements: [{ sql: 'DELETE FROM solved_day WHERE n > 0', parameters: {} }] }
      yield { statements: [{ sql: 'UPDATE survey_day SET n = n + 7', parameters: {} }] }
    })
    expect(await rebuild(driver, 'default', NOW)).toMatchObject({ tickets: 120, ticketsFrom: 0 })
    expect(await readSums(driver)).toEqual(whole)

    const { tickets } = await purge(driver, 'default', KEPT, NOW)
    expect(tickets).toBe(stories.filter(({ received }) => received < NOW - 20 * DAY).length)
    expect(await driver.read('SELECT ticket FROM ticket_progress WHERE ticket NOT IN (SELECT id FROM ticket)', {})).toEqual([])
    const kept = await readSums(driver)
    // Only messages that were never answered come to the sums, because nothing is left of them to ask.
    expect({ ...kept, reply_day: [] }).toEqual({ ...whole, reply_day: [] })
    const after = await readFigures(driver)
    expect({ ...after, reply: {}, topics: [] }).toEqual({ ...figures, reply: {}, topics: [] })
    expect({ n: after.reply.n, answered: after.reply.answered, median: after.reply.median }).toEqual({
      n: figures.reply.n,
      answered: figures.reply.answered,
      median: figures.reply.median,
    })
    expect(after.topics.map(({ topic, reply, firstContact }) => [topic, reply.n, reply.median, firstContact])).toEqual(
      figures.topics.map(({ topic, reply, firstContact }) => [topic, reply.n, reply.median, firstContact]),
    )

    const { ticketsFrom } = await rebuild(driver, 'default', NOW)
    expect(ticketsFrom).toBe((TODAY - 19) * DAY)
    expect(await readSums(driver)).toEqual(kept)
    // A second purge takes nothing more, and what is told of a message that is gone is not counted.
    await purge(driver, 'default', KEPT, NOW)
    const gone = stories.find(({ received }) => received < NOW - 20 * DAY)!
    expect(await createStore(driver).noteProgress({ ticket: gone.id, id: 'late', type: 'replied', time: NOW, received: NOW }, { most: 100 })).toBe('gone')
    expect(await readSums(driver)).toEqual(kept)
  })

  it('take an answer back when it is given again, whoever gives both at once', async () => {
    const driver = await (await makePlace(kind)).open()
    const [story] = makeStories()
    await fileTicket(driver, story!)
    const answer = (score: number) =>
      createStore(driver).saveSurveyAnswer({ ticket: story!.id, moment: 'sent', question: 'csat', wording: 1, score, locale: 'en', day: TODAY }, 0)
    await Promise.all([1, 2, 3, 4, 5, 1, 2, 3].map(answer))
    await answer(4)
    expect((await readSums(driver))['survey_day']).toMatchObject([{ moment: 'sent', score: 4, n: 1 }])
  })

  it('are made by the migration of what was told before, like a rebuild makes them', async () => {
    const place = await makePlace(kind)
    const migrations = join(place.folder, 'migrations')
    mkdirSync(migrations)
    for (const name of readdirSync('src/storage/migrations').filter((file) => file < '006'))
      copyFileSync(join('src/storage/migrations', name), join(migrations, name))
    // Rows as the version before wrote them.
    const other = await (await makePlace(kind)).open()
    await tellAll(other, makeStories())
    const tables = ['ticket', 'ticket_progress', 'survey_answer'] as const
    const rows = await Promise.all(tables.map((table) => other.read(`SELECT * FROM ${table}`, {})))
    if (kind === 'SQLite') {
      const database = new DatabaseSync(join(place.folder, DATABASE_FILE))
      migrate(database, 'x', 0, migrations)
      database.exec('BEGIN')
      for (const [index, table] of tables.entries()) {
        for (const row of rows[index]!) {
          const columns = Object.keys(row)
          database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map((column) => `:${column}`).join(', ')})`).run({ ...row })
        }
      }
      database.exec('COMMIT')
      database.close()
    } else {
      const client = new pg.Client({ connectionString: place.url })
      await client.connect()
      await migratePostgres(client, 'x', 0, migrations)
      for (const [index, table] of tables.entries()) {
        for (const row of rows[index]!) {
          const columns = Object.keys(row)
          const values = columns.map((_, position) => `$${position + 1}`)
          await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${values.join(', ')})`, Object.values(row))
        }
      }
      await client.end()
    }
    const driver = await place.open()
    const filled = await readSums(driver)
    expect(filled).toEqual(await readSums(other))
    await rebuild(driver, 'default', NOW)
    expect(await readSums(driver)).toEqual(filled)
  })

  it('wait for nothing that came before the team’s tool told anything', async () => {
    const driver = await (await makePlace(kind)).open()
    const [first, ...others] = makeStories().slice(0, 6)
    for (const story of others) await fileTicket(driver, { ...story, received: NOW - 30 * DAY })
    await fileTicket(driver, { ...first!, received: NOW - 3 * DAY })
    expect(await readFigures(driver)).toMatchObject({ isTold: false, reply: { n: 0 } })
    await createStore(driver).noteProgress({ ticket: first!.id, id: 'msg', type: 'replied', time: NOW - 2 * DAY, received: NOW }, { most: 100 })
    expect(await readFigures(driver)).toMatchObject({ isTold: true, reply: { n: 1, answered: 1, median: DAY / 1000 } })
    expect(await purge(driver, 'default', KEPT, NOW)).toMatchObject({ tickets: 5 })
    expect(await readFigures(driver)).toMatchObject({ reply: { n: 1, answered: 1 } })
  })
})
