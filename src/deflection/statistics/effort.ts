import { Z_95 } from './distributions.ts'
import { measureProportion, type Proportion } from './proportion.ts'

/** Customer effort: answers 1–7 to “{company} made it easy for me to solve my problem”. */
export interface Effort {
  n: number
  /** Arithmetic mean of the scores, 1–7; null without answers. */
  mean: number | null
  /** 95 % interval of the mean; of no width when all answers are the same, so nothing is to be made of it while they are few. */
  meanInterval: { low: number; high: number } | null
  /** Sample standard deviation, 0 for one answer; null without. */
  deviation: number | null
  /** Share of 5, 6 and 7, “easy”. */
  easy: Proportion
  /** Share of 1, 2 and 3, “hard”. */
  hard: Proportion
  /** Share of easy minus share of hard, −1 to 1; null without answers. */
  net: number | null
  /** Third scoring in use: share of 6 and 7 minus share of 1, 2 and 3. */
  index: number | null
  /** Answers per score, 1 first. */
  distribution: number[]
}

/**
 * CES 2.0 (Dixon, Freeman and Toman, CEB 2013) from the number of answers per score, 1 first. The mean's interval is the normal one,
 * mean ± 1.96 × deviation ÷ √n, kept on the scale.
 */
export function measureEffort(distribution: number[]): Effort {
  const count = (from: number, to: number) => distribution.slice(from - 1, to).reduce((sum, n) => sum + n, 0)
  const n = count(1, 7)
  const easy = measureProportion(count(5, 7), n)
  const hard = measureProportion(count(1, 3), n)
  if (n === 0) return { n, mean: null, meanInterval: null, deviation: null, easy, hard, net: null, index: null, distribution }
  const mean = distribution.reduce((sum, count, index) => sum + count * (index + 1), 0) / n
  const squares = distribution.reduce((sum, count, index) => sum + count * (index + 1 - mean) ** 2, 0)
  const deviation = n === 1 ? 0 : Math.sqrt(squares / (n - 1))
  const half = (Z_95 * deviation) / Math.sqrt(n)
  return {
    n,
    mean,
    meanInterval: { low: Math.max(1, mean - half), high: Math.min(7, mean + half) },
    deviation,
    easy,
    hard,
    net: (easy.count - hard.count) / n,
    index: (count(6, 7) - hard.count) / n,
    distribution,
  }
}
