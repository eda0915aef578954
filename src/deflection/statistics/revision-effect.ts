import { betaCdf, betaDensity, betaQuantile } from './distributions.ts'
import { integrate } from './integrate.ts'
import { findPosterior, type Posterior } from './posterior.ts'

/** Answers on one side of an edit. */
export interface Answers {
  yes: number
  no: number
}

/** How much better an article does after an edit: shares of yes, in points from −1 to 1. */
export interface RevisionEffect {
  before: Posterior
  after: Posterior
  /** Mean of after − before. */
  difference: number
  /** 95 % interval of the difference, equal tails. */
  low: number
  high: number
  /** P(after > before). */
  improved: number
}

/** Two independent Beta(½, ½) posteriors; the distribution of their difference is integrated, not simulated, so it is the same every time. */
export function measureRevision(before: Answers, after: Answers): RevisionEffect {
  const first = findPosterior(before.yes, before.no)
  const second = findPosterior(after.yes, after.no)
  const atMost = (difference: number) => differenceCdf(first, second, difference)
  return {
    before: first,
    after: second,
    difference: second.mean - first.mean,
    low: solve(atMost, 0.025),
    high: solve(atMost, 0.975),
    // A rounding error away from 0 or 1 at the ends.
    improved: Math.min(1, Math.max(0, 1 - atMost(0))),
  }
}

/** What lies beyond changes no digit that we show. */
const TAIL = 1e-17

/** P(after − before ≤ d) = ∫ f_before(x) P(after ≤ x + d) dx. */
function differenceCdf(before: Posterior, after: Posterior, d: number): number {
  const { a, b } = before
  // Beyond them x + d is outside of 0–1; and most of 0–1 holds nothing when there are many answers.
  const low = Math.max(0, -d, betaQuantile(TAIL, a, b))
  const high = Math.min(1, 1 - d, 1 - betaQuantile(TAIL, b, a))
  const inside = integrate((x, toHigh) => betaDensity(x, 1 - high + toHigh, a, b) * betaCdf(x + d, after.a, after.b), low, high)
  return inside + (d > 0 ? betaCdf(d, b, a) : 0)
}

/** Where an increasing function between −1 and 1 reaches `level`: false position with the Illinois rule, Dowell and Jarratt (1971), BIT 11. */
function solve(f: (x: number) => number, level: number): number {
  let [low, high] = [-1, 1]
  let [below, above] = [-level, 1 - level]
  let middle = 0
  for (let step = 0, side = 0; step < 100 && high - low > 1e-12; step += 1) {
    middle = (low * above - high * below) / (above - below)
    const error = f(middle) - level
    if (Math.abs(error) < 1e-13) return middle
    if (error < 0) {
      ;[low, below] = [middle, error]
      if (side < 0) above /= 2
      side = -1
    } else {
      ;[high, above] = [middle, error]
      if (side > 0) below /= 2
      side = 1
    }
  }
  return middle
}
