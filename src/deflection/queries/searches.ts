import { FEW_VISITS } from '../../storage/purge.ts'
import { measureProportion, type Proportion } from '../statistics/proportion.ts'
import { askedIn } from './asked.ts'
import { type GroupOf, groupQueries, type QueryFigures, type QuerySums } from './search-groups.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** Queries of one kind that are put together by their words; rarer ones would hardly make a group that is listed. */
const MOST_QUERIES = 1000

export interface Searches {
  searches: number
  zero: Proportion
  clicked: Proportion
  refined: Proportion
  abandoned: Proportion
  /** Visits whose last search was clicked and that sent no ticket ÷ visits that searched. */
  success: Proportion
  /** Queries that found nothing, put together by their words, most visits first. */
  zeroResult: QueryFigures[]
  /** Queries that found something which nobody clicked. */
  noClick: QueryFigures[]
  /** Searches for queries that are too rare to be listed. */
  unlisted: number
}

/** What do people look for and not find? */
export async function readSearches(read: Read, scope: Scope, groupOf: GroupOf, limit = 50): Promise<Searches> {
  const counts = 'sum(searches) AS searches, sum(zero) AS zero, sum(clicked) AS clicked, sum(refined) AS refined, sum(abandoned) AS abandoned'
  const [sums] = await read<Record<'searches' | 'zero' | 'clicked' | 'refined' | 'abandoned' | 'searching' | 'successful' | 'first' | 'last', number | null>>(
    `SELECT ${counts}, sum(searching) AS searching, sum(successful) AS successful, min(day) AS first, max(day) AS last FROM site_day WHERE ${IN_PERIOD}`,
    scopeParameters(scope),
  )
  // A period may begin before the first visit and end in years to come.
  const days = { from: Math.max(scope.from, sums?.first ?? scope.from), to: Math.min(scope.to, sums?.last ?? scope.from) }
  const { from, common, parameters } = askedIn({ ...scope, ...days }, sums?.searches ?? 0)
  const list = (name: string, condition: string) =>
    `SELECT * FROM (SELECT '${name}' AS list, asked.* FROM asked WHERE ${condition} ORDER BY visits DESC, query, locale LIMIT :most) AS ${name}`
  // Once for both lists and their sum, because there are many queries. In the first are those that found nothing most times: what was found
  // before and is not any more is being lost.
  const rows = await read<QuerySums & { list: string }>(
    `WITH ${common} asked AS MATERIALIZED (
       SELECT query, locale, sum(visits) AS visits, ${counts}, sum(contacts) AS contacts FROM ${from} GROUP BY query, locale HAVING sum(searches) > 0)
     ${list('zero', 'zero * 2 > searches')} UNION ALL ${list('unclicked', 'zero * 2 <= searches AND clicked = 0')}
     UNION ALL SELECT 'all', '', '', 0, coalesce(sum(searches), 0), 0, 0, 0, 0, 0 FROM asked WHERE visits >= :few
     ORDER BY 1, 4 DESC, 2, 3`,
    { ...parameters, few: FEW_VISITS, most: MOST_QUERIES },
  )
  const pick = (name: string): QuerySums[] => rows.flatMap(({ list, ...figures }) => (list === name ? [figures] : []))
  const [zeroResult, noClick] = [await groupQueries(pick('zero'), groupOf), await groupQueries(pick('unclicked'), groupOf)]
  // What only their group has brought into the list.
  const joined = [...zeroResult, ...noClick].reduce((total, { searches, listed }) => total + searches - listed, 0)
  const sum = (name: keyof NonNullable<typeof sums>) => sums?.[name] ?? 0
  const share = (name: 'zero' | 'clicked' | 'refined' | 'abandoned') => measureProportion(sum(name), sum('searches'))
  return {
    searches: sum('searches'),
    zero: share('zero'),
    clicked: share('clicked'),
    refined: share('refined'),
    abandoned: share('abandoned'),
    success: measureProportion(sum('successful'), sum('searching')),
    zeroResult: zeroResult.slice(0, limit),
    noClick: noClick.slice(0, limit),
    unlisted: Math.max(0, sum('searches') - (pick('all')[0]?.searches ?? 0) - joined),
  }
}
