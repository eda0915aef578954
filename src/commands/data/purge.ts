import { ConfigError } from '../../server/config.ts'
import { openDriver } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import { purge, RETENTION } from '../../storage/purge.ts'
import { count } from '../count.ts'
import type { DataRequest } from './request.ts'

export async function purgeData({ options, config }: DataRequest): Promise<void> {
  const retention = {
    events: readDays('--events', options.events, RETENTION.events),
    comments: readDays('--comments', options.comments, RETENTION.comments),
    tickets: readDays('--tickets', options.tickets, RETENTION.tickets),
  }
  const driver = await openDriver(placeOf(config), { site: config.siteId })
  const { events, comments, tickets } = await purge(driver, config.siteId, retention, Date.now()).finally(driver.close)
  console.log(
    `Deleted ${count(events, 'event')} older than ${count(retention.events, 'day')}, ${count(comments, 'comment')} older than ${retention.comments} and ${count(tickets, 'ticket')} older than ${retention.tickets}.`,
  )
}

function readDays(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback
  if (!/^\d{1,5}$/.test(text)) throw new ConfigError(`${name} is "${text}". It must be a number of days.`)
  return Number(text)
}
