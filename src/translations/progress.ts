import type { TranslationStatus } from './status.ts'
import { type ArticleViews, countLost, weightByViews } from './views.ts'

/** How far one locale is. */
export interface LocaleProgress {
  locale: string
  /** Blocks of all originals, and those that readers get in their language and up to date. */
  total: number
  done: number
  /** The same in whole percent, each article as much as readers open it; undefined without views. */
  byViews: number | undefined
  /** Articles by state. */
  states: Record<TranslationStatus['state'], number>
}

/** Share of blocks in whole percent, rounded down: 100 means that nothing is left. */
export const percentOf = ({ done, total }: { done: number; total: number }): number => (total === 0 ? 100 : Math.floor((100 * done) / total))

/** Counts the blocks and articles of every locale. */
export function measureProgress(statuses: readonly TranslationStatus[], views?: ArticleViews): LocaleProgress[] {
  return [...Map.groupBy(statuses, ({ locale }) => locale)].map(([locale, own]) => {
    const states = { translated: 0, behind: 0, incomplete: 0, missing: 0, orphan: 0, unreadable: 0 }
    const progress: LocaleProgress = { locale, total: 0, done: 0, byViews: views && weightByViews(own, views), states }
    for (const { state, total, done } of own) {
      progress.total += total
      progress.done += done
      states[state]++
    }
    return progress
  })
}

/** What costs readers most comes first: wrong steps, then half an answer, then an answer in another language. */
const URGENCY: TranslationStatus['state'][] = ['unreadable', 'behind', 'incomplete', 'orphan', 'missing']

/**
 * Everything left to do, the most useful first: what readers miss most often where views are known, then what costs them most, then the popular
 * articles, then those with least work.
 */
export function sortWork(statuses: readonly TranslationStatus[], popular: readonly string[], views: ArticleViews = new Map()): TranslationStatus[] {
  const rank = ({ path }: TranslationStatus) => (popular.includes(path) ? 0 : 1)
  const urgency = ({ state }: TranslationStatus) => URGENCY.indexOf(state)
  return statuses
    .filter(({ state }) => state !== 'translated')
    .sort(
      (a, b) =>
        countLost(b, views) - countLost(a, views) || urgency(a) - urgency(b) || rank(a) - rank(b) || a.total - a.done - (b.total - b.done) || compare(a, b),
    )
}

const compare = (a: TranslationStatus, b: TranslationStatus) => (`${a.path} ${a.locale}` < `${b.path} ${b.locale}` ? -1 : 1)

/** What is wrong with one translation, in one sentence, and what goes on with it. */
export function explainStatus(status: TranslationStatus): { problem: string; next: string } {
  const { file, command } = findNextStep(status)
  const next = command ?? (file && `${status.state === 'orphan' ? 'move or remove' : 'edit'} ${file}`) ?? ''
  return { problem: describeProblem(status), next }
}

/** The command that goes on with a translation, or the file to be looked at. */
export function findNextStep({ locale, path, file, state, untranslated }: TranslationStatus): { command?: string; file?: string } {
  switch (state) {
    case 'behind':
      return { command: `npm run translate -- diff ${locale} ${path}` }
    case 'incomplete':
      return untranslated.length > 0 ? { file } : { command: `npm run translate -- confirm ${locale} ${path}` }
    case 'missing':
      return { command: `npm run translate -- new ${locale} ${path}` }
    case 'orphan':
      return { file }
    case 'unreadable':
      return { command: 'npm run check -- --content-only' }
    case 'translated':
      return {}
  }
}

function describeProblem({ state, changes, untranslated, unmatched, extra, total }: TranslationStatus): string {
  switch (state) {
    case 'behind':
      return `the original changed in ${changes.length} of ${plural(total, 'block')}`
    case 'incomplete': {
      const parts = [
        untranslated.length > 0 && `${plural(untranslated.length, 'block')} not translated (line ${linesOf(untranslated)})`,
        unmatched.length > 0 && `${plural(unmatched.length, 'block')} of the original without a counterpart (line ${linesOf(unmatched)})`,
        extra.length > 0 && `${plural(extra.length, 'block')} that the original lacks (line ${linesOf(extra)})`,
      ]
      return parts.filter(Boolean).join(', ')
    }
    case 'missing':
      return `not translated (${plural(total, 'block')})`
    case 'orphan':
      return 'there is no original any more'
    case 'unreadable':
      return 'one of both files cannot be read'
    case 'translated':
      return ''
  }
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Lines that one sentence names. */
const SHOWN = 5
const linesOf = (blocks: { line: number }[]) => {
  const lines = [...new Set(blocks.map(({ line }) => line))]
  return lines.slice(0, SHOWN).join(', ') + (lines.length > SHOWN ? ' …' : '')
}
