import { articlePathSchema, slugSchema } from '../../articles/contract.ts'
import { type Sort, SORTS } from '../figures.ts'
import type { Scope } from '../queries/scope.ts'

/** Periods in days the figures can be asked for; they end today. */
export const PERIODS = ['7', '30', '90', '365', 'all'] as const
export type Period = (typeof PERIODS)[number]
const DEFAULT_PERIOD: Period = '90'

const DAY = 86_400_000
/** The last day of the year 9999: what a date can be in an address. */
const LAST_DAY = 2_932_896

/** What a visitor of the insights asked for, from the address. */
export interface InsightsQuestion {
  days: Period
  /** Days since 1970-01-01 (UTC), both included, when both were named; they stand above `days`. */
  between?: { from: number; to: number } | undefined
  /** One of the site's locales, or all. */
  locale?: string | undefined
  /** Folder of a category, or all. */
  category?: string | undefined
  /** `category/slug`, or all. */
  article?: string | undefined
  sort: Sort
}

/** Reads an address; what it does not understand becomes the default, because an old bookmark should still open. */
export function readQuestion(query: Record<string, string | undefined>, locales: string[]): InsightsQuestion {
  const [from, to] = [readDay(query['from']), readDay(query['to'])]
  return {
    days: PERIODS.find((period) => period === query['days']) ?? DEFAULT_PERIOD,
    between: from !== undefined && to !== undefined && from <= to ? { from, to } : undefined,
    locale: locales.find((code) => code === query['locale']),
    category: slugSchema.safeParse(query['category']).data,
    article: articlePathSchema.safeParse(query['article']?.trim().replace(/^\/|\/$/g, '')).data,
    sort: SORTS.find((sort) => sort === query['sort']) ?? SORTS[0],
  }
}

/** The question in the terms of the queries. `firstDay` is the day of the oldest figure, where “all time” begins. */
export function toScope({ days, between, locale, category, article }: InsightsQuestion, now: number, firstDay: number | undefined): Scope {
  const today = Math.floor(now / DAY)
  const from = days === 'all' ? Math.min(firstDay ?? today, today) : today - Number(days) + 1
  return { ...(between ?? { from, to: today }), locale, category, article }
}

/** Whether there is a period of the same length before it. */
export const hasBefore = ({ days, between }: InsightsQuestion): boolean => between !== undefined || days !== 'all'

/** A day as addresses and exports write it. */
export function writeDay(day: number): string {
  return new Date(Math.min(Math.max(day, 0), LAST_DAY) * DAY).toISOString().slice(0, 10)
}

function readDay(text: string | undefined): number | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text ?? '')) return undefined
  const time = Date.parse(`${text}T00:00:00Z`)
  return Number.isNaN(time) || time < 0 ? undefined : time / DAY
}

/** What follows “?” so that a page shows this question. */
export function writeQuestion({ days, between, locale, category, article, sort }: Partial<InsightsQuestion>, more: Record<string, string> = {}): string {
  const fields = {
    ...(between ? { from: writeDay(between.from), to: writeDay(between.to) } : { days }),
    locale,
    category,
    article,
    sort: sort === SORTS[0] ? undefined : sort,
    ...more,
  }
  return new URLSearchParams(Object.entries(fields).flatMap(([name, value]) => (value ? [[name, value]] : []))).toString()
}
