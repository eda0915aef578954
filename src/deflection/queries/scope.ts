import { SPAN_DAYS } from '../../storage/rollups/sums.ts'
import type { SqlValue } from '../../storage/statement.ts'
import type { Store } from '../../storage/store.ts'

/** What a figure is about. Days are days since 1970-01-01 (UTC), both included. */
export interface Scope {
  from: number
  to: number
  /** One language; all when absent. */
  locale?: string | undefined
  /** Folder of a category; all when absent. */
  category?: string | undefined
  /** `category/slug`; all when absent. */
  article?: string | undefined
}

/** All that the queries need of a store. */
export type Read = Store['read']

/** The same length of time, just before. */
export function previousScope(scope: Scope): Scope {
  return { ...scope, from: scope.from - (scope.to - scope.from + 1), to: scope.from - 1 }
}

/** Parameters of the conditions below. */
export function scopeParameters({ from, to, locale = '', category, article = '' }: Scope): Record<string, SqlValue> {
  const firstSpan = Math.ceil(from / SPAN_DAYS)
  const endSpan = Math.max(firstSpan, Math.floor((to + 1) / SPAN_DAYS))
  const hasSpans = endSpan > firstSpan
  // Between “billing/” and “billing0”, the sign after the slash: a range of the index, where LIKE would read everything.
  return {
    first_span: firstSpan,
    end_span: endSpan,
    days_end: hasSpans ? firstSpan * SPAN_DAYS : to + 1,
    days_again: hasSpans ? endSpan * SPAN_DAYS : to + 1,
    from,
    to,
    locale,
    article,
    category: category ? `${category}/` : '',
    category_end: category ? `${category}0` : '',
  }
}

/** Condition on tables with day and locale. Without a locale every one is meant. */
export const IN_PERIOD = "site = :site AND day >= :from AND day <= :to AND (:locale = '' OR locale = :locale)"
/** Rows of articles in a period to be added up, in place of a table: whole spans where there are some, days before and after. */
export function overPeriod(columns: string, condition = ''): string {
  const part = (table: string, range: string) =>
    `SELECT ${columns} FROM ${table} WHERE site = :site AND ${range} AND (:locale = '' OR locale = :locale)${condition && ` AND ${condition}`}`
  const parts = [
    part('article_day', 'day >= :from AND day < :days_end'),
    part('article_span', 'span >= :first_span AND span < :end_span'),
    part('article_day', 'day >= :days_again AND day <= :to'),
  ]
  return `(${parts.join(' UNION ALL ')}) AS part`
}

/** Condition on articles besides. */
export const IN_ARTICLES = "(:article = '' OR article = :article) AND (:category = '' OR (article >= :category AND article < :category_end))"

/** Whether there is enough to say something; otherwise about how many more it takes. */
export interface Enough {
  isEnough: boolean
  /** 0 when there is enough. */
  missing: number
}

export function judge(n: number, needed: number): Enough {
  return { isEnough: n >= needed, missing: Math.max(0, needed - n) }
}
