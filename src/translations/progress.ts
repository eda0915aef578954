import type { TranslationStatus } from './status.ts'

/** How far one locale is. */
export interface LocaleProgress {
  locale: string
  /** Blocks of all originals, and those that readers get in their language and up to date. */
  total: number
  done: number
  /** Articles by state. */
  states: Record<TranslationStatus['state'], number>
}

/** Share of blocks in whole percent, rounded down: 100 means that nothing is left. */
export const percentOf = ({ done, total }: { done: number; total: number }): number => (total === 0 ? 100 : Math.floor((100 * done) / total))

/** Counts the blocks and articles of every locale. */
export function measureProgress(statuses: readonly TranslationStatus[]): LocaleProgress[] {
  const byLocale = new Map<string, LocaleProgress>()
  for (const { locale, state, total, done } of statuses) {
    const states = { translated: 0, behind: 0, incomplete: 0, missing: 0, orphan: 0, unreadable: 0 }
    const progress = byLocale.get(locale) ?? { locale, total: 0, done: 0, states }
    progress.total += total
    progress.done += done
    progress.states[state]++
    byLocale.set(locale, progress)
  }
  return [...byLocale.values()]
}

/** What costs readers most comes first: wrong steps, then half an answer, then an answer in another language. */
const URGENCY: TranslationStatus['state'][] = ['unreadable', 'behind', 'incomplete', 'orphan', 'missing']

/** Everything left to do, the most useful first; among equals the popular articles, then those with least work. */
export function sortWork(statuses: readonly TranslationStatus[], popular: readonly string[]): TranslationStatus[] {
  const rank = ({ path }: TranslationStatus) => (popular.includes(path) ? 0 : 1)
  return statuses
    .filter(({ state }) => state !== 'translated')
    .sort((a, b) => URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) || rank(a) - rank(b) || a.total - a.done - (b.total - b.done) || compare(a, b))
}

const compare = (a: TranslationStatus, b: TranslationStatus) => (`${a.path} ${a.locale}` < `${b.path} ${b.locale}` ? -1 : 1)

/** What is wrong with one translation, in one sentence, and the command that goes on. */
export function explainStatus(status: TranslationStatus): { problem: string; next: string } {
  const { locale, path, state, changes, untranslated, unmatched, extra, total } = status
  const name = `${locale} ${path}`
  switch (state) {
    case 'behind':
      return { problem: `the original changed in ${changes.length} of ${plural(total, 'block')}`, next: `npm run translate -- diff ${name}` }
    case 'incomplete': {
      const parts = [
        untranslated.length > 0 && `${plural(untranslated.length, 'block')} not translated (line ${linesOf(untranslated)})`,
        unmatched.length > 0 && `${plural(unmatched.length, 'block')} of the original without a counterpart (line ${linesOf(unmatched)})`,
        extra.length > 0 && `${plural(extra.length, 'block')} that the original lacks (line ${linesOf(extra)})`,
      ].filter(Boolean)
      return { problem: parts.join(', '), next: untranslated.length > 0 ? `edit ${status.file}` : `npm run translate -- confirm ${name}` }
    }
    case 'missing':
      return { problem: `not translated (${plural(total, 'block')})`, next: `npm run translate -- export --locale ${locale} ${path}` }
    case 'orphan':
      return { problem: 'there is no original any more', next: `move or remove ${status.file}` }
    case 'unreadable':
      return { problem: 'one of both files cannot be read', next: 'npm run check -- --content-only' }
    case 'translated':
      return { problem: '', next: '' }
  }
}

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`

/** Lines that one sentence names. */
const SHOWN = 5
const linesOf = (blocks: { line: number }[]) => {
  const lines = [...new Set(blocks.map(({ line }) => line))]
  return lines.slice(0, SHOWN).join(', ') + (lines.length > SHOWN ? ' …' : '')
}
