import type { MessageKey } from '../../languages/messages.ts'
import { writeCsvCell } from '../../storage/csv-cell.ts'
import type { Interval } from '../statistics/experiment-effect.ts'
import { isEnough, type Proportion } from '../statistics/proportion.ts'
import { writeDay } from './question.ts'

/** Every table of the insights; each is a part of a page, a CSV file and a JSON document. */
export const TABLE_NAMES = [
  'contacts',
  'topics',
  'effect',
  'experiment',
  'searches',
  'outcomes',
  'articles',
  'article-days',
  'revisions',
  'comments',
  'inbox',
  'items',
  'languages',
  'fallbacks',
  'switches',
  'refusals',
  'ranges',
  'replies',
  'surveys',
  'efforts',
  'reasons',
  'origins',
  'missing',
  'guides',
  'guide-steps',
  'language-changes',
] as const
export type TableName = (typeof TABLE_NAMES)[number]

/** What each holds, for programmers. */
export const TABLE_SUMMARIES: Record<TableName, string> = {
  contacts: 'Visits and messages by day',
  topics: 'Messages by topic',
  effect: 'What suggestions change: share that writes, causal deflection, messages avoided and money saved, with intervals; what the plan needs',
  experiment: 'Both arms of the experiment with suggestions',
  searches: 'Searches that found nothing or led nowhere, of at least three visits',
  outcomes: 'What became of searches: found nothing, led to a result, were tried with other words, were left',
  articles: 'The figures of every article',
  'article-days': 'One article by day',
  revisions: 'Edits and what they changed',
  comments: 'How many comments each article has',
  inbox: 'Comments without what names somebody, and what became of them; the newest 5,000 of the period',
  items: 'Work items, open ones and the newest that are closed, whatever the period',
  languages: 'Every language with its shares',
  fallbacks: 'Texts shown in another language',
  switches: 'Readers who changed the language',
  refusals: 'What was refused or left out, by reason',
  replies: 'How soon messages were answered and whether one answer was enough, by topic',
  surveys: 'What those who wrote say of it, by question and moment',
  efforts: 'How easy it was, by place (article, guide, contact) and language, with the number of answers per score',
  reasons: 'Why articles did not help, as their readers said',
  origins: 'Where the contact form was opened from',
  missing: 'Addresses that do not exist and that at least three visits asked for, by how they came',
  guides: 'How visits to guides ended: solved, at a person, left',
  'guide-steps': 'Every step of a guide: answers given, and visits that ended there',
  'language-changes': 'Every language compared with itself in the same length of time before',
  ranges: 'Figures that are watched, with their usual range in the last seven days',
}

type Filter = 'locale' | 'category' | 'article'
const ALL_FILTERS: Filter[] = ['locale', 'category', 'article']

/** What narrows a table besides the period; the others are of the whole site, because a visit belongs to no single article and the rest to no language. */
export const TABLE_FILTERS: Record<TableName, Filter[]> = {
  contacts: ['locale'],
  topics: ['locale'],
  effect: ['locale'],
  experiment: ['locale'],
  searches: ['locale'],
  outcomes: ['locale'],
  articles: ALL_FILTERS,
  'article-days': ['locale', 'article'],
  revisions: ALL_FILTERS,
  comments: ALL_FILTERS,
  inbox: ALL_FILTERS,
  items: ['locale'],
  languages: [],
  fallbacks: ['category', 'article'],
  switches: [],
  refusals: [],
  ranges: ['locale'],
  replies: ['locale'],
  surveys: ['locale'],
  efforts: ALL_FILTERS,
  reasons: ALL_FILTERS,
  origins: ['locale'],
  missing: ['locale'],
  guides: ['locale'],
  'guide-steps': ['locale'],
  'language-changes': [],
}

export type Cell = string | number | boolean | null | Proportion | Interval
export type Row = Record<string, Cell>

export interface Column {
  /** As programs read it. */
  name: string
  label: MessageKey
  /** What the label says of this column. */
  variables?: Record<string, number>
  /**
   * What the cells hold: a `share` is a Proportion, `points` an Interval of two shares' difference, `percent` one of a ratio, `amount` one of whole
   * things, a `day` the days since 1970, a `choice` one of the words in `choices`.
   */
  kind: 'text' | 'article' | 'locale' | 'day' | 'count' | 'decimal' | 'hundredths' | 'share' | 'points' | 'percent' | 'amount' | 'choice'
  choices?: Record<string, MessageKey>
}

export interface FigureTable {
  name: TableName
  title: MessageKey
  columns: Column[]
  rows: Row[]
}

const isProportion = (cell: Cell | undefined): cell is Proportion => typeof cell === 'object' && cell !== null && 'share' in cell

/** A share with its n and its interval, null while there is nothing to divide by. */
export function describeShare({ count, n, share, low, high }: Proportion) {
  return { count, n, share, low: share === null ? null : low, high: share === null ? null : high, isEnough: isEnough(n) }
}

/** The rows for programs: days as dates, shares as objects. */
export function toObjects({ columns, rows }: FigureTable): Record<string, unknown>[] {
  return rows.map((row) =>
    Object.fromEntries(
      columns.map(({ name, kind }) => {
        const cell = row[name] ?? null
        if (isProportion(cell)) return [name, describeShare(cell)]
        return [name, kind === 'day' && typeof cell === 'number' ? writeDay(cell) : cell]
      }),
    ),
  )
}

const INTERVAL = ['', '_low', '_high']
/** What a cell of several figures becomes in a file of lines. */
const PARTS: Partial<Record<Column['kind'], string[]>> = { share: [...INTERVAL, '_n'], points: INTERVAL, percent: INTERVAL, amount: INTERVAL }

/** RFC 4180, with a byte order mark so that spreadsheets know it is UTF-8. A share takes four columns, an interval three. */
export function toCsv({ columns, rows }: FigureTable): string {
  const head = columns.flatMap(({ name, kind }) => (PARTS[kind] ?? ['']).map((part) => name + part))
  const lines = rows.map((row) =>
    columns.flatMap(({ name, kind }) => {
      const cell = row[name] ?? null
      if (kind === 'share')
        return isProportion(cell) ? [cell.share, ...(cell.share === null ? [null, null] : [cell.low, cell.high]), cell.n] : [null, null, null, null]
      if (PARTS[kind]) return typeof cell === 'object' && cell !== null && 'value' in cell ? [cell.value, cell.low, cell.high] : [null, null, null]
      return [kind === 'day' && typeof cell === 'number' ? writeDay(cell) : (cell as string | number | boolean | null)]
    }),
  )
  return `\uFEFF${[head, ...lines].map((cells) => cells.map(writeCsvCell).join(',')).join('\r\n')}\r\n`
}
