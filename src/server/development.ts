import { mkdirSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { openSqliteStore } from '../storage/sqlite.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { findInsightsPassword } from './password.ts'

/** Stands in for the built site, of which the endpoint only wants the list of articles. */
const SITE_ROOT = '.cache/development'

/** The endpoint as a middleware of the development server, on the same database as `npm start`. */
export function createDevelopmentEndpoint(options: {
  settings: Settings
  translators: Map<string, Translator>
  /** Content of articles.json. */
  articles: object[]
}): { handle: (request: IncomingMessage, response: ServerResponse) => void; signIn: string } {
  const { settings, translators, articles } = options
  mkdirSync(SITE_ROOT, { recursive: true })
  writeFileSync(join(SITE_ROOT, 'articles.json'), JSON.stringify(articles))
  const config = readConfig(process.env)
  const store = openSqliteStore(config.dataDir)
  const insights = findInsightsPassword(config.dataDir, config.insightsPassword)
  const app = createApp({ store, settings, translators, siteRoot: SITE_ROOT, clock: Date.now, config: { ...config, insightsPassword: insights.password } })
  const handle = getRequestListener(app.fetch, { overrideGlobalObjects: false })
  return {
    handle: (request, response) => void handle(request, response),
    signIn: insights.isNew ? insights.password : (insights.file ?? 'INSIGHTS_PASSWORD'),
  }
}
