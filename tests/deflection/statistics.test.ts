import { describe, expect, it } from 'vitest'
import { measureEffort } from '../../src/deflection/statistics/effort.ts'
import { measureProportion } from '../../src/deflection/statistics/proportion.ts'

/** Worked cases, recomputed independently with scipy and statsmodels. */
const wilson = [
  { x: 0, n: 1, lo: 0, hi: 0.7934506856227626 },
  { x: 1, n: 1, lo: 0.20654931437723745, hi: 1 },
  { x: 1, n: 2, lo: 0.09453120573423074, hi: 0.9054687942657693 },
  { x: 5, n: 5, lo: 0.5655175352168251, hi: 1 },
  { x: 0, n: 5, lo: 0, hi: 0.43448246478317476 },
  { x: 8, n: 10, lo: 0.4901624715366418, hi: 0.9433178485456248 },
  { x: 80, n: 100, lo: 0.7111708344068411, hi: 0.8666330666689676 },
  { x: 800, n: 1000, lo: 0.7740810353518655, hi: 0.8236229095568015 },
  { x: 12, n: 40, lo: 0.18074845229746528, hi: 0.45430018818144935 },
  { x: 1, n: 100000, lo: 0.0000017652477303783126, hi: 0.00005664709659040966 },
]
const effort = [
  { counts: [0, 0, 0, 0, 0, 0, 1], n: 1, mean: 7, easy: 1, lo: 0.20654931437723745, hi: 1 },
  { counts: [3, 2, 5, 10, 20, 30, 30], n: 100, mean: 5.52, easy: 0.8, lo: 0.7111708344068411, hi: 0.8666330666689676 },
  { counts: [10, 0, 0, 0, 0, 0, 10], n: 20, mean: 4, easy: 0.5, lo: 0.2992980081982123, hi: 0.7007019918017877 },
  { counts: [80, 210, 140, 110, 160, 180, 120], n: 1000, mean: 4.08, easy: 0.46, lo: 0.42932142688110647, hi: 0.49098471379773795 },
]

describe('a proportion', () => {
  it.each(wilson)('has the Wilson interval for $x of $n', ({ x, n, lo, hi }) => {
    const { share, low, high } = measureProportion(x, n)
    expect(share).toBe(x / n)
    expect(low).toBeCloseTo(lo, 12)
    expect(high).toBeCloseTo(hi, 12)
  })

  it('is unknown, not zero, for 0 of 0', () => {
    expect(measureProportion(0, 0)).toEqual({ count: 0, n: 0, share: null, low: 0, high: 1 })
  })
})

describe('effort', () => {
  it.each(effort)('has mean and share of 5 to 7 for $counts', ({ counts, n, mean, easy, lo, hi }) => {
    const result = measureEffort(counts)
    expect(result).toMatchObject({ n, distribution: counts, easy: { share: easy } })
    expect(result.mean).toBeCloseTo(mean, 12)
    expect(result.easy.low).toBeCloseTo(lo, 12)
    expect(result.easy.high).toBeCloseTo(hi, 12)
  })

  it('is unknown without answers', () => {
    expect(measureEffort([0, 0, 0, 0, 0, 0, 0])).toMatchObject({ n: 0, mean: null, easy: { share: null } })
  })
})
