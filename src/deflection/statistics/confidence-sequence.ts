import type { Arm, Interval } from './experiment-effect.ts'

const ALPHA = 0.05

/** The ρ with which the sequence is tightest at n units; Waudby-Smith et al., appendix B.2. */
export function tuneSequence(n: number): number {
  return Math.sqrt((-2 * Math.log(ALPHA) + Math.log(-2 * Math.log(ALPHA) + 1)) / n)
}

/** Tuned for this many visits that open the form, whatever the plan: far from it the interval is wider, never wrong. */
export const SEQUENCE_TUNED_FOR = 5000

/**
 * The difference p(ticket | holdout) − p(ticket | suggestions) with an interval that covers the truth at all times together with 95 %
 * probability. It may be looked at every day; a fixed interval, looked at twenty times, is wrong in a quarter of all experiments without
 * an effect. Asymptotic confidence sequence: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas (2024), Annals of Statistics 52, Theorem 2.2.
 * Null while an arm is empty, or while nothing varies (nobody or everybody wrote), when it would have no width.
 */
export function findConfidenceSequence(holdout: Arm, suggest: Arm, tunedFor = SEQUENCE_TUNED_FOR): Interval | null {
  if (holdout.units === 0 || suggest.units === 0) return null
  const n = holdout.units + suggest.units
  const control = holdout.tickets / holdout.units
  const treated = suggest.tickets / suggest.units
  // Variance of one unit's weighted outcome, with the share of its arm.
  const variance = (control * (1 - control) * n) / holdout.units + (treated * (1 - treated) * n) / suggest.units
  if (variance === 0) return null
  const half = findHalfWidth(variance, n, tunedFor)
  const value = control - treated
  return { value, low: value - half, high: value + half }
}

/**
 * Causal deflection, 1 − p(ticket | suggestions) ÷ p(ticket | holdout), with an interval of the same kind: the sequence of the ratio's logarithm, to
 * which the theorem applies by the delta method. Null while one side has no ticket.
 */
export function findDeflectionSequence(holdout: Arm, suggest: Arm, tunedFor = SEQUENCE_TUNED_FOR): Interval | null {
  if (holdout.tickets === 0 || suggest.tickets === 0) return null
  const n = holdout.units + suggest.units
  const ratio = suggest.tickets / suggest.units / (holdout.tickets / holdout.units)
  // Katz's variance of the logarithm, of one unit.
  const variance = n * (1 / suggest.tickets - 1 / suggest.units + 1 / holdout.tickets - 1 / holdout.units)
  if (variance <= 0) return null
  const half = findHalfWidth(variance, n, tunedFor)
  return { value: 1 - ratio, low: 1 - ratio * Math.exp(half), high: 1 - ratio * Math.exp(-half) }
}

function findHalfWidth(variance: number, n: number, tunedFor: number): number {
  const spread = n * tuneSequence(tunedFor) ** 2 + 1
  return Math.sqrt(variance) * Math.sqrt(((2 * spread) / (n * (spread - 1))) * Math.log(Math.sqrt(spread) / ALPHA))
}
