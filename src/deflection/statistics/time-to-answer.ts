import { Z_95 } from './distributions.ts'

/** One visit: seconds until it was answered, or until it was last seen without an answer. */
export interface Waiting {
  seconds: number
  isAnswered: boolean
  /** How many visits this stands for; 1 unless given. */
  n?: number
}

export interface TimeToAnswer {
  n: number
  answered: number
  /** Seconds after which half are answered; null means “not reached”, which is a value: most leave without. */
  median: number | null
  /** 95 % interval of the median in seconds; each end is null while it is not reached. */
  interval: { low: number | null; high: number | null }
  /** Share still without an answer after so many seconds. */
  curve: { seconds: number; share: number }[]
}

/**
 * Kaplan and Meier (1958), J. Am. Stat. Assoc. 53. Who left without an answer counts as waiting until then: the median of the answered alone
 * would say that a help centre is fast when most gave up. The median's interval is that of Brookmeyer and Crowley (1982), Biometrics 38: the times at
 * which a half is within the interval of the curve, which is Greenwood's on the scale of log(−log), so that it stays within 0–1.
 */
export function measureTimeToAnswer(visits: Waiting[]): TimeToAnswer {
  const times = new Map<number, { answered: number; left: number }>()
  for (const { seconds, isAnswered, n = 1 } of visits) {
    const at = times.get(seconds) ?? { answered: 0, left: 0 }
    at[isAnswered ? 'answered' : 'left'] += n
    times.set(seconds, at)
  }
  const total = visits.reduce((sum, { n = 1 }) => sum + n, 0)
  let waiting = total
  let share = 1
  let spread = 0
  const interval: TimeToAnswer['interval'] = { low: null, high: null }
  const curve: TimeToAnswer['curve'] = []
  for (const [seconds, { answered, left }] of [...times].sort(([a], [b]) => a - b)) {
    if (answered > 0) {
      share *= 1 - answered / waiting
      spread += answered / (waiting * (waiting - answered))
      curve.push({ seconds, share })
      const { low, high } = boundShare(share, spread)
      if (low <= HALF) interval.low ??= seconds
      if (high <= HALF) interval.high ??= seconds
    }
    waiting -= answered + left
  }
  const answered = visits.reduce((sum, { isAnswered, n = 1 }) => sum + (isAnswered ? n : 0), 0)
  return { n: total, answered, median: curve.find((point) => point.share <= HALF)?.seconds ?? null, interval, curve }
}

/** A share that should be exactly a half may miss it by rounding. */
const HALF = 0.5 + 1e-12

/** 95 % interval of a share that still waits, from Greenwood's sum, which says nothing of the last one. */
function boundShare(share: number, spread: number): { low: number; high: number } {
  if (share <= 0 || !Number.isFinite(spread)) return { low: 0, high: 1 }
  const half = (Z_95 * Math.sqrt(spread)) / Math.abs(Math.log(share))
  return { low: share ** Math.exp(half), high: share ** Math.exp(-half) }
}
