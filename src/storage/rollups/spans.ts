import { type Row, run, type Steps } from '../statement.ts'
import { TABLES } from '../tables.ts'
import { countedColumns, SPAN_DAYS, SPAN_TABLES, spanOf } from './sums.ts'

type Days = keyof typeof SPAN_TABLES

/** Adds the days from `first` to before `end`, all of one span, up to a row of that span. `condition` chooses among them. */
export function* addUpDays(days: Days, condition: string, parameters: Row & { first: number; end: number }): Steps<void> {
  const spans = SPAN_TABLES[days]
  const key = TABLES[spans].key.filter((column) => column !== 'span')
  const counted = countedColumns(spans)
  yield* run(
    `INSERT INTO ${spans} (span, ${[...key, ...counted].join(', ')})
     SELECT min(day) / ${SPAN_DAYS}, ${[...key, ...counted.map((column) => `sum(${column})`)].join(', ')}
     FROM ${days} WHERE site = :site AND day >= :first AND day < :end ${condition} GROUP BY ${key.join(', ')}`,
    parameters,
  )
}

/** Forgets the spans from a day on, but for the days before it, which are kept. */
export function* cutSpans(site: string, day: number): Steps<void> {
  for (const days of Object.keys(SPAN_TABLES) as Days[]) {
    yield* run(`DELETE FROM ${SPAN_TABLES[days]} WHERE site = :site AND span >= :span`, { site, span: spanOf(day) })
    yield* addUpDays(days, '', { site, first: spanOf(day) * SPAN_DAYS, end: day })
  }
}
