/** The 97.5 % point of the standard normal distribution: two-sided 95 %. */
const Z_95 = 1.959963984540054

/** Answers below which a share is not shown: its interval would be wider than half the scale. */
export const ENOUGH_ANSWERS = 5

/** A share of n with its 95 % interval; `share` is null when there is nothing to divide by. */
export interface Proportion {
  count: number
  n: number
  share: number | null
  low: number
  high: number
}

/**
 * Wilson score interval at 95 %: unlike share ± error it stays within 0–1 and is honest for small n and for 0 or n of n.
 * Wilson (1927), J. Am. Stat. Assoc. 22; recommended by Brown, Cai and DasGupta (2001), Statistical Science 16(2).
 */
export function measureProportion(count: number, n: number): Proportion {
  if (n === 0) return { count, n, share: null, low: 0, high: 1 }
  const share = count / n
  const square = Z_95 * Z_95
  const centre = (share + square / (2 * n)) / (1 + square / n)
  const half = (Z_95 / (1 + square / n)) * Math.sqrt((share * (1 - share)) / n + square / (4 * n * n))
  return {
    count,
    n,
    share,
    // Exact in theory, a rounding error away in practice.
    low: count === 0 ? 0 : Math.max(0, centre - half),
    high: count === n ? 1 : Math.min(1, centre + half),
  }
}

/** Customer effort: answers 1–7 to “{company} made it easy for me to solve my problem”. */
export interface Effort {
  n: number
  /** Arithmetic mean of the scores, 1–7; null without answers. */
  mean: number | null
  /** Share of 5, 6 and 7, “easy”. */
  easy: Proportion
  /** Answers per score, 1 first. */
  distribution: number[]
}

/** CES 2.0 (Dixon, Freeman and Toman, CEB 2013) from the number of answers per score, 1 first. */
export function measureEffort(distribution: number[]): Effort {
  const n = distribution.reduce((sum, count) => sum + count, 0)
  const total = distribution.reduce((sum, count, index) => sum + count * (index + 1), 0)
  const easy = distribution.slice(4).reduce((sum, count) => sum + count, 0)
  return { n, mean: n === 0 ? null : total / n, easy: measureProportion(easy, n), distribution }
}

/** Whether there are enough answers to show a share. */
export function isEnough(n: number): boolean {
  return n >= ENOUGH_ANSWERS
}
