import type { Store } from '../storage/store.ts'
import { JOURNEY_LIMIT, type JourneyStep } from './contract.ts'

/** What somebody did longer ago than this has little to do with their message. */
const SINCE_MS = 2 * 3_600_000

interface Row {
  type: string
  at: number
  article: string | null
  locale: string
  path: string
  text: string | null
  value: number | null
}

const NEWEST = `
  SELECT type, server_time AS at, article, locale, path, text, value
  FROM event
  WHERE site = :site AND visit = :visit AND server_time >= :since AND type IN ('search', 'view', 'vote')
  ORDER BY arrival DESC, id DESC
  LIMIT ${JOURNEY_LIMIT}`

/** What a visit searched, read and voted in the last two hours, oldest first; `url` is the address of the site. */
export async function readJourney(store: Pick<Store, 'read'>, visit: string, now: number, url: string): Promise<JourneyStep[]> {
  const rows = await store.read<Row>(NEWEST, { visit, since: now - SINCE_MS })
  return rows.toReversed().flatMap(({ type, at, article, locale, path, text, value }): JourneyStep[] => {
    const time = new Date(Number(at)).toISOString()
    if (type === 'search') return [{ type: 'search', at: time, query: text ?? '', results: Number(value ?? 0) }]
    if (article === null) return []
    if (type === 'vote') return [{ type: 'vote', at: time, article, locale, isHelpful: Number(value) === 1 }]
    return [{ type: 'article', at: time, article, locale, url: url + path }]
  })
}
