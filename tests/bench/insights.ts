// What the insights cost: `npm run bench:insights -- --events 10000000`. How long each question takes over so many events, how large the database
// is, and how many events a second the endpoint stores beside one that keeps no roll-ups, loaded in turn.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { createWordGroups } from '../../src/search/word-groups.ts'
import { createInsights } from '../../src/deflection/queries/insights.ts'
import { utcDay } from '../../src/deflection/visit.ts'
import { createStore } from '../../src/storage/create-store.ts'
import type { Driver } from '../../src/storage/driver.ts'
import { openPostgresDriver } from '../../src/storage/postgres.ts'
import { DATABASE_FILE } from '../../src/storage/place.ts'
import { openSqliteDriver } from '../../src/storage/sqlite.ts'
import { startPostgres } from '../storage/postgres-server.ts'
import { startChild } from './endpoint/child.ts'
import { CONNECTIONS, makeBatch } from './endpoint/load.ts'
import { makeVisits } from './insights/visits.ts'

const { values } = parseArgs({
  options: {
    events: { type: 'string', default: '200000' },
    seconds: { type: 'string', default: '5' },
    json: { type: 'string' },
    database: { type: 'string', default: 'sqlite,postgres' },
  },
})
const DAY = 86_400_000
const DAYS = 90
const ROUNDS = 3
const now = Date.now()
const folder = mkdtempSync(join(tmpdir(), 'waymark-bench-'))
const kinds = values.database.split(',')
const postgres = kinds.includes('postgres') ? await startPostgres({}) : undefined
const figures: Record<string, unknown> = {}

async function measureQuestions(kind: string, driver: Driver, size: () => Promise<number>): Promise<void> {
  const store = createStore(driver)
  const begun = performance.now()
  let events = 0
  let forgotten = ''
  for (const batch of makeVisits({ events: Number(values.events), days: DAYS, now })) {
    await store.append(batch)
    events += batch.length
    // As the server does every minute: what is known of visits is forgotten with the salts of their day.
    const day = utcDay((batch[0]?.serverTime ?? now) - DAY)
    if (day !== forgotten) await driver.commit([{ name: 'forgetSalts', payload: { day } }])
    forgotten = day
  }
  const seconds = (performance.now() - begun) / 1000
  const today = Math.floor(now / DAY)
  const scope = { from: today - DAYS, to: today }
  const insights = createInsights({
    read: store.read,
    clock: () => now,
    experiment: { name: 'suggestions-10', share: 0.1 },
    defaultLocale: 'en',
    groupOf: createWordGroups(),
  })
  const questions: Record<string, () => Promise<unknown>> = {
    contactVolume: () => insights.contactVolume(scope),
    suggestionEffect: () => insights.suggestionEffect(scope),
    searches: () => insights.searches(scope),
    articles: () => insights.articles(scope),
    articleDays: () => insights.articleDays({ ...scope, article: 'category-0/article-0' }),
    revisions: () => insights.revisions(scope),
    comments: () => insights.comments(scope),
    languages: () => insights.languages(scope),
    timeToAnswer: () => insights.timeToAnswer(scope),
    health: () => insights.health(scope),
    usualRanges: () => insights.usualRanges(scope),
    inbox: () => insights.inbox(scope),
    replies: () => insights.replies(scope),
    surveys: () => insights.surveys(scope),
    efforts: () => insights.efforts(scope),
    missing: () => insights.missing(scope),
    guides: () => insights.guides(scope),
  }
  const times: Record<string, { wall: number; cpu: number }> = {}
  for (const [name, ask] of Object.entries(questions)) {
    const rounds: { wall: number; cpu: number }[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const [start, used] = [performance.now(), process.cpuUsage()]
      await ask()
      const { user, system } = process.cpuUsage(used)
      rounds.push({ wall: performance.now() - start, cpu: (user + system) / 1000 })
    }
    times[name] = rounds.sort((a, b) => a.wall - b.wall)[Math.floor(ROUNDS / 2)]!
  }
  const bytes = await size()
  console.log(`${kind}: ${events} events in ${seconds.toFixed(0)} s, ${(bytes / 1e6).toFixed(0)} MB, ${(bytes / events).toFixed(0)} bytes an event`)
  for (const [name, { wall, cpu }] of Object.entries(times))
    console.log(`  ${name.padEnd(18)} ${wall.toFixed(0)} ms (goal 200), ${cpu.toFixed(0)} ms of this process`)
  figures[kind] = { events, seconds, bytes, times }
  await store.close()
}

/** Three requests of a visit, then the next visit. */
async function measureIngest(kind: string): Promise<void> {
  const measure = async (rollups: string): Promise<number> => {
    const child = await startChild('tests/bench/insights/server.ts', {
      DATA_DIR: mkdtempSync(join(folder, 'data-')),
      OUT_DIR: join(folder, 'site'),
      INSIGHTS_PASSWORD: 'for the bench',
      DATABASE_URL: kind === 'postgres' ? await postgres!.createDatabase() : '',
      ROLLUPS: rollups,
    })
    let sent = 0
    const load = (duration: number) =>
      autocannon({
        url: child.url,
        connections: CONNECTIONS,
        duration,
        requests: [
          {
            method: 'POST',
            path: '/api/events',
            setupRequest: (request) => {
              const browser = Math.floor(sent / 3)
              sent += 1
              const headers = {
                'content-type': 'application/json',
                'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:${browser}.0) Gecko/20100101 Firefox/${browser}.0`,
              }
              return { ...request, headers, body: makeBatch(4) }
            },
          },
        ],
      })
    await load(1)
    const { '2xx': stored, duration } = await load(Number(values.seconds))
    await child.stop()
    return (stored * 4) / duration
  }
  const rounds: { with: number; without: number; ratio: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const [without, withRollups] = [await measure('no'), await measure('yes')]
    rounds.push({ with: withRollups, without, ratio: withRollups / without })
  }
  const middle = rounds.sort((a, b) => a.ratio - b.ratio)[Math.floor(ROUNDS / 2)]!
  console.log(`${kind}: ${Math.round(middle.with)} events/s with roll-ups, ${Math.round(middle.without)} without: ${middle.ratio.toFixed(2)} (goal 0.8)`)
  figures[`${kind} ingest`] = { ...middle, ratios: rounds.map(({ ratio }) => ratio) }
}

try {
  if (kinds.includes('sqlite')) {
    const data = join(folder, 'filled')
    const driver = openSqliteDriver(data)
    await measureQuestions('sqlite', driver, async () => {
      await driver.scrub()
      return statSync(join(data, DATABASE_FILE)).size
    })
    await measureIngest('sqlite')
  }
  if (postgres) {
    const driver = await openPostgresDriver(await postgres.createDatabase())
    const size = async () => Number((await driver.read('SELECT pg_database_size(current_database()) AS bytes', {}))[0]!['bytes'])
    await measureQuestions('postgres', driver, size)
    await measureIngest('postgres')
  }
  if (values.json) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)
} finally {
  await postgres?.remove()
  rmSync(folder, { recursive: true, force: true })
}
