import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { createEventsEndpoint } from '../deflection/endpoint.ts'
import { createInsightsEndpoint } from '../deflection/insights-endpoint.ts'
import { STYLESHEET_PATH } from '../deflection/insights-layout.ts'
import { loadQueries } from '../deflection/load.ts'
import { createVisits } from '../deflection/visit.ts'
import { createFeedbackEndpoint } from '../feedback/endpoint.ts'
import { renderRefusalPage } from '../feedback/refusal-page.ts'
import { localePrefix } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import type { ServerConfig } from './config.ts'
import { Problem, type RequestEnvironment } from './contract.ts'
import { createWriteGuard, findOwnOrigins } from './limits.ts'
import { describeMistake, renderProblem, toProblem } from './problem.ts'
import { createArticleList } from './published-articles.ts'
import { isForm } from './request-body.ts'
import { securityHeaders } from './security-headers.ts'
import { createSignIn } from './sign-in.ts'
import { createStaticFiles } from './static-files.ts'
import { loadPageStyles } from './stylesheet.ts'

/** What each address of the endpoint takes; a wrong method is refused before anybody is asked to sign in. */
const METHODS: Record<string, string> = {
  '/api/health': 'GET, HEAD',
  '/api/feedback': 'POST, OPTIONS',
  '/api/events': 'POST, OPTIONS',
  '/api/insights/articles': 'GET, HEAD',
  '/insights': 'GET, HEAD',
  '/insights/': 'GET, HEAD',
  [STYLESHEET_PATH]: 'GET, HEAD',
  '/insights/sign-in': 'GET, HEAD, POST',
  '/insights/sign-out': 'GET, HEAD, POST',
}

export interface AppOptions {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  /** Folder of the built site. */
  siteRoot: string
  /** Epoch ms. */
  clock: () => number
  config: ServerConfig
  /** Takes a line about a mistake of ours; standard error unless given. */
  log?: (line: string) => void
}

/** The site, the endpoints and the insights as one application; `app.request()` tests it without a port. */
export function createApp({ store, settings, translators, siteRoot, clock, config, log = console.error }: AppOptions): Hono<RequestEnvironment> {
  const origins = findOwnOrigins([settings.url, settings.endpoint])
  const visits = createVisits({ store, clock, site: settings.url })
  const guardWrites = createWriteGuard({ config, origins, visits })
  const signIn = createSignIn({ config, translators, siteUrl: settings.url, origins, clock })
  const headers = Object.entries(securityHeaders(settings))
  const stylesheet = loadPageStyles()
  const stylesheetTag = `"${createHash('sha256').update(stylesheet).digest('base64url').slice(0, 22)}"`

  const app = new Hono<RequestEnvironment>()
  app.use(async (c, next) => {
    await next()
    for (const [name, value] of headers) c.res.headers.set(name, value)
  })

  for (const [path, allow] of Object.entries(METHODS)) {
    app.use(path, (c, next) => {
      if (allow.split(', ').includes(c.req.method)) return next()
      throw new Problem('method-not-allowed', `This address takes ${allow}.`, { headers: { allow } })
    })
  }

  app.get('/api/health', async (c) => {
    await store.check().catch(() => {
      throw new Problem('not-available', 'The database does not answer.', { headers: { 'retry-after': '5' } })
    })
    return c.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' })
  })
  app.all('/api/feedback', guardWrites(['json', 'form']), createFeedbackEndpoint({ store, settings, clock }))
  app.all('/api/events', guardWrites(['json']), createEventsEndpoint({ store, settings, clock }))

  app.get(STYLESHEET_PATH, (c) => {
    const caching = { 'cache-control': 'no-cache', etag: stylesheetTag }
    if (c.req.header('if-none-match') === stylesheetTag) return c.body(null, 304, caching)
    return c.body(stylesheet, 200, { ...caching, 'content-type': 'text/css; charset=utf-8' })
  })
  app.route('/', signIn.routes)
  app.get('/insights', (c) => c.redirect('/insights/', 308))
  app.use('/insights/', signIn.guard)
  app.use('/api/insights/*', signIn.guard)
  app.route('/', createInsightsEndpoint({ store, settings, translators, clock, queries: loadQueries(), listArticles: createArticleList(siteRoot) }))
  // A reload after signing in lands where it belongs.
  app.get('/insights/*', (c) => c.redirect('/insights/', 303))
  app.all('/insights/*', () => {
    throw new Problem('not-found', 'There is nothing at this address.')
  })
  app.all('/api/*', () => {
    throw new Problem('not-found', 'There is no endpoint at this address.')
  })

  const prefixed = settings.locales.map(({ code }) => code).filter((code) => localePrefix(settings.locales, code) !== '')
  app.all('*', createStaticFiles({ root: siteRoot, locales: prefixed }))

  app.onError((error, c) => {
    const problem = toProblem(error)
    if (problem.status === 500 || (problem.status === 503 && error !== problem)) log(describeMistake(error, c.req.method, c.req.path.slice(0, 64)))
    const { pathname } = new URL(c.req.url)
    if (pathname === '/api/feedback' && isForm(c.req.header('content-type'))) {
      return renderRefusalPage(c, problem, { translators, site: settings.endpoint ? settings.url : '', stylesheet: STYLESHEET_PATH })
    }
    return renderProblem(problem)
  })
  return app
}
