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
  /** Share still without an answer after so many seconds. */
  curve: { seconds: number; share: number }[]
}

/**
 * Kaplan and Meier (1958), J. Am. Stat. Assoc. 53. Who left without an answer counts as waiting until then: the median of the answered alone
 * would say that a help centre is fast when most gave up.
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
  const curve: TimeToAnswer['curve'] = []
  for (const [seconds, { answered, left }] of [...times].sort(([a], [b]) => a - b)) {
    if (answered > 0) {
      share *= 1 - answered / waiting
      curve.push({ seconds, share })
    }
    waiting -= answered + left
  }
  const answered = visits.reduce((sum, { isAnswered, n = 1 }) => sum + (isAnswered ? n : 0), 0)
  // A share that should be exactly a half may miss it by rounding.
  return { n: total, answered, median: curve.find((point) => point.share <= 0.5 + 1e-12)?.seconds ?? null, curve }
}
