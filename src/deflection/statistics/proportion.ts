import { Z_95 } from './distributions.ts'

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

/** Whether there are enough answers to show a share. */
export function isEnough(n: number): boolean {
  return n >= ENOUGH_ANSWERS
}

/**
 * A share drawn towards that of all by as many answers as are usual, so that 2 of 2 is not above 90 of 100: (yes + usual × ofAll) ÷ (n + usual).
 * The “Bayesian average”; with `usual` = 0 it is the raw share.
 */
export function shrinkShare(count: number, n: number, { ofAll, usual }: { ofAll: number; usual: number }): number {
  return n + usual === 0 ? ofAll : (count + usual * ofAll) / (n + usual)
}
