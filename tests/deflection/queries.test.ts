import { describe, expect, it } from 'vitest'
import { loadQueries, QUERY_NAMES } from '../../src/deflection/load.ts'
import { makeSite } from '../server/site.ts'

describe('the query', () => {
  // Without its index the slowest of them took two minutes over 500,000 events, and the server answers nobody meanwhile.
  it.each(QUERY_NAMES)('of %s never reads the whole table of events', async (name) => {
    const site = await makeSite()
    const parameters: Record<string, string | number> = name === 'comments' ? { since: 0, locale: '' } : { since: 0 }
    const plan = await site.store.read<{ detail: string }>(`EXPLAIN QUERY PLAN ${loadQueries()[name]}`, parameters)
    const steps = plan.map(({ detail }) => detail)
    expect(steps.filter((step) => /^(SCAN|SEARCH) stored_event\b(?!.*INDEX)/.test(step))).toEqual([])
  })
})
