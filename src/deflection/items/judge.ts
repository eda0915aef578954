import type { WorkItem } from '../../storage/work-items.ts'
import { readRevisions } from '../queries/revisions.ts'
import type { Read } from '../queries/scope.ts'
import { ENOUGH_ANSWERS } from '../statistics/proportion.ts'
import type { Evidence } from './contract.ts'

const DAY = 86_400_000
/** Results among which the article has to be. */
const FIRST_RESULTS = 3

/** Articles (`category/slug`) that the search of the built site finds, best first; undefined when it has none in that language. */
export type Ask = (question: string, locale: string, limit: number) => Promise<string[] | undefined>

/** Whether an item is done, and why not. */
export type Verdict =
  | { holds: true; evidence: Evidence }
  /** `few`: votes that are missing on the two sides of the edit. `unsure` and `worse` have the interval of the change. */
  | { holds: false; why: 'no-article' | 'no-search' | 'not-found' | 'unedited' }
  | { holds: false; why: 'few'; missing: number }
  | { holds: false; why: 'unsure' | 'worse'; low: number; high: number }

export interface Judging {
  read: Read
  ask: Ask
  /** Epoch ms. */
  now: number
}

/** Judges the condition of an item as things are now; changes nothing. */
export function judgeItem(item: WorkItem, judging: Judging): Promise<Verdict> {
  return item.condition === 'found' ? judgeSearch(item, judging) : judgeRevision(item, judging)
}

async function judgeSearch({ subject, locale, article }: WorkItem, { ask }: Judging): Promise<Verdict> {
  if (article === null) return { holds: false, why: 'no-article' }
  const found = await ask(subject, locale, FIRST_RESULTS)
  if (found === undefined) return { holds: false, why: 'no-search' }
  const place = found.slice(0, FIRST_RESULTS).indexOf(article) + 1
  return place > 0 ? { holds: true, evidence: { place } } : { holds: false, why: 'not-found' }
}

/** The edits since the item was made; one that helped beyond chance is enough, whatever was edited after it. */
async function judgeRevision({ article, locale, created }: WorkItem, { read, now }: Judging): Promise<Verdict> {
  if (article === null) return { holds: false, why: 'no-article' }
  const day = (time: number) => Math.floor(time / DAY)
  const edits = await readRevisions(read, { from: day(created), to: day(now), locale, article })
  const helped = edits.find(({ isEnough, effect }) => isEnough && effect.low > 0)
  if (helped) {
    const { difference, low, high } = helped.effect
    return { holds: true, evidence: { revision: helped.revision, difference, low, high } }
  }
  const [newest] = edits
  if (!newest) return { holds: false, why: 'unedited' }
  const { before, after, low, high } = newest.effect
  // A posterior that began from Beta(½, ½) holds one more than there were votes.
  const missing = [before, after].reduce((sum, { a, b }) => sum + Math.max(0, ENOUGH_ANSWERS - Math.round(a + b - 1)), 0)
  if (!newest.isEnough) return { holds: false, why: 'few', missing: Math.max(1, missing) }
  return { holds: false, why: high < 0 ? 'worse' : 'unsure', low, high }
}
