import { BASELINE_WEEKS, type Day, type FigureKind, findUsualRange, type TooLittle, type UsualRange, WINDOW_DAYS } from '../statistics/usual-range.ts'
import { readFirstDay } from './first-day.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** Figures that are watched. */
export const WATCHED = ['contacts', 'zero', 'effort'] as const
export type Watched = (typeof WATCHED)[number]
const KINDS: Record<Watched, FigureKind> = { contacts: 'count', zero: 'share', effort: 'mean' }
const DAY = 86_400_000

export interface UsualRanges {
  /** The last day that is over, and the last of those that are judged. */
  day: number
  figures: Record<Watched, UsualRange | TooLittle>
}

/** Is anything out of its usual range on the last whole day of the period? A visit belongs to no article, so category and article have no part in it. */
export async function readUsualRanges(read: Read, scope: Scope, now: number): Promise<UsualRanges> {
  const day = Math.min(scope.to, Math.floor(now / DAY) - 1)
  const from = day - WINDOW_DAYS * (BASELINE_WEEKS + 1) + 1
  const parameters = scopeParameters({ from, to: day, locale: scope.locale })
  const scores = [1, 2, 3, 4, 5, 6, 7]
  const [first, visits, efforts] = await Promise.all([
    readFirstDay(read),
    read<{ day: number; tickets: number; searches: number; zero: number }>(
      `SELECT day, sum(tickets) AS tickets, sum(searches) AS searches, sum(zero) AS zero FROM site_day WHERE ${IN_PERIOD} GROUP BY day`,
      parameters,
    ),
    read<{ day: number; points: number; n: number }>(
      `SELECT day, sum(${scores.map((score) => `${score} * effort_${score}`).join(' + ')}) AS points, sum(${scores.map((score) => `effort_${score}`).join(' + ')}) AS n
       FROM article_day WHERE ${IN_PERIOD} GROUP BY day`,
      parameters,
    ),
  ])
  // Days without anybody count; those before the first visit do not.
  const begin = Math.max(from, first ?? day + 1)
  const list = <Row extends { day: number }>(rows: Row[], toDay: (row: Row | undefined) => Day): Day[] => {
    const byDay = new Map(rows.map((row) => [row.day, row]))
    return Array.from({ length: Math.max(0, day - begin + 1) }, (_, index) => toDay(byDay.get(begin + index)))
  }
  const days: Record<Watched, Day[]> = {
    contacts: list(visits, (row) => ({ observed: row?.tickets ?? 0, n: 1 })),
    zero: list(visits, (row) => ({ observed: row?.zero ?? 0, n: row?.searches ?? 0 })),
    effort: list(efforts, (row) => ({ observed: row?.points ?? 0, n: row?.n ?? 0 })),
  }
  const judge = (name: Watched) => findUsualRange(KINDS[name], days[name])
  return { day, figures: { contacts: judge('contacts'), zero: judge('zero'), effort: judge('effort') } }
}
