import { FEW_VISITS } from '../../storage/purge.ts'
import { IN_PERIOD, type Read, type Scope, scopeParameters } from './scope.ts'

/** An address that readers asked for and that is not there, by how they came. */
export interface MissingAddress {
  path: string
  from: string
  visits: number
}

export interface Missing {
  /** Of addresses that enough visits asked for, the one most asked for first. */
  addresses: MissingAddress[]
  /** Visits of all others: an address that few ask for may hold what somebody pasted. */
  unlisted: number
}

/** Which addresses lead nowhere? Category and article have no part in it. */
export async function readMissing(read: Read, scope: Scope, limit = 100): Promise<Missing> {
  const rows = await read<MissingAddress & { total: number }>(
    `WITH asked AS (SELECT name, other, sum(n) AS n FROM tally_day WHERE ${IN_PERIOD} AND kind = 'not_found' GROUP BY name, other),
       paths AS (SELECT name, sum(n) AS n FROM asked GROUP BY name)
     SELECT * FROM (SELECT asked.name AS path, asked.other AS "from", asked.n AS visits, paths.n AS total FROM asked JOIN paths ON paths.name = asked.name
       WHERE paths.n >= :few AND asked.n > 0 ORDER BY paths.n DESC, asked.name, asked.n DESC, asked.other LIMIT :most) AS listed
     UNION ALL SELECT '', '', coalesce(sum(n), 0), -1 FROM paths WHERE n < :few`,
    { ...scopeParameters(scope), few: FEW_VISITS, most: limit },
  )
  return {
    addresses: rows
      .filter(({ total }) => total >= 0)
      .sort((a, b) => b.total - a.total || (a.path < b.path ? -1 : a.path > b.path ? 1 : b.visits - a.visits || (a.from < b.from ? -1 : 1)))
      .map(({ path, from, visits }) => ({ path, from, visits })),
    unlisted: rows.find(({ total }) => total < 0)?.visits ?? 0,
  }
}
