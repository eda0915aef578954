import { Z_95 } from './distributions.ts'
import { measureProportion, type Proportion } from './proportion.ts'

/** Share of 4 and 5 of answers from 1 to 5, 1 first: how CSAT is usually scored. Wilson's interval. */
export function measureCsat(distribution: readonly number[]): Proportion {
  const sum = (from: number) => distribution.slice(from).reduce((total, n) => total + n, 0)
  return measureProportion(sum(3), sum(0))
}

export interface NetPromoter {
  n: number
  /** Share of 9 and 10 minus share of 0 to 6, in points from −100 to 100; null without answers. */
  score: number | null
  /** 95 % */
  low: number
  high: number
}

/**
 * Net Promoter Score (Reichheld, 2003) of answers from 0 to 10, 0 first. It is a difference of two shares of the same answers, so its interval is
 * that of Bonett and Price (2012), J. Educ. Behav. Stat. 37: one answer is added to promoters and to detractors, which keeps it true for few answers.
 */
export function measureNps(distribution: readonly number[]): NetPromoter {
  const sum = (from: number, to: number) => distribution.slice(from, to).reduce((total, n) => total + n, 0)
  const [detractors, promoters, n] = [sum(0, 7), sum(9, 11), sum(0, 11)]
  if (n === 0) return { n, score: null, low: -100, high: 100 }
  const [above, below] = [(promoters + 1) / (n + 2), (detractors + 1) / (n + 2)]
  const half = Z_95 * Math.sqrt((above + below - (above - below) ** 2) / (n + 2))
  return {
    n,
    score: (100 * (promoters - detractors)) / n,
    low: 100 * Math.max(-1, above - below - half),
    high: 100 * Math.min(1, above - below + half),
  }
}
