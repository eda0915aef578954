import type { Row } from '../statement.ts'
import { readDetail } from './detail.ts'
import type { Sums } from './sums.ts'
import { dayOf } from './visit-state.ts'

/**
 * Adds what an event is worth by itself. Rows of tally_day: `fallback` (locale wanted, name article or path, other locale served) ·
 * `locale_switch` (locale from, name exists or missing, other locale to) · `contact_open` (name from) · `ticket` (name topic) · `suggest_click`
 * (name target) · `tree_step` (name tree/node, other choice) · `tree_end` (name tree/node, other outcome). Once for each visit, by count-visit.ts:
 * `not_found` (name path, other referrer) · `guide` (name tree/node where it ended, other outcome or `answered`) · `reply` (effort outside of
 * articles: name place, other score).
 */
export function countEvent(sums: Sums, event: Row): void {
  const day = dayOf(Number(event['server_time']))
  const locale = String(event['locale'])
  const text = (column: string) => String(event[column] ?? '')
  const tally = (kind: string, name: string, other = '', from = locale) => sums.add('tally_day', { day, kind, locale: from, name, other }, { n: 1 })
  const article = event['article'] === null ? undefined : { day, article: text('article'), locale, revision: text('revision') }
  const detail = () => readDetail(event)
  switch (event['type']) {
    case 'view':
      sums.add('site_day', { day, locale }, { views: 1 })
      if (article) sums.add('article_day', article, { views: 1 })
      break
    case 'submit':
      sums.add('site_day', { day, locale }, { tickets: 1 })
      tally('ticket', text('text'))
      break
    case 'comment':
      if (article) sums.add('article_day', article, { comments: 1 })
      break
    case 'fallback': {
      const { wanted = '', served = '' } = detail()
      tally('fallback', text('article') || text('path'), served, wanted)
      break
    }
    case 'locale_switch': {
      const { from = '', to = '' } = detail()
      tally('locale_switch', event['value'] === 1 ? 'exists' : 'missing', to, from)
      break
    }
    case 'contact_open':
    case 'suggest_click':
      tally(String(event['type']), text('text'))
      break
    case 'tree_step':
      tally('tree_step', `${detail()['tree']}/${text('text')}`, text('value'))
      break
    case 'tree_end': {
      const { tree = '', node = '' } = detail()
      tally('tree_end', `${tree}/${node}`, text('text'))
      break
    }
  }
}

/** What is counted of an event whose visit is too large to tell its parts apart. */
export function countApart(sums: Sums, event: Row): void {
  const key = { day: dayOf(Number(event['server_time'])), locale: String(event['locale']) }
  const about = { day: key.day, article: String(event['article']), locale: key.locale, revision: String(event['revision'] ?? '') }
  const value = Number(event['value'])
  if (event['type'] === 'search') sums.add('site_day', key, { searches: 1, zero: value === 0 ? 1 : 0 })
  if (event['type'] === 'vote') sums.add('article_day', about, value === 1 ? { yes: 1 } : { no: 1 })
  const tally = (kind: string, name: string, other: string) => sums.add('tally_day', { ...key, kind, name, other }, { n: 1 })
  if (event['type'] === 'not_found') tally('not_found', String(event['path']), String(event['text'] ?? ''))
  if (event['type'] !== 'ces') return
  if (event['article'] === null) tally('reply', readDetail(event)['where'] ?? '', String(value))
  else sums.add('article_day', about, { [`effort_${value}`]: 1 })
}
