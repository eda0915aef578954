import { mkdirSync, writeFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import type { BuiltRedirects } from '../articles/redirect-contract.ts'
import { followMoves } from '../deflection/moved-articles.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import { openStore } from '../storage/open.ts'
import { placeOf } from '../storage/place.ts'
import { createApp } from './app.ts'
import { readConfig } from './config.ts'
import { findInsightsPassword } from './password.ts'
import { renderWriterFeedback } from './writer-feedback.ts'

/** What the endpoint takes from the content. */
interface Content {
  settings: Settings
  translators: Map<string, Translator>
  /** Content of articles.json. */
  articles: object[]
  /** Content of redirects.json. */
  redirects: BuiltRedirects
}

/** The endpoint as a middleware of the development server, on the same database as `npm start`. */
export interface DevelopmentEndpoint {
  handle: (request: IncomingMessage, response: ServerResponse) => void
  /** Follows a change of the content. */
  update: (content: Content) => void
  /** What readers say of an article in a language, as HTML for the notes on its page. */
  feedback: (article: string, locale: string) => Promise<string>
  /** The password, or where it is kept. */
  signIn: string
}

/** Opens the database and waits for the content. Below `cacheDir` stands what the endpoint wants of a built site: the lists of articles and redirects. */
export async function createDevelopmentEndpoint(cacheDir: string): Promise<DevelopmentEndpoint> {
  const siteRoot = join(cacheDir, 'development')
  mkdirSync(siteRoot, { recursive: true })
  const config = readConfig(process.env)
  const store = await openStore(placeOf(config), { site: config.siteId })
  const insights = findInsightsPassword(config.dataDir, config.insightsPassword)
  let listener: ReturnType<typeof getRequestListener> | undefined
  let moves: Readonly<Record<string, string>> = {}
  const read = followMoves(store.readApart, () => moves)
  return {
    handle: (request, response) => void listener?.(request, response),
    feedback: (article, locale) => renderWriterFeedback(read, { article, locale, now: Date.now() }),
    update: ({ settings, translators, articles, redirects }) => {
      moves = redirects.articles
      writeFileSync(join(siteRoot, 'articles.json'), JSON.stringify(articles))
      writeFileSync(join(siteRoot, 'redirects.json'), JSON.stringify(redirects))
      const app = createApp({ store, settings, translators, siteRoot, clock: Date.now, config: { ...config, insightsPassword: insights.password } })
      listener = getRequestListener(app.fetch, { overrideGlobalObjects: false })
    },
    signIn: insights.isNew ? insights.password : (insights.file ?? 'INSIGHTS_PASSWORD'),
  }
}
