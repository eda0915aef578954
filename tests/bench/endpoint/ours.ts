// The product's server as `npm run serve` starts it, without limits on how much one computer may send.
import { readConfig } from '../../../src/server/config.ts'
import { closeOnSignal, startServer } from '../../../src/server/start.ts'
import { makeSettings, makeTranslators } from './settings.ts'

const config = readConfig({ ...process.env, LIMIT_SCALE: '10000', PROOF_OF_WORK: 'never' })
const settings = makeSettings()
const server = await startServer({ config, settings, translators: await makeTranslators(settings) })
closeOnSignal(server)
process.send?.(server.url)
process.on('message', () => process.send?.(String(process.memoryUsage().rss)))
