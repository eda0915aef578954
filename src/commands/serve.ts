// Serves a site that is already built: `npm run serve`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { loadTranslators } from '../languages/load.ts'
import { ConfigError, readConfig } from '../server/config.ts'
import { closeOnSignal, describeServer, startServer } from '../server/start.ts'
import { loadSettings } from '../settings/load.ts'
import { StoreError } from '../storage/store.ts'
import { mayGoOn } from './environment-only.ts'

/** What most who serve a site set. */
export const SERVER_VARIABLES = {
  PORT: 'where it listens (4321)',
  HOST: 'on which address of this computer (127.0.0.1); 0.0.0.0 for all',
  SITE_URL: 'public address of the site, e.g. https://help.example.com',
  CONTENT_DIR: 'the content (./content)',
  OUT_DIR: 'the built site (./dist)',
  DATA_DIR: 'the database and the generated password (./data)',
  DATABASE_URL: 'postgres://… for PostgreSQL',
  INSIGHTS_PASSWORD: 'for /insights/ (generated)',
}

/** Starts the server over the built site and prints where it is. Throws a ConfigError or StoreError that a person can act on. */
export async function serve(): Promise<void> {
  const config = readConfig(process.env)
  const { settings, findings } = loadSettings(config.contentDir)
  if (!settings) {
    throw new ConfigError(findings.map(({ file, line, message }) => `${file}${line ? `:${line}` : ''} ${message}`).join('\n'))
  }
  if (!existsSync(join(config.outDir, 'index.html'))) {
    throw new ConfigError(`There is no built site in ${config.outDir}. Run "npm run build" first, or set OUT_DIR to where it is.`)
  }
  const server = await startServer({ config, settings, translators: await loadTranslators(config.contentDir, settings) })
  closeOnSignal(server)
  console.log(describeServer(server))
}

/** Runs a command; what an operator can mend is one sentence without a stack, and exit code 1. */
export async function withClearErrors(command: () => Promise<void>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StoreError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}

if (import.meta.main && mayGoOn({ command: 'npm run serve', does: 'Serves a built site with its endpoint.', variables: SERVER_VARIABLES })) {
  await withClearErrors(serve)
}
