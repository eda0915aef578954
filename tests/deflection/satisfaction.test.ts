import { describe, expect, it } from 'vitest'
import { measureCsat, measureNps } from '../../src/deflection/statistics/satisfaction.ts'
import { createRandom } from './random.ts'

const spread = (detractors: number, passives: number, promoters: number) => [detractors, 0, 0, 0, 0, 0, 0, passives, 0, promoters, 0]

describe('satisfaction', () => {
  it('is the share of 4 and 5 with Wilson’s interval', () => {
    expect(measureCsat([1, 2, 3, 4, 10])).toMatchObject({ count: 14, n: 20, share: 0.7 })
    expect(measureCsat([0, 0, 0, 0, 0])).toMatchObject({ n: 0, share: null })
  })
})

describe('the Net Promoter Score', () => {
  it.each([
    // The example of the help centre: 46 % − 21 %.
    [[42, 66, 92], 25],
    [[0, 0, 9], 100],
    [[7, 0, 0], -100],
    [[3, 0, 3], 0],
  ])('of %j detractors, passives and promoters is %d', ([detractors, passives, promoters], score) => {
    const { score: found, low, high } = measureNps(spread(detractors!, passives!, promoters!))
    expect(found).toBeCloseTo(score, 9)
    expect(low).toBeGreaterThanOrEqual(-100)
    expect(high).toBeLessThanOrEqual(100)
    expect(high - low).toBeGreaterThan(5)
  })

  it('has the interval of Bonett and Price', () => {
    // By hand, for 42, 66 and 92: p = 93/202 and 43/202, so 24.752 ± 1.96 × √((0.673267 − 0.061268) ÷ 202) × 100.
    const { low, high } = measureNps(spread(42, 66, 92))
    expect(low).toBeCloseTo(24.7525 - 10.7883, 3)
    expect(high).toBeCloseTo(24.7525 + 10.7883, 3)
  })

  it('says nothing without answers', () => expect(measureNps(spread(0, 0, 0))).toEqual({ n: 0, score: null, low: -100, high: 100 }))

  it.each([
    [8, 0.2, 0.5],
    [20, 0.05, 0.9],
    [20, 0.3, 0.3],
    [60, 0.6, 0.1],
  ])('has an interval that covers the truth with %d answers', (n, detractors, promoters) => {
    const random = createRandom(n * 31 + detractors * 1000)
    const covered = Array.from({ length: 4000 }).filter(() => {
      const draws = Array.from({ length: n }, () => random.uniform())
      const found = measureNps(
        spread(
          draws.filter((x) => x < detractors).length,
          draws.filter((x) => x >= detractors && x < 1 - promoters).length,
          draws.filter((x) => x >= 1 - promoters).length,
        ),
      )
      const truth = 100 * (promoters - detractors)
      return found.low <= truth && truth <= found.high
    }).length
    expect(covered / 4000).toBeGreaterThan(0.94)
  })
})
