import { ConfigError } from '../../server/config.ts'
import { placeOf } from '../../storage/place.ts'
import { restore } from '../../storage/restore.ts'
import { count } from '../count.ts'
import type { DataRequest } from './request.ts'

export async function restoreData({ files, options, config }: DataRequest): Promise<void> {
  if (!files[0]) throw new ConfigError('Say which backup: npm run data -- restore <file>')
  const { events, tickets, replaced } = await restore(placeOf(config), files[0], { overwrite: options.overwrite ?? false })
  console.log(
    `Restored ${count(events, 'event')} and ${count(tickets, 'ticket')}.${replaced ? ` What was there before is in ${replaced}; delete it when you are sure.` : ''}`,
  )
}
