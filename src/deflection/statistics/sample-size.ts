import { normalQuantile, Z_95 } from './distributions.ts'

export interface SampleSize {
  holdout: number
  suggest: number
  total: number
}

/**
 * Units needed to find, at 5 % two-sided, a fall of the ticket rate from `control` to `treated` with this power; `ratio` is how many units
 * see suggestions for each that does not (9 for a holdout of 10 %). Normal approximation with unpooled variance; Chow, Shao and Wang (2008),
 * Sample Size Calculations in Clinical Research, 4.2. Null when there is nothing to find.
 */
export function findSampleSize({
  control,
  treated,
  ratio,
  power = 0.8,
}: {
  control: number
  treated: number
  ratio: number
  power?: number
}): SampleSize | null {
  if (control === treated || ratio <= 0 || !Number.isFinite(ratio)) return null
  const variance = control * (1 - control) + (treated * (1 - treated)) / ratio
  const holdout = Math.ceil(((Z_95 + normalQuantile(power)) ** 2 * variance) / (control - treated) ** 2)
  const suggest = Math.ceil(holdout * ratio)
  return { holdout, suggest, total: holdout + suggest }
}

/** Answers after which the Wilson interval of a share is at most ± `half`, whatever the share. */
export function findAnswersNeeded(half: number): number {
  return Math.max(1, Math.ceil(Z_95 * Z_95 * (1 / (4 * half * half) - 1)))
}
