import { type FiguresQuestion, type Sort, SORTS } from './figures.ts'

/** Periods in days the figures can be asked for. */
export const PERIODS = ['7', '30', '90', 'all'] as const
export type Period = (typeof PERIODS)[number]
const DEFAULT_PERIOD: Period = '90'

/** What a visitor of the insights asked for, from the address. */
export interface InsightsQuestion {
  days: Period
  /** One of the site's locales, or all. */
  locale?: string | undefined
  sort: Sort
}

/** Reads an address; what it does not understand becomes the default, because an old bookmark should still open. */
export function readQuestion(query: Record<string, string | undefined>, locales: string[]): InsightsQuestion {
  return {
    days: PERIODS.find((period) => period === query['days']) ?? DEFAULT_PERIOD,
    locale: locales.find((code) => code === query['locale']),
    sort: SORTS.find((sort) => sort === query['sort']) ?? SORTS[0],
  }
}

/** The question in the terms of the figures: a period becomes an epoch ms. */
export function toFiguresQuestion({ days, locale, sort }: InsightsQuestion, now: number): FiguresQuestion {
  return { since: days === 'all' ? 0 : now - Number(days) * 86_400_000, locale, sort }
}
