import { ConfigError } from '../../server/config.ts'
import { openDriver } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import { rebuild } from '../../storage/rollups/rebuild.ts'
import { count } from '../count.ts'
import type { DataRequest } from './request.ts'

export async function rollUpData({ options, config }: DataRequest): Promise<void> {
  if (!options.rebuild) throw new ConfigError('Roll-ups are written with the events. To compute them anew: npm run data -- rollup --rebuild')
  const driver = await openDriver(placeOf(config), { site: config.siteId })
  const { events, visits, from, tickets, ticketsFrom } = await rebuild(driver, config.siteId, Date.now()).finally(driver.close)
  console.log(`Computed the roll-ups from ${count(events, 'event')} of ${count(visits, 'visit')}.${tellDaysLeft(from, 'events')}`)
  console.log(`Computed those of replies and surveys from ${count(tickets, 'message')}.${tellDaysLeft(ticketsFrom, 'messages')}`)
}

/** A sentence about days that cannot be computed any more; `first` is the first that can, in epoch ms, 0 for all. */
export function tellDaysLeft(first: number, what: string): string {
  return first === 0 ? '' : ` Days before ${new Date(first).toISOString().slice(0, 10)} were left as they are, because their ${what} are deleted.`
}
