import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createWordGroups } from '../../src/search/word-groups.ts'
import { createInsights, type Insights } from '../../src/deflection/queries/insights.ts'
import type { Scope } from '../../src/deflection/queries/scope.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import type { Store, StoredEvent } from '../../src/storage/store.ts'
import { makeEvent } from '../storage/contract.ts'
import { startPostgres } from '../storage/postgres-server.ts'

const DAY = 86_400_000
const NOON = Date.UTC(2026, 10, 20, 12)
const TODAY = Math.floor(NOON / DAY)
const MONTH: Scope = { from: TODAY - 29, to: TODAY }

const createSource = (store: Store, cost?: number) =>
  createInsights({
    read: store.read,
    clock: () => NOON,
    experiment: { name: 'suggestions-10', share: 0.1 },
    defaultLocale: 'en',
    groupOf: createWordGroups(),
    cost,
  })

function openSqlite(): Store {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-queries-'))
  const store = openSqliteStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return store
}

async function askAll(insights: Insights, scope: Scope) {
  return {
    volume: await insights.contactVolume(scope),
    effect: await insights.suggestionEffect(scope),
    searches: await insights.searches(scope),
    articles: await insights.articles(scope),
    days: await insights.articleDays({ ...scope, article: 'orders/return' }),
    revisions: await insights.revisions(scope),
    comments: await insights.comments(scope),
    languages: await insights.languages(scope),
    time: await insights.timeToAnswer(scope),
    health: await insights.health(scope),
    efforts: await insights.efforts(scope),
    missing: await insights.missing(scope),
    guides: await insights.guides(scope),
  }
}

/** True when a figure could be printed as NaN or Infinity. */
const hasNonsense = (value: unknown): boolean =>
  typeof value === 'number' ? !Number.isFinite(value) : typeof value === 'object' && value !== null && Object.values(value).some(hasNonsense)

let visits = 0
/** A visit on a day, so many days ago, that does all this. */
function makeVisit(age: number, ...steps: Partial<StoredEvent>[]): StoredEvent[] {
  visits += 1
  const visit = String(visits).padStart(16, '0')
  const shared = { article: undefined, revision: undefined, value: undefined, detail: '{}', visit, reader: visit }
  return steps.map((step, index) => makeEvent({ ...shared, serverTime: NOON - age * DAY + index * 1000, ...step }))
}
const view = (article: string, revision = 'a', locale = 'en') => ({ type: 'view', article, revision, locale, text: 'nav' })
const vote = (article: string, value: number, revision = 'a', locale = 'en') => ({ type: 'vote', article, revision, locale, value })
const search = (text: string, value: number, locale = 'en') => ({ type: 'search', text, value, locale })

/** Two months: an article edited ten days ago and better since, others as they were, a language that falls back, rare words. */
function makeMonths(): StoredEvent[] {
  const events: StoredEvent[][] = []
  for (let age = 0; age < 60; age += 1) {
    const revision = age < 10 ? 'new' : 'old'
    for (let n = 0; n < 4; n += 1) {
      const isHelped = age < 10 ? n > 0 : n > 2
      events.push(
        makeVisit(
          age,
          view('orders/return', revision),
          vote('orders/return', isHelped ? 1 : 0, revision),
          ...(n === 0 ? [{ type: 'submit', text: 'orders' }] : []),
        ),
      )
      events.push(
        makeVisit(
          age,
          view('account/sign-in'),
          vote('account/sign-in', n % 2),
          ...(n === 0 ? [{ type: 'comment', article: 'account/sign-in', text: 'Hm.' }] : []),
        ),
      )
    }
    const arm = age % 3 === 0 ? 'suggestions-10/holdout' : 'suggestions-10/suggest'
    events.push(
      makeVisit(
        age,
        { type: 'contact_open', arm, text: 'nav' },
        { type: 'suggest_eligible', arm, value: 2 },
        ...(age % 2 === 0 ? [{ type: 'submit', text: 'other', arm }] : []),
      ),
    )
    events.push(makeVisit(age, search('sso', 0), search('lamp', 2)))
    if (age === 3) events.push(makeVisit(age, search('my name is anna', 0)))
    const fallback = { type: 'fallback', article: 'orders/return', detail: JSON.stringify({ wanted: 'fa', served: 'en' }) }
    const tree = (node: string) => JSON.stringify({ tree: 'returns', node, revision: 'a', depth: 0 })
    const outcome = ['solved', 'escalated', 'abandoned'][age % 3]!
    events.push(
      makeVisit(
        age,
        view('orders/return', 'old', 'fa'),
        fallback,
        { type: 'not_found', path: age === 4 ? '/somebody/' : '/old/', text: age % 2 === 0 ? 'nav' : 'external', locale: 'fa' },
        { type: 'tree_step', value: 0, text: 'start', locale: 'fa', detail: tree('start') },
        { type: 'tree_end', value: 1, text: outcome, locale: 'fa', detail: tree(outcome === 'escalated' ? 'person' : 'fix') },
        { type: 'ces', value: 1 + (age % 7), path: '/fa/guides/returns/fix/', locale: 'fa', detail: '{"where":"troubleshooter"}' },
        search('ورود', 0, 'fa'),
      ),
    )
  }
  return events.flat().sort((a, b) => a.serverTime - b.serverTime)
}

it('has an answer to every question about an empty database, one vote, and a day that has not come', async () => {
  const store = openSqlite()
  const insights = createSource(store, 7.5)
  for (const step of [[], makeVisit(0, vote('gone/article', 1)), makeVisit(-3, view('orders/return'))]) {
    if (step.length > 0) await store.append(step)
    for (const scope of [MONTH, { from: TODAY, to: TODAY }, { from: 0, to: TODAY + 365 }, { from: TODAY, to: TODAY - 5 }]) {
      expect(hasNonsense(await askAll(insights, scope))).toBe(false)
    }
  }
  const { volume, effect, articles, health, time } = await askAll(insights, MONTH)
  expect(effect).toMatchObject({ state: 'empty', interval: null, saved: null, enough: { isEnough: false, missing: 5840 } })
  expect(volume.total).toMatchObject({ visits: 1, tickets: 0 })
  expect(volume.selfService).toEqual({ score: null, explicit: null, implicit: null })
  expect(articles.articles).toMatchObject([{ article: 'gone/article', helpful: { count: 1, n: 1 } }])
  expect(time.median).toBeNull()
  expect(health).toMatchObject({ lastBackup: null, future: 1 })
})

it('asks the database no more for thousands of years than for two months', async () => {
  const store = openSqlite()
  await store.append(makeMonths())
  const ask = async (scope: Scope) => {
    let reads = 0
    const read: Store['read'] = (sql, parameters) => {
      reads += 1
      return store.read(sql, parameters)
    }
    const figures = await askAll(createSource({ ...store, read }), scope)
    return { reads, figures }
  }
  const two = await ask({ from: TODAY - 59, to: TODAY })
  const all = await ask({ from: 0, to: 2_932_896 })
  expect(all.reads).toBeLessThanOrEqual(two.reads)
  expect(all.figures.revisions).toEqual(two.figures.revisions)
  expect(all.figures.volume.days).toEqual(two.figures.volume.days)
})

it('answers alike from SQLite and from PostgreSQL', async () => {
  const server = await startPostgres()
  const stores = [openSqlite(), await openPostgresStore(await server.createDatabase())]
  onTestFinished(async () => {
    await stores[1]!.close()
    await server.remove()
  })
  const events = makeMonths()
  for (const store of stores) for (let start = 0; start < events.length; start += 200) await store.append(events.slice(start, start + 200))
  const [ours, theirs] = stores.map((store) => createSource(store, 10))
  for (const scope of [MONTH, { ...MONTH, locale: 'fa' }, { ...MONTH, category: 'orders' }, { ...MONTH, article: 'account/sign-in' }]) {
    expect(await askAll(theirs!, scope)).toEqual(await askAll(ours!, scope))
  }

  const { volume, effect, searches, articles, revisions, comments, languages } = await askAll(ours!, MONTH)
  expect(volume.days).toHaveLength(30)
  expect(volume.total.tickets).toBe(volume.before.tickets)
  expect(effect).toMatchObject({ state: 'running', ratio: { isAlarm: true } })
  expect(effect.effect.holdout.units + effect.effect.suggest.units).toBe(60)
  // What one visit searched is never listed.
  expect(searches.zeroResult.map(({ query }) => query)).toEqual(['sso', 'ورود'])
  expect(searches.noClick.map(({ query }) => query)).toEqual(['lamp'])
  expect(searches.unlisted).toBe(1)
  expect(articles.articles[0]).toMatchObject({ article: 'orders/return', locale: 'en', contact: { rate: { count: 30, n: 120 } } })
  expect(revisions).toMatchObject([{ article: 'orders/return', locale: 'en', revision: 'new', day: TODAY - 9, isEnough: true, peers: { articles: 1 } }])
  expect(revisions[0]!.effect.improved).toBeGreaterThan(0.99)
  expect(revisions[0]!.peers!.improved).toBeCloseTo(0.5, 1)
  expect(comments.articles).toEqual([{ article: 'account/sign-in', locale: 'en', comments: 30 }])
  expect(languages.fallbacks).toEqual([{ wanted: 'fa', served: 'en', article: 'orders/return', n: 30 }])
  expect(languages.locales.find(({ locale }) => locale === 'fa')!.beside.zeroResult!.value).toBeGreaterThan(0.4)
  const { efforts, missing, guides } = await askAll(ours!, MONTH)
  expect(efforts.places).toMatchObject({ article: { n: 0 }, troubleshooter: { n: 30, distribution: [5, 5, 4, 4, 4, 4, 4] }, contact: { n: 0 } })
  expect(efforts.rows).toMatchObject([{ where: 'troubleshooter', locale: 'fa' }])
  // What one visit asked for may be somebody's own.
  expect(missing).toEqual({
    addresses: [
      { path: '/old/', from: 'external', visits: 15 },
      { path: '/old/', from: 'nav', visits: 14 },
    ],
    unlisted: 1,
  })
  expect(guides.guides).toMatchObject([{ guide: 'returns', visits: 30, solved: { count: 10 }, contacts: { count: 10 }, left: { count: 10 } }])
  expect(guides.steps.map(({ step, answers, solved, contacts, left }) => [step, answers, solved, contacts, left])).toEqual([
    ['fix', 0, 10, 0, 10],
    ['start', 30, 0, 0, 0],
    ['person', 0, 0, 10, 0],
  ])
  expect((await askAll(ours!, { ...MONTH, category: 'account' })).articles.articles.map(({ article }) => article)).toEqual(['account/sign-in'])
})
