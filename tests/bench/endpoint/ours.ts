// The product's server as `npm run serve` starts it, without limits on how much one computer may send.
import { readConfig } from '../../../src/server/config.ts'
import { closeOnSignal, startServer } from '../../../src/server/start.ts'
import { makeSettings, makeTranslators } from './settings.ts'

const config = readConfig(process.env)
const most = 1e9
const limits = { ...config.limits, visitPerMinute: most, addressPerMinute: most, allPerSecond: most }
const settings = makeSettings()
const server = await startServer({ config: { ...config, limits }, settings, translators: await makeTranslators(settings) })
closeOnSignal(server)
process.send?.(server.url)
process.on('message', () => process.send?.(String(process.memoryUsage().rss)))
