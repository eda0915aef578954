import { twoSidedP, Z_95 } from './distributions.ts'
import { measureProportion } from './proportion.ts'

/** Units (visits that opened the form) and tickets of one arm. */
export interface Arm {
  tickets: number
  units: number
}

export interface Interval {
  value: number
  low: number
  high: number
}

/** What suggestions change. All null while an arm is empty; the ratio also while nobody of the holdout wrote. */
export interface ExperimentEffect {
  holdout: Arm
  suggest: Arm
  /** p(ticket | holdout) − p(ticket | suggestions): positive means fewer tickets. Newcombe's interval. */
  difference: Interval | null
  /** 1 − p(ticket | suggestions) ÷ p(ticket | holdout): causal deflection. Katz's interval, null when an arm has no ticket at all. */
  deflection: { value: number; low: number | null; high: number | null } | null
  /** Tickets that suggestions avoided among those who saw them: difference × units. */
  avoided: Interval | null
  /** Two-sided p of the pooled z test, for comparison. */
  p: number | null
  z: number | null
}

/**
 * Difference: Newcombe (1998), Statistics in Medicine 17, method 10 (from two Wilson intervals). Ratio: Katz et al. (1978), Biometrics 34.
 * Both at 95 % and for one look at a planned size; before it, see confidence-sequence.ts.
 */
export function measureExperiment(holdout: Arm, suggest: Arm): ExperimentEffect {
  const control = measureProportion(holdout.tickets, holdout.units)
  const treated = measureProportion(suggest.tickets, suggest.units)
  if (control.share === null || treated.share === null) return { holdout, suggest, difference: null, deflection: null, avoided: null, p: null, z: null }

  const value = control.share - treated.share
  const difference = {
    value,
    low: value - Math.hypot(control.share - control.low, treated.high - treated.share),
    high: value + Math.hypot(control.high - control.share, treated.share - treated.low),
  }
  const pooled = (holdout.tickets + suggest.tickets) / (holdout.units + suggest.units)
  const error = Math.sqrt(pooled * (1 - pooled) * (1 / holdout.units + 1 / suggest.units))
  const z = error === 0 ? 0 : value / error
  const scale = (n: number) => n * suggest.units
  return {
    holdout,
    suggest,
    difference,
    deflection: holdout.tickets === 0 ? null : measureRatio(holdout, suggest),
    avoided: { value: scale(value), low: scale(difference.low), high: scale(difference.high) },
    p: twoSidedP(z),
    z,
  }
}

function measureRatio(holdout: Arm, suggest: Arm): NonNullable<ExperimentEffect['deflection']> {
  const ratio = suggest.tickets / suggest.units / (holdout.tickets / holdout.units)
  if (suggest.tickets === 0) return { value: 1, low: null, high: null }
  const error = Math.sqrt(1 / suggest.tickets - 1 / suggest.units + 1 / holdout.tickets - 1 / holdout.units)
  return { value: 1 - ratio, low: 1 - ratio * Math.exp(Z_95 * error), high: 1 - ratio * Math.exp(-Z_95 * error) }
}

/** Money saved by tickets that were avoided, in the currency of `cost`. */
export function measureSaving(avoided: Interval, cost: number): Interval {
  return { value: avoided.value * cost, low: avoided.low * cost, high: avoided.high * cost }
}
