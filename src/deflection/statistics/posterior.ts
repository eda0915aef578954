import { betaCdf, betaQuantile } from './distributions.ts'

/** What is known of a share after `yes` and `no` answers, beginning from Jeffreys' Beta(½, ½). */
export interface Posterior {
  /** Parameters of the Beta distribution. */
  a: number
  b: number
  mean: number
  /** 95 %, equal tails. */
  low: number
  high: number
  /** Probability that fewer than half say yes: high means broken rather than unlucky. */
  belowHalf: number
}

/** Jeffreys (1946), Proc. R. Soc. A 186. Ranks articles with few answers without calling 2 of 2 the best. */
export function findPosterior(yes: number, no: number): Posterior {
  const a = yes + 0.5
  const b = no + 0.5
  return { a, b, mean: a / (a + b), low: betaQuantile(0.025, a, b), high: betaQuantile(0.975, a, b), belowHalf: betaCdf(0.5, a, b) }
}
