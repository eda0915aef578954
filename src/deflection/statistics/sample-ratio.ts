import { chiSquareTail } from './distributions.ts'

/** Below this the arms are not split as they should be, and no effect is to be believed. */
export const MISMATCH_ALARM = 0.001

export interface SampleRatio {
  chiSquare: number
  /** Probability of a split at least as far from the plan; 1 without units. */
  p: number
  isAlarm: boolean
}

/**
 * Chi-square test, one degree of freedom, of the split between holdout and the rest against the configured share of the holdout (0–1).
 * Fabijan et al. (2019), KDD, “Diagnosing sample ratio mismatch”.
 */
export function checkSampleRatio(holdout: number, suggest: number, share: number): SampleRatio {
  const n = holdout + suggest
  // A share of 0 or 1 is no experiment; whoever is in the arm that should be empty is the alarm.
  if (share <= 0 || share >= 1) return { chiSquare: 0, p: 1, isAlarm: share <= 0 ? holdout > 0 : suggest > 0 }
  if (n === 0) return { chiSquare: 0, p: 1, isAlarm: false }
  const chiSquare = (holdout - n * share) ** 2 / (n * share) + (suggest - n * (1 - share)) ** 2 / (n * (1 - share))
  const p = chiSquareTail(chiSquare)
  return { chiSquare, p, isAlarm: p < MISMATCH_ALARM }
}
