// A server for the test that kills it: prints its address, and does nothing else.
import { loadTranslators } from '../../src/languages/load.ts'
import { readConfig } from '../../src/server/config.ts'
import { startServer } from '../../src/server/start.ts'
import { loadSettings } from '../../src/settings/load.ts'

const config = readConfig(process.env)
const { settings } = loadSettings(config.contentDir)
if (!settings) throw new Error('The settings cannot be read.')
const { url } = await startServer({ config, settings, translators: await loadTranslators(config.contentDir, settings) })
console.log(`Site ${url}/`)
