import { once } from 'node:events'
import { ConfigError } from '../../server/config.ts'
import { exportEvents } from '../../storage/export.ts'
import { openDriver } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import type { DataRequest } from './request.ts'

const DAY = 86_400_000

export async function exportData({ options, config }: DataRequest): Promise<void> {
  const { format = 'jsonl' } = options
  if (format !== 'jsonl' && format !== 'csv') throw new ConfigError(`--format is "${format}". It must be jsonl or csv.`)
  const range = { from: readDay('--from', options.from), to: addDay(readDay('--to', options.to)) }
  const driver = await openDriver(placeOf(config), { site: config.siteId })
  // Whoever reads may stop early, as `head` does.
  let isWanted = true
  process.stdout.on('error', () => {
    isWanted = false
  })
  try {
    for await (const text of exportEvents(driver, format, range)) {
      if (!isWanted) break
      if (!process.stdout.write(text)) await Promise.race([once(process.stdout, 'drain'), once(process.stdout, 'close')]).catch(() => {})
    }
  } finally {
    await driver.close()
  }
}

function readDay(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const time = /^\d{4}-\d{2}-\d{2}$/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw new ConfigError(`${name} is "${text}". It must be a day such as 2026-11-22.`)
  return time
}

function addDay(time: number | undefined): number | undefined {
  return time === undefined ? undefined : time + DAY
}
