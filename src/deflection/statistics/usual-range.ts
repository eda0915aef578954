import { betaCdf, betaQuantile } from './distributions.ts'

/** Days that are judged together: a week has every weekday once, so that weekends disturb nothing. */
export const WINDOW_DAYS = 7
/** Weeks before it that say what is usual. */
export const BASELINE_WEEKS = 8
/**
 * Probability that a quiet day is called unusual, both sides together. Neighbouring days share most of their week, so such days come in runs: about
 * one run in ten months for each figure (tests/deflection/usual-range.test.ts).
 */
export const FALSE_ALARM = 0.005

/** A day of a figure: a number of things, or a sum over so many answers. */
export interface Day {
  observed: number
  /** Searches, answers: what `observed` is a part or a sum of; 1 for plain counts. */
  n: number
}

/** Counts of a day, shares of n, or means of n answers. */
export type FigureKind = 'count' | 'share' | 'mean'

export interface UsualRange {
  /** The last week: its sum, its share or its mean. */
  value: number
  /** What such a week was like before. */
  expected: number
  /** Within which a week stays when nothing changed, but for the false alarms. */
  low: number
  high: number
  verdict: 'usual' | 'above' | 'below'
  /** Two-sided. */
  p: number
}

/** Too little to say; so many more are needed. */
export interface TooLittle {
  verdict: 'too-little'
  /** Days, or answers where days are there. */
  missing: number
  unit: 'days' | 'answers'
}

/** Days vary at least half as much as chance makes them, and whole numbers from 1 to 7 by half a point: figures that were the same every day are too few to say. */
const LEAST_DISPERSION = 0.5
const LEAST_VARIANCE = 0.25

/** A week must be expected to have so many (and, of a share, so many that are not), or its range says nothing. */
export const ENOUGH_PER_WEEK = 10

/**
 * Whether the last seven days are what the eight weeks before let expect: the quasi-likelihood prediction limit of Farrington et al. (1996),
 * J. R. Stat. Soc. A 159, by which public health agencies watch counts of disease. Days may vary more than chance alone lets them (φ, from each
 * weekday's own mean); the error of the baseline is a part of the limit; a power makes the distribution symmetric (⅔ for counts); and because φ
 * is estimated, the limit is Student's. `days` are whole days, oldest first, the last one being judged with the six before it.
 */
export function findUsualRange(kind: FigureKind, days: readonly Day[]): UsualRange | TooLittle {
  const needed = WINDOW_DAYS * (BASELINE_WEEKS + 1)
  if (days.length < needed) return { verdict: 'too-little', missing: needed - days.length, unit: 'days' }
  const baseline = days.slice(-needed, -WINDOW_DAYS)
  const window = days.slice(-WINDOW_DAYS)
  return kind === 'count' ? judgeCount(baseline, window) : judgeRatio(kind, baseline, window)
}

function judgeCount(baseline: readonly Day[], window: readonly Day[]): UsualRange | TooLittle {
  const means = window.map(
    (_, weekday) => sum(baseline.filter((_day, index) => index % WINDOW_DAYS === weekday).map(({ observed }) => observed)) / BASELINE_WEEKS,
  )
  const expected = sum(means)
  if (expected < ENOUGH_PER_WEEK) return { verdict: 'too-little', missing: Math.ceil(ENOUGH_PER_WEEK - expected), unit: 'answers' }
  const residuals = baseline.flatMap(({ observed }, index) => {
    const mean = means[index % WINDOW_DAYS] ?? 0
    return mean > 0 ? [(observed - mean) ** 2 / mean] : []
  })
  const freedom = baseline.length - WINDOW_DAYS
  const dispersion = Math.max(LEAST_DISPERSION, sum(residuals) / freedom)
  const error = Math.sqrt(dispersion * expected * (1 + 1 / BASELINE_WEEKS))
  return judge({ value: sum(window.map(({ observed }) => observed)), expected, error, freedom, power: 2 / 3 })
}

function judgeRatio(kind: 'share' | 'mean', baseline: readonly Day[], window: readonly Day[]): UsualRange | TooLittle {
  const [n, before] = [sum(window.map((day) => day.n)), sum(baseline.map((day) => day.n))]
  const ratio = before === 0 ? 0 : sum(baseline.map(({ observed }) => observed)) / before
  // Of a share, both what is counted and what is not.
  const rarer = kind === 'share' ? Math.min(ratio, 1 - ratio) : 1
  const few = Math.min(n, before / BASELINE_WEEKS) * rarer
  if (few < ENOUGH_PER_WEEK) {
    const missing = rarer > 0 ? Math.ceil((ENOUGH_PER_WEEK - few) / rarer) : ENOUGH_PER_WEEK
    return { verdict: 'too-little', missing, unit: 'answers' }
  }
  const unit = kind === 'share' ? ratio * (1 - ratio) : 1
  const told = baseline.filter((day) => day.n > 0)
  const freedom = told.length - 1
  const spread = sum(told.map((day) => (day.observed - ratio * day.n) ** 2 / (unit * day.n))) / freedom
  const dispersion = Math.max(kind === 'share' ? LEAST_DISPERSION : LEAST_VARIANCE, spread)
  const error = Math.sqrt(dispersion * unit * n * (1 + n / before))
  // Where the third cumulant of a binomial vanishes; ⅔ when it is rare, as for counts, 1 at a half.
  const power = kind === 'share' ? 1 - (1 - 2 * ratio) / (3 * (1 - ratio)) : 1
  const found = judge({ value: sum(window.map(({ observed }) => observed)), expected: ratio * n, error, freedom, power })
  return { ...found, value: found.value / n, expected: ratio, low: found.low / n, high: kind === 'share' ? Math.min(1, found.high / n) : found.high / n }
}

interface Judged {
  value: number
  expected: number
  /** Standard error of the prediction. */
  error: number
  freedom: number
  /** To which values are raised before they are compared. */
  power: number
}

function judge({ value, expected, error, freedom, power }: Judged): UsualRange {
  const raise = (x: number) => x ** power
  // By the delta method.
  const scale = power * expected ** (power - 1) * error
  const limit = studentLimit(FALSE_ALARM, freedom)
  const t = scale === 0 ? (value === expected ? 0 : Number.POSITIVE_INFINITY * Math.sign(value - expected)) : (raise(value) - raise(expected)) / scale
  const lower = (x: number) => Math.max(0, x) ** (1 / power)
  const [low, high] = [lower(raise(expected) - limit * scale), lower(raise(expected) + limit * scale)]
  return { value, expected, low, high, verdict: t > limit ? 'above' : t < -limit ? 'below' : 'usual', p: studentTail(t, freedom) }
}

/** How far Student's t with so many degrees of freedom goes beyond ± in `share` of cases. */
export function studentLimit(share: number, freedom: number): number {
  const x = betaQuantile(share, freedom / 2, 0.5)
  return Math.sqrt((freedom * (1 - x)) / x)
}

/** P(|T| ≥ |t|). */
export function studentTail(t: number, freedom: number): number {
  return Number.isFinite(t) ? betaCdf(freedom / (freedom + t * t), freedom / 2, 0.5) : 0
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)
