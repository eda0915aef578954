import { measureProportion, type Proportion } from './proportion.ts'
import { measureTimeToAnswer, type TimeToAnswer } from './time-to-answer.ts'

const DAY = 86_400_000
/** How long a solved message must stay solved before it is judged. */
export const SETTLED_DAYS = 7

export type ProgressType = 'replied' | 'solved' | 'reopened'

/** One message and what became of it; times in epoch ms. */
export interface Story {
  received: number
  /** In order of time. */
  events: { type: ProgressType; time: number }[]
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
 * that were answered would improve with every message that is left lying.
 */
export function measureReplies(stories: readonly Story[], now: number): Replies {
  const waits = stories.map(({ received, events }) => {
    const replied = events.find(({ type }) => type === 'replied')
    const end = replied ?? events.find(({ type }) => type === 'solved')
    return { seconds: Math.max(0, Math.round(((end?.time ?? now) - received) / 1000)), isAnswered: replied !== undefined }
  })
  const solved = stories.flatMap((story) => {
    const at = story.events.findIndex(({ type }) => type === 'solved')
    return at < 0 ? [] : [{ story, at, time: story.events[at]?.time ?? now }]
  })
  const settled = solved.filter(({ time }) => time <= now - SETTLED_DAYS * DAY)
  const atOnce = settled.filter(({ story: { events }, at }) => {
    const answers = events.slice(0, at).filter(({ type }) => type === 'replied').length
    return answers <= 1 && !events.some(({ type }) => type === 'reopened')
  })
  return { reply: measureTimeToAnswer(waits), firstContact: measureProportion(atOnce.length, settled.length), unsettled: solved.length - settled.length }
}
