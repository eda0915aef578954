import { FEW_VISITS } from '../../storage/purge.ts'
import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** One query in one language. Never of fewer than three visits: such words may be somebody's own. */
export interface QueryFigures {
  query: string
  locale: string
  visits: number
  searches: number
  zero: number
  clicked: number
  refined: number
  abandoned: number
  /** Visits that asked this and sent a ticket. */
  contacts: number
}

export interface Searches {
  searches: number
  zero: Proportion
  clicked: Proportion
  refined: Proportion
  abandoned: Proportion
  /** Visits whose last search was clicked and that sent no ticket ÷ visits that searched. */
  success: Proportion
  /** Queries that found nothing, most visits first. */
  zeroResult: QueryFigures[]
  /** Queries that found something which nobody clicked. */
  noClick: QueryFigures[]
  /** Searches for queries that are too rare to be listed. */
  unlisted: number
}

/** What do people look for and not find? */
export async function readSearches(read: Read, scope: Scope, limit = 50): Promise<Searches> {
  const parameters = { ...scopeParameters(scope), few: FEW_VISITS, limit }
  const counts = 'sum(searches) AS searches, sum(zero) AS zero, sum(clicked) AS clicked, sum(refined) AS refined, sum(abandoned) AS abandoned'
  const list = (having: string) =>
    read<QueryFigures>(
      `SELECT query, locale, sum(visits) AS visits, ${counts}, sum(contacts) AS contacts FROM search_day WHERE ${IN_PERIOD}
       GROUP BY locale, query HAVING sum(visits) >= :few AND ${having} ORDER BY visits DESC, query, locale LIMIT :limit`,
      parameters,
    )
  const [[sums], zeroResult, noClick, [listed]] = await Promise.all([
    read<Record<'searches' | 'zero' | 'clicked' | 'refined' | 'abandoned' | 'searching' | 'successful', number | null>>(
      `SELECT ${counts}, sum(searching) AS searching, sum(successful) AS successful FROM site_day WHERE ${IN_PERIOD}`,
      parameters,
    ),
    // Most of its searches: what was found once and lost before is being lost.
    list('sum(zero) * 2 > sum(searches)'),
    list('sum(zero) * 2 <= sum(searches) AND sum(clicked) = 0'),
    read<{ searches: number | null }>(
      `SELECT sum(searches) AS searches FROM (
         SELECT sum(searches) AS searches FROM search_day WHERE ${IN_PERIOD} GROUP BY locale, query HAVING sum(visits) >= :few) AS listed`,
      parameters,
    ),
  ])
  const sum = (name: keyof NonNullable<typeof sums>) => sums?.[name] ?? 0
  const share = (name: 'zero' | 'clicked' | 'refined' | 'abandoned') => measureProportion(sum(name), sum('searches'))
  return {
    searches: sum('searches'),
    zero: share('zero'),
    clicked: share('clicked'),
    refined: share('refined'),
    abandoned: share('abandoned'),
    success: measureProportion(sum('successful'), sum('searching')),
    zeroResult,
    noClick,
    unlisted: Math.max(0, sum('searches') - (listed?.searches ?? 0)),
  }
}
