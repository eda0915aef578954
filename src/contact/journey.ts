import type { Store } from '../storage/store.ts'
import { JOURNEY_LIMIT, type JourneyStep } from './contract.ts'

/** What somebody did longer ago than this has little to do with their message. In microseconds, as arrivals are. */
const SINCE = 2 * 3_600_000_000

/** What a visit searched, first read and last voted in the last two hours, oldest first; `url` is the address of the site. */
export async function readJourney(store: Pick<Store, 'findVisit'>, visit: string, now: number, url: string): Promise<JourneyStep[]> {
  const { searches = {}, read = {}, answers = {} } = (await store.findVisit(visit)) ?? {}
  const steps: { arrival: number; step: JourneyStep }[] = []
  const add = (arrival: number, describe: (at: string) => JourneyStep) =>
    steps.push({ arrival, step: describe(new Date(Math.floor(arrival / 1000)).toISOString()) })
  for (const { at, query, n } of Object.values(searches)) add(at, (at) => ({ type: 'search', at, query, results: n }))
  for (const [key, { at, path }] of Object.entries(read)) {
    const [article = '', locale = ''] = key.split('\n')
    add(at, (at) => ({ type: 'article', at, article, locale, url: url + path }))
  }
  for (const { article, vote } of Object.values(answers)) {
    if (vote) add(vote.at[0], (at) => ({ type: 'vote', at, article, locale: vote.locale, isHelpful: vote.value === 1 }))
  }
  return steps
    .filter(({ arrival }) => arrival >= now * 1000 - SINCE)
    .sort((a, b) => a.arrival - b.arrival)
    .slice(-JOURNEY_LIMIT)
    .map(({ step }) => step)
}
