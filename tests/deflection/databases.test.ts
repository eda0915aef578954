import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createWordGroups } from '../../src/search/word-groups.ts'
import { createInsights } from '../../src/deflection/queries/insights.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import { makeEvent } from '../storage/contract.ts'
import { startPostgres } from '../storage/postgres-server.ts'

/** Numbers that look random and are the same at every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * sides)
  }
}

const idOf = (n: number) => `0192f0c1-0000-7000-9000-${String(n).padStart(12, '0')}`

/** Few readers and articles and only three different times, so that answers replace one another and often come at the same ms. */
function makeEvents(): StoredEvent[] {
  const roll = createDice(7)
  return Array.from({ length: 3000 }, () => {
    const type = ['view', 'vote', 'reason', 'ces', 'comment'][roll(5)]!
    const reasons = ['unanswered', 'unclear', 'broken', 'outdated', 'other']
    return makeEvent({
      type,
      serverTime: 1_700_000_000_000 + roll(3),
      reader: idOf(roll(12)),
      article: roll(20) === 0 ? undefined : `using/article-${roll(6)}`,
      locale: ['en', 'fa'][roll(2)]!,
      answer: roll(2) === 0 ? idOf(100 + roll(40)) : undefined,
      value: type === 'vote' ? roll(2) : type === 'ces' ? 1 + roll(7) : undefined,
      text: type === 'reason' ? reasons[roll(5)] : type === 'comment' ? `می‌گوید ${roll(1000)}` : undefined,
    })
  })
}

it('shows the same figures from SQLite and from PostgreSQL', async () => {
  const server = await startPostgres()
  const folder = mkdtempSync(join(tmpdir(), 'waymark-both-'))
  const stores = [openSqliteStore(folder), await openPostgresStore(await server.createDatabase())]
  onTestFinished(async () => {
    await Promise.all(stores.map((store) => store.close()))
    await server.remove()
    rmSync(folder, { recursive: true, force: true })
  })
  const events = makeEvents()
  const day = Math.floor(1_700_000_000_000 / 86_400_000)
  const ask = async (locale?: string) => {
    const scope = { from: day - 1, to: day + 1, locale }
    const [ours, theirs] = await Promise.all(
      stores.map(async ({ read }) => {
        const insights = createInsights({
          read,
          clock: () => 1_700_000_000_000,
          experiment: { name: 'suggestions-10', share: 0.1 },
          defaultLocale: 'en',
          groupOf: createWordGroups(),
        })
        return {
          articles: (await insights.articles(scope)).articles,
          comments: await insights.newestComments(scope),
          one: await insights.newestComments({ ...scope, article: 'using/article-1' }, 3),
          firstDay: await insights.firstDay(),
        }
      }),
    )
    expect(theirs).toEqual(ours)
    return ours!
  }
  for (const store of stores) for (let start = 0; start < events.length; start += 100) await store.append(events.slice(start, start + 100))
  const all = await ask()
  expect(all.articles.reduce((sum, { helpful }) => sum + helpful.n, 0)).toBeGreaterThan(50)
  expect(all.comments).toHaveLength(20)
  expect(all.one).toHaveLength(3)
  expect(all.firstDay).toBe(day)
  expect(all.articles.flatMap(({ reasons }) => reasons).length).toBeGreaterThan(5)
  await ask('fa')
})
