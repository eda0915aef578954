import { expect, it } from 'vitest'
import { readNewestComments } from '../../src/deflection/queries/newest-comments.ts'
import { makeSite } from '../server/site.ts'

// Without its index it took two minutes over 500,000 events, and the server answers nobody meanwhile.
it('reads the newest comments through an index and never the whole table', async () => {
  const site = await makeSite()
  let steps: string[] = []
  const explain = async (sql: string, parameters: Parameters<typeof site.store.read>[1]) => {
    const plan = await site.store.read<{ detail: string }>(`EXPLAIN QUERY PLAN ${sql}`, parameters)
    steps = plan.map(({ detail }) => detail)
    return []
  }
  await readNewestComments(explain, { from: 0, to: 30_000 })
  expect(steps.filter((step) => /^(SCAN|SEARCH) (stored_event|comment|vote|later)\b(?!.*INDEX)/.test(step))).toEqual([])
})
