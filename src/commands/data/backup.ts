import { join } from 'node:path'
import { backUp } from '../../storage/backup.ts'
import { openDriver } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import { change } from '../../storage/statement.ts'
import { count } from '../count.ts'
import type { DataRequest } from './request.ts'

export async function backup({ files, config }: DataRequest): Promise<void> {
  const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
  const { file, events, tickets } = await backUp(placeOf(config), files[0] ?? join(config.dataDir, 'backups', `waymark-${stamp}.sqlite`))
  await noteBackup(config)
  console.log(`Wrote ${file} with ${count(events, 'event')} and ${count(tickets, 'ticket')}. To restore it: npm run data -- restore ${file}`)
}

/** So that the insights can say how old the last one is. */
async function noteBackup(config: DataRequest['config']): Promise<void> {
  const driver = await openDriver(placeOf(config), { site: config.siteId })
  await driver.transact(() => change('milestone', 'replace', [{ site: config.siteId, name: 'backup', time: Date.now() }])).finally(driver.close)
}
