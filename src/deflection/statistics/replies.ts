import { measureProportion, type Proportion } from './proportion.ts'
import { measureTimeToAnswer, type TimeToAnswer, type Waiting } from './time-to-answer.ts'

/** How many whole days a solved message must stay solved before it is judged. */
export const SETTLED_DAYS = 7

/** Messages that were solved first on one day. */
export interface Solved {
  /** Days since 1970-01-01, UTC. */
  day: number
  /** With one answer at most, and not opened again. */
  isOnce: boolean
  n: number
}

export interface Replies {
  /** From the message to the first answer of a person. */
  reply: TimeToAnswer
  /** Solved with one answer at most and not opened again ÷ solved for the first time at least seven days ago. */
  firstContact: Proportion
  /** Solved, but not for seven days yet. */
  unsettled: number
}

/**
 * Reply times by Kaplan and Meier: a message that waits still, or was closed without an answer, counts as waiting until then. The mean of those
 * that were answered would improve with every message that is left lying. `today` is a day since 1970-01-01, UTC.
 */
export function measureReplies(waits: Waiting[], solved: readonly Solved[], today: number): Replies {
  const sum = (counted: readonly Solved[]) => counted.reduce((total, { n }) => total + n, 0)
  const settled = solved.filter(({ day }) => today - day > SETTLED_DAYS)
  const atOnce = settled.filter(({ isOnce }) => isOnce)
  return {
    reply: measureTimeToAnswer(waits),
    firstContact: measureProportion(sum(atOnce), sum(settled)),
    unsettled: sum(solved) - sum(settled),
  }
}
