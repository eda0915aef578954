import { join } from 'node:path'
import { backUp } from '../../storage/backup.ts'
import { placeOf } from '../../storage/place.ts'
import type { DataRequest } from './request.ts'

export async function backup({ files, config }: DataRequest): Promise<void> {
  const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
  const { file, events, tickets } = await backUp(placeOf(config), files[0] ?? join(config.dataDir, 'backups', `waymark-${stamp}.sqlite`))
  console.log(`Wrote ${file} with ${events} events and ${tickets} tickets. To restore it: npm run data -- restore ${file}`)
}
