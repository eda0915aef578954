import { FEW_VISITS } from '../../storage/purge.ts'
import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { IN_PERIOD, overPeriod, type Read, type Scope, scopeParameters } from './scope.ts'

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
  const list = (name: string, condition: string) =>
    `SELECT * FROM (SELECT '${name}' AS list, listed.* FROM listed WHERE ${condition} ORDER BY visits DESC, query, locale LIMIT :limit) AS ${name}`
  const [[sums], rows] = await Promise.all([
    read<Record<'searches' | 'zero' | 'clicked' | 'refined' | 'abandoned' | 'searching' | 'successful', number | null>>(
      `SELECT ${counts}, sum(searching) AS searching, sum(successful) AS successful FROM site_day WHERE ${IN_PERIOD}`,
      parameters,
    ),
    // Once for both lists and their sum, because there are many queries. In the first are those that found nothing most times: what was found
    // before and is not any more is being lost.
    read<QueryFigures & { list: string }>(
      `WITH listed AS MATERIALIZED (
         SELECT query, locale, sum(visits) AS visits, ${counts}, sum(contacts) AS contacts
         FROM ${overPeriod('search', 'query, locale, visits, searches, zero, clicked, refined, abandoned, contacts')}
         GROUP BY query, locale HAVING sum(visits) >= :few)
       ${list('zero', 'zero * 2 > searches')} UNION ALL ${list('unclicked', 'zero * 2 <= searches AND clicked = 0')}
       UNION ALL SELECT 'all', '', '', 0, coalesce(sum(searches), 0), 0, 0, 0, 0, 0 FROM listed
       ORDER BY 1, 4 DESC, 2, 3`,
      parameters,
    ),
  ])
  const pick = (name: string): QueryFigures[] => rows.flatMap(({ list, ...figures }) => (list === name ? [figures] : []))
  const sum = (name: keyof NonNullable<typeof sums>) => sums?.[name] ?? 0
  const share = (name: 'zero' | 'clicked' | 'refined' | 'abandoned') => measureProportion(sum(name), sum('searches'))
  return {
    searches: sum('searches'),
    zero: share('zero'),
    clicked: share('clicked'),
    refined: share('refined'),
    abandoned: share('abandoned'),
    success: measureProportion(sum('successful'), sum('searching')),
    zeroResult: pick('zero'),
    noClick: pick('unclicked'),
    unlisted: Math.max(0, sum('searches') - (pick('all')[0]?.searches ?? 0)),
  }
}
