// Copies the database while the server runs: `npm run backup`, or `npm run backup -- /mnt/backups/today.sqlite`.
import { join } from 'node:path'
import { ConfigError, readConfig } from '../server/config.ts'
import { backUp } from '../storage/backup.ts'
import { StoreError } from '../storage/store.ts'

try {
  const { dataDir } = readConfig(process.env)
  const stamp = new Date().toISOString().slice(0, 19).replace('T', '-').replaceAll(':', '')
  const { file, events } = backUp(dataDir, process.argv[2] ?? join(dataDir, 'backups', `waymark-${stamp}.sqlite`))
  console.log(`Wrote ${file} with ${events} events. To restore it, stop the server and put it in place of ${join(dataDir, 'waymark.sqlite')}.`)
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof StoreError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
