import type { Row } from '../statement.ts'
import { TABLES } from '../tables.ts'

/** Tables of daily sums of events; `migrations/003-rollups.sql` says what they hold. */
export const DAY_TABLES = ['site_day', 'article_day', 'search_day', 'experiment_day', 'waiting_day', 'tally_day'] as const
/** Tables of daily sums of tickets and answers to surveys; `migrations/006-ticket-rollups.sql` says what they hold. */
export const TICKET_TABLES = ['reply_day', 'solved_day', 'survey_day'] as const
export type DayTable = (typeof DAY_TABLES)[number] | (typeof TICKET_TABLES)[number]
/** Days that are added up once more, because there are many rows of each. */
export const SPAN_DAYS = 28
/** Tables with the sums of such spans, by the table of the days. */
export const SPAN_TABLES = { article_day: 'article_span', search_day: 'search_span' } as const
export const ROLLUP_TABLES = [...DAY_TABLES, ...Object.values(SPAN_TABLES), ...TICKET_TABLES] as const
export type RollupTable = (typeof ROLLUP_TABLES)[number]

/** Number of the span that a day belongs to. */
export const spanOf = (day: number): number => Math.floor(day / SPAN_DAYS)

/** Columns that are not a part of the key: all of them numbers that are added up. */
export function countedColumns(table: RollupTable): string[] {
  const { columns, key } = TABLES[table] as { columns: Record<string, string>; key: readonly string[] }
  return Object.keys(columns).filter((column) => !key.includes(column))
}

/** Rows to be added to the roll-ups, put together by key. */
export interface Sums {
  /** Adds counts to the row with this key (without site), and to that of its span. `times` is −1 to take back what was added before. */
  add: (table: DayTable, key: Row, counts: Record<string, number>, times?: number) => void
  /** Rows that change something, by key, so that two processes take them in the same order. */
  rows: (table: RollupTable) => Row[]
}

export function createSums(site: string): Sums {
  const tables = Object.fromEntries(ROLLUP_TABLES.map((table) => [table, new Map<string, Row>()])) as Record<RollupTable, Map<string, Row>>
  const zeros = Object.fromEntries(ROLLUP_TABLES.map((table) => [table, Object.fromEntries(countedColumns(table).map((column) => [column, 0]))]))
  const addTo = (table: RollupTable, key: Row, counts: Record<string, number>, times: number): void => {
    const id = Object.values(key).join('\0')
    let row = tables[table].get(id)
    if (!row) {
      row = { site, ...key, ...zeros[table] }
      tables[table].set(id, row)
    }
    for (const column in counts) row[column] = Number(row[column]) + counts[column]! * times
  }
  return {
    add: (table, key, counts, times = 1) => {
      addTo(table, key, counts, times)
      if (table !== 'article_day' && table !== 'search_day') return
      const { day, ...rest } = key
      addTo(SPAN_TABLES[table], { span: spanOf(Number(day)), ...rest }, counts, times)
    },
    rows: (table) => {
      const counted = countedColumns(table)
      const changed = [...tables[table]].filter(([, row]) => counted.some((column) => row[column] !== 0))
      return changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    },
  }
}
