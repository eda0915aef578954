import { ConfigError } from '../../server/config.ts'
import { move } from '../../storage/move.ts'
import { type Place, readPlace } from '../../storage/place.ts'
import { count } from '../count.ts'
import type { DataRequest } from './request.ts'
import { tellDaysLeft } from './rollup.ts'

export async function moveData({ files }: DataRequest): Promise<void> {
  if (files.length !== 2) throw new ConfigError('Say from where to where: npm run data -- move sqlite:./data postgres://user@host/help')
  const [from, to] = files.map(readOrRefuse)
  if (!from || !to) return
  const { rebuilt, isDifferent } = await move(from, to, ({ table, rows, copied, different }) => {
    const rest = different > 0 ? `, ${different} there with other values and left as they are` : ''
    console.log(`${table}: ${count(rows, 'row')}, ${copied} copied, ${rows - copied} there already${rest}`)
  })
  for (const { site, events, from: first } of rebuilt) {
    console.log(
      `Computed the roll-ups of "${site}" anew from ${count(events, 'event')}, because both places had some of its own.${tellDaysLeft(first, 'events')}`,
    )
  }
  if (isDifferent) process.exitCode = 1
}

/** The address may hold a password, so only its beginning is shown. */
function readOrRefuse(text: string): Place {
  const place = readPlace(text)
  if (!place) throw new ConfigError(`"${text.split(/[/@]/)[0]}…" is no place for data. Write sqlite:<folder> or postgres://user@host/database.`)
  return place
}
