import { EXACT } from './exact.ts'
import type { Finds } from './find.ts'
import type { LocaleFindOptions, LocaleIndex } from './locale-index.ts'
import type { Ranked } from './rank.ts'
import { MOST_WORDS } from './telling.ts'

/** Longer messages are read up to here, in characters. */
export const MOST_CHARACTERS = 2000
/** Sentences that are searched; more would make a cheap phone wait. */
const MOST_SENTENCES = 8
/** Characters below which a sentence is a greeting. */
const GREETING = 15
const SENTENCE = /[^.!?…؟。！？\n]+(?:[.!?…؟]+(?![\s。！？]|$)[^.!?…؟。！？\n]*)*/g

/** Whether a text is a message of sentences rather than a search. */
export function isMessage(text: string): boolean {
  return text.split(/\s+/, MOST_WORDS + 1).length > MOST_WORDS || /[。！？]./u.test(text)
}

/** The sentences of a message that may ask something, in their order. */
export function splitMessage(text: string): string[] {
  const sentences = new Set((text.slice(0, MOST_CHARACTERS).match(SENTENCE) ?? []).map((sentence) => sentence.trim()))
  const asking = [...sentences].filter((sentence) => sentence.length > (/\p{Script=Han}/u.test(sentence) ? GREETING / 3 : GREETING))
  const longest = new Set(asking.toSorted((a, b) => b.length - a.length).slice(0, MOST_SENTENCES))
  return asking.filter((sentence) => longest.has(sentence))
}

/**
 * What a message finds. Each sentence is searched by itself, because words of one sentence belong together, and the whole once: the
 * squares of the scores are added, so that greetings do not count. Words, coverage and confidence are those of the part that the
 * first article answers best.
 */
export async function findInMessage(index: LocaleIndex, text: string, { category }: LocaleFindOptions): Promise<Finds> {
  const whole = text.slice(0, MOST_CHARACTERS)
  const parts = [...new Set([...splitMessage(text), whole])]
  const finds = await Promise.all(parts.map((part) => index.find(part, { category, isPart: true })))
  const sums = new Map<number, { ranked: Ranked; squares: number }>()
  finds.forEach(({ ranked }, part) => {
    for (const one of ranked) {
      const squares = (sums.get(one.id)?.squares ?? 0) + one.score ** 2
      // One sentence may be a title by chance; the message asks for more.
      sums.set(one.id, { ranked: parts[part] === whole ? one : { ...one, exactness: EXACT.not }, squares })
    }
  })
  const ranked = [...sums.values()].map(({ ranked, squares }) => ({ ...ranked, score: Math.sqrt(squares) }))
  ranked.sort((a, b) => b.exactness - a.exactness || b.score - a.score)
  const best = ranked[0]
  const inFinds = ({ ranked }: Finds) => ranked.find(({ id }) => id === best?.id)
  const own = finds.toSorted((a, b) => (inFinds(b)?.score ?? 0) - (inFinds(a)?.score ?? 0))[0]!
  const { coverage = 0, confidence = 0 } = inFinds(own) ?? {}
  return { ...own, ranked, coverage, confidence, isExact: (best?.exactness ?? EXACT.not) > EXACT.not, corrected: [], completions: [] }
}
