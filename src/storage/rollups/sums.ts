import type { Row } from '../statement.ts'
import { TABLES } from '../tables.ts'

/** Tables of daily sums; `migrations/003-rollups.sql` says what they hold. */
export const ROLLUP_TABLES = ['site_day', 'article_day', 'search_day', 'experiment_day', 'waiting_day', 'tally_day'] as const
export type RollupTable = (typeof ROLLUP_TABLES)[number]

/** Columns that are not a part of the key: all of them numbers that are added up. */
export function countedColumns(table: RollupTable): string[] {
  const { columns, key } = TABLES[table] as { columns: Record<string, string>; key: readonly string[] }
  return Object.keys(columns).filter((column) => !key.includes(column))
}

/** Rows to be added to the roll-ups, put together by key. */
export interface Sums {
  /** Adds counts to the row with this key (without site). `times` is −1 to take back what was added before. */
  add: (table: RollupTable, key: Row, counts: Record<string, number>, times?: number) => void
  /** Rows that change something, by key, so that two processes take them in the same order. */
  rows: (table: RollupTable) => Row[]
}

export function createSums(site: string): Sums {
  const tables = Object.fromEntries(ROLLUP_TABLES.map((table) => [table, new Map<string, Row>()])) as Record<RollupTable, Map<string, Row>>
  const zeros = Object.fromEntries(ROLLUP_TABLES.map((table) => [table, Object.fromEntries(countedColumns(table).map((column) => [column, 0]))]))
  return {
    add: (table, key, counts, times = 1) => {
      const id = Object.values(key).join('\0')
      let row = tables[table].get(id)
      if (!row) {
        row = { site, ...key, ...zeros[table] }
        tables[table].set(id, row)
      }
      for (const column in counts) row[column] = Number(row[column]) + counts[column]! * times
    },
    rows: (table) => {
      const counted = countedColumns(table)
      const changed = [...tables[table]].filter(([, row]) => counted.some((column) => row[column] !== 0))
      return changed.sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row)
    },
  }
}
