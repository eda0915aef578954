import { findConfidenceSequence, findDeflectionSequence } from '../statistics/confidence-sequence.ts'
import { type Arm, type ExperimentEffect, type Interval, measureExperiment, measureSaving } from '../statistics/experiment-effect.ts'
import { checkSampleRatio, type SampleRatio } from '../statistics/sample-ratio.ts'
import { findSampleSize, type SampleSize } from '../statistics/sample-size.ts'
import { type Enough, IN_PERIOD, judge, type Read, type Scope, scopeParameters } from './scope.ts'

/** What the plan is made for, before anybody looks: six of ten who open the form send a ticket, and suggestions keep a tenth of those from it. */
export const PLANNED_RATE = 0.6
export const PLANNED_REDUCTION = 0.1

/** Steps of the suggestions in one arm, in visits that opened the form. */
export interface ArmFunnel extends Arm {
  eligible: number
  shown: number
  clicked: number
  solved: number
  unsolved: number
}

export interface SuggestionEffect {
  experiment: string
  /** Share of the holdout as configured, 0–1. */
  share: number
  /** Off (share 0), not enough for anything, under way (show `interval`), or planned size reached (show the fixed intervals of `effect`). */
  state: 'off' | 'empty' | 'running' | 'complete'
  effect: ExperimentEffect
  holdout: ArmFunnel
  suggest: ArmFunnel
  /** The difference with the interval to be shown now: always valid until the planned size is reached, then fixed. Null while an arm is empty. */
  interval: Interval | null
  /** Causal deflection, the share of tickets that suggestions prevent, with an interval of the same kind; null while one side has no ticket. */
  deflection: Interval | null
  /** Tickets avoided and cost saved, from that interval; null while there is none, or no cost is set. */
  avoided: Interval | null
  saved: Interval | null
  plan: SampleSize | null
  /** Units that the plan still needs, in all and in the holdout. */
  enough: Enough
  missingHoldout: number
  /** Alarm when the arms are not split as configured: then nothing above is to be believed. */
  ratio: SampleRatio
}

/** Do suggestions work? Of the whole experiment up to `to`, because a sequence of looks begins where the experiment did. */
export async function readSuggestionEffect(
  read: Read,
  scope: Scope,
  { experiment, share, cost }: { experiment: string; share: number; cost?: number | undefined },
): Promise<SuggestionEffect> {
  const rows = await read<ArmFunnel & { arm: string; contacts: number }>(
    `SELECT arm, sum(units) AS units, sum(contacts) AS contacts, sum(eligible) AS eligible, sum(shown) AS shown, sum(clicked) AS clicked,
       sum(solved) AS solved, sum(unsolved) AS unsolved
     FROM experiment_day WHERE ${IN_PERIOD} AND experiment = :experiment GROUP BY arm`,
    { ...scopeParameters({ ...scope, from: 0 }), experiment },
  )
  const funnel = (name: string): ArmFunnel => {
    const { units = 0, contacts = 0, eligible = 0, shown = 0, clicked = 0, solved = 0, unsolved = 0 } = rows.find(({ arm }) => arm === name) ?? {}
    return { units, tickets: contacts, eligible, shown, clicked, solved, unsolved }
  }
  const [holdout, suggest] = [funnel('holdout'), funnel('suggest')]
  const effect = measureExperiment({ units: holdout.units, tickets: holdout.tickets }, { units: suggest.units, tickets: suggest.tickets })
  const plan = findSampleSize({ control: PLANNED_RATE, treated: PLANNED_RATE * (1 - PLANNED_REDUCTION), ratio: (1 - share) / share })
  const units = holdout.units + suggest.units
  const isComplete = plan !== null && holdout.units >= plan.holdout && suggest.units >= plan.suggest
  const interval = isComplete ? effect.difference : findConfidenceSequence(holdout, suggest)
  const { deflection: fixed } = effect
  const deflection = !isComplete
    ? findDeflectionSequence(holdout, suggest)
    : fixed && fixed.low !== null && fixed.high !== null
      ? { value: fixed.value, low: fixed.low, high: fixed.high }
      : null
  const avoided = interval && { value: interval.value * suggest.units, low: interval.low * suggest.units, high: interval.high * suggest.units }
  return {
    experiment,
    share,
    state: share <= 0 ? 'off' : isComplete ? 'complete' : interval ? 'running' : 'empty',
    effect,
    holdout,
    suggest,
    interval,
    deflection,
    avoided,
    saved: avoided && cost !== undefined ? measureSaving(avoided, cost) : null,
    plan,
    enough: isComplete ? { isEnough: true, missing: 0 } : judge(units, Math.max(units + 1, plan?.total ?? 0)),
    missingHoldout: Math.max(0, (plan?.holdout ?? 0) - holdout.units),
    ratio: checkSampleRatio(holdout.units, suggest.units, share),
  }
}
