import { SPAN_DAYS } from '../../storage/rollups/sums.ts'
import type { SqlValue } from '../../storage/statement.ts'
import type { Scope } from './scope.ts'

/** Searches of a period from which on only what is asked often is added up; up to here, everything is, in about 100 ms. */
const MANY_SEARCHES = 100_000
/** Queries that are looked at then, in all spans of the period together. */
const MOST_CANDIDATES = 40_000

const COUNTS = ['visits', 'searches', 'zero', 'clicked', 'refined', 'abandoned', 'contacts'] as const

export interface Asked {
  /** Rows to be added up by query and locale, in place of a table; of some, a part is taken away again. */
  from: string
  /** Before the query. */
  common: string
  parameters: Record<string, SqlValue>
}

/**
 * What was asked in a period, in as few rows as can be: spans that lie mostly inside are taken whole, and the days outside taken away again. A
 * site with very many searches leaves out what is not among the most asked of any span (`MOST_CANDIDATES`), or was asked by one visit in each:
 * of all others the sums are exact.
 */
export function askedIn({ from, to, locale = '' }: Scope, searches: number): Asked {
  // The nearest border of a span.
  const first = Math.round(from / SPAN_DAYS)
  const end = Math.max(first, Math.round((to + 1) / SPAN_DAYS))
  const isMany = searches > MANY_SEARCHES && end > first
  const parameters: Record<string, SqlValue> = { locale }
  const name = (value: SqlValue): string => {
    const key = `asked_${Object.keys(parameters).length}`
    parameters[key] = value
    return `:${key}`
  }
  const inLocale = "part.site = :site AND (:locale = '' OR part.locale = :locale)"
  const addDays = (low: number, high: number, sign: '' | '-' = '') =>
    `SELECT part.query, part.locale, ${COUNTS.map((column) => `${sign}part.${column} AS ${column}`).join(', ')}
     FROM search_day AS part WHERE ${inLocale} AND part.day >= ${name(low)} AND part.day < ${name(high)}
     ${isMany ? 'AND (part.locale, part.query) IN (SELECT locale, query FROM often)' : ''}`
  const columns = `part.query, part.locale, ${COUNTS.map((column) => `part.${column}`).join(', ')}`
  const spans = isMany
    ? range(first, end).map(
        (number) =>
          `SELECT ${columns} FROM often CROSS JOIN search_span AS part
           WHERE ${inLocale} AND part.span = ${name(number)} AND part.locale = often.locale AND part.query = often.query`,
      )
    : [`SELECT ${columns} FROM search_span AS part WHERE ${inLocale} AND part.span >= ${name(first)} AND part.span < ${name(end)}`]
  const [begin, close] = [first * SPAN_DAYS, end * SPAN_DAYS]
  const parts =
    end === first
      ? [addDays(from, to + 1)]
      : [...spans, begin > from ? addDays(from, begin) : addDays(begin, from, '-'), to + 1 > close ? addDays(close, to + 1) : addDays(to + 1, close, '-')]
  const touched = range(Math.floor(from / SPAN_DAYS), Math.floor(to / SPAN_DAYS) + 1)
  const most = isMany && name(Math.ceil(MOST_CANDIDATES / touched.length))
  const often = touched.map(
    (number, index) =>
      `SELECT * FROM (SELECT locale, query FROM search_span AS part WHERE ${inLocale} AND part.span = ${name(number)} AND part.visits > 1
       ORDER BY part.visits DESC LIMIT ${most}) AS span_${index}`,
  )
  return { from: `(${parts.join(' UNION ALL ')}) AS part`, common: isMany ? `often AS MATERIALIZED (${often.join(' UNION ')}),` : '', parameters }
}

const range = (first: number, end: number): number[] => Array.from({ length: Math.max(0, end - first) }, (_, index) => first + index)
