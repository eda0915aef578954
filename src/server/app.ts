import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { createContactEndpoint, SENT_PATH } from '../contact/endpoint.ts'
import { wantsJson } from '../delivery/wants-json.ts'
import { CONTACT_STYLESHEET, renderRefusedTicket, renderSentPage } from '../contact/pages.ts'
import { createSurveyEndpoint, renderRefusedSurvey, renderSurveyPage, renderSurveyThanks, SURVEY_THANKS_PATH } from '../contact/survey-endpoint.ts'
import { SURVEY_PATH } from '../contact/survey-form.ts'
import { createEventsEndpoint } from '../deflection/endpoint.ts'
import { createExperiment } from '../deflection/experiment.ts'
import { createInboxEndpoint } from '../deflection/inbox/endpoint.ts'
import { createItemsEndpoint } from '../deflection/items/endpoint.ts'
import { createInsightsEndpoint } from '../deflection/insights/endpoint.ts'
import { createLook } from '../deflection/insights/look.ts'
import { TABLE_NAMES } from '../deflection/insights/table.ts'
import { STYLESHEET_PATH } from '../deflection/insights-layout.ts'
import { followMoves } from '../deflection/moved-articles.ts'
import { readFirstDay } from '../deflection/queries/first-day.ts'
import { createSuggestionsEndpoint } from '../deflection/suggestions-endpoint.ts'
import { createVisits } from '../deflection/visit.ts'
import { createFeedbackEndpoint } from '../feedback/endpoint.ts'
import { createEffortEndpoint, EFFORT_THANKS_PATH, renderEffortThanks, renderRefusedEffort } from '../effort/endpoint.ts'
import { EFFORT_PATH } from '../effort/question.ts'
import { EDITOR_PATH } from '../editor/page.ts'
import { editorHeaders } from '../editor/policy.ts'
import { renderRefusalPage } from '../feedback/refusal-page.ts'
import { type Courier, createCourier } from '../handoff/courier.ts'
import { createDeliveriesEndpoint } from '../handoff/deliveries-endpoint.ts'
import { createProgressEndpoint, PROGRESS_PATH } from '../handoff/progress-endpoint.ts'
import { localePrefix } from '../languages/contract.ts'
import type { Translator } from '../languages/messages.ts'
import { createNoticesEndpoint } from '../notices/endpoint.ts'
import { createNoticeReader } from '../notices/load.ts'
import { askBuiltSite } from '../search/built-site.ts'
import { createWordGroups } from '../search/word-groups.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import type { ServerConfig } from './config.ts'
import { createAdmission } from './admission.ts'
import { findClientAddress, networkOf } from './client-address.ts'
import { renderConfirmPage } from './confirm-page.ts'
import { formPurposeSchema, type FormToken, Problem, type RequestEnvironment } from './contract.ts'
import { createLimiter } from './limiter.ts'
import { checkOrigin, createWriteGuard, findOwnOrigins, letRead } from './limits.ts'
import { describeEndpoint } from './openapi.ts'
import { describeMistake, renderProblem, sayOnceAMinute, toProblem } from './problem.ts'
import { createArticleList, createPublishedCheck } from './published-articles.ts'
import { createRedirectList, createRedirects } from './redirects.ts'
import { createCountersEndpoint, createRefusalCounter } from './refusals.ts'
import { isForm, parseJson, readBodyText, readRequestBody } from './request-body.ts'
import { securityHeaders } from './security-headers.ts'
import { createSignIn } from './sign-in.ts'
import { createStaticFiles } from './static-files.ts'
import { loadContactStyles, loadPageStyles } from './stylesheet.ts'
import { takePoint } from './take-point.ts'

/** What each address of the endpoint takes; a wrong method is refused before anybody is asked to sign in. */
export const METHODS: Record<string, string> = {
  '/api/health': 'GET, HEAD',
  '/api/notices': 'GET, HEAD',
  '/api/openapi.json': 'GET, HEAD',
  '/api/token': 'GET, HEAD, OPTIONS',
  '/api/feedback': 'POST, OPTIONS',
  '/api/events': 'POST, OPTIONS',
  '/api/suggestions': 'POST, OPTIONS',
  '/api/contact': 'POST, OPTIONS',
  [SENT_PATH]: 'GET, HEAD',
  [CONTACT_STYLESHEET]: 'GET, HEAD',
  [PROGRESS_PATH]: 'POST',
  [SURVEY_PATH]: 'GET, HEAD, POST, OPTIONS',
  [SURVEY_THANKS_PATH]: 'GET, HEAD',
  [EFFORT_PATH]: 'POST, OPTIONS',
  [EFFORT_THANKS_PATH]: 'GET, HEAD',
  ...Object.fromEntries(TABLE_NAMES.map((name) => [`/api/insights/${name}`, 'GET, HEAD'])),
  '/api/insights/counters': 'GET, HEAD',
  '/insights': 'GET, HEAD',
  '/insights/': 'GET, HEAD',
  [STYLESHEET_PATH]: 'GET, HEAD',
  '/insights/articles/:category/:slug/': 'GET, HEAD',
  '/insights/inbox': 'GET, HEAD',
  '/insights/inbox/': 'GET, HEAD',
  '/insights/inbox/:id/': 'GET, HEAD',
  '/insights/inbox/:id/open': 'POST',
  '/insights/inbox/:id/change': 'POST',
  '/insights/items': 'GET, HEAD',
  '/insights/items/': 'GET, HEAD',
  '/insights/items/new': 'POST',
  '/insights/items/:id/': 'GET, HEAD',
  '/insights/items/:id/change': 'POST',
  '/insights/items/:id/check': 'POST',
  '/insights/items/:id/remove': 'POST',
  '/insights/deliveries': 'GET, HEAD',
  '/insights/deliveries/': 'GET, HEAD',
  '/insights/deliveries/resend': 'POST',
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
  /** Brings messages to the team; without one they wait in the outbox. */
  courier?: Courier
  /** Takes a line about a mistake of ours; standard error unless given. */
  log?: (line: string) => void
}

/** The site, the endpoints and the insights as one application; `app.request()` tests it without a port. */
export function createApp({
  store,
  settings,
  translators,
  siteRoot,
  clock,
  config,
  log = console.error,
  courier = createCourier({ store, settings, translators, config: config.handoff, clock, log }),
}: AppOptions): Hono<RequestEnvironment> {
  const origins = findOwnOrigins([settings.url, settings.endpoint])
  const visits = createVisits({ store, clock, site: config.siteId })
  const experiment = createExperiment(config.siteId, settings.contact.tickets?.holdout ?? 0)
  const admission = createAdmission({ config, store, clock })
  const guardWrites = createWriteGuard({ config, origins, visits, admission, clock })
  const listArticles = createArticleList(siteRoot)
  const listRedirects = createRedirectList(siteRoot)
  const listMoves = () => listRedirects().articles
  const figures: Store = { ...store, read: followMoves(store.readApart, listMoves) }
  const isPublished = createPublishedCheck(listArticles, listMoves)
  const description = JSON.stringify(describeEndpoint(settings))
  const signIn = createSignIn({ store, config, translators, siteUrl: settings.url, origins, clock })
  const headers = Object.entries(securityHeaders(settings))
  const stylesheets = { [STYLESHEET_PATH]: loadPageStyles(), [CONTACT_STYLESHEET]: loadContactStyles() }

  const effortPages = { translators, settings, stylesheet: STYLESHEET_PATH }

  const app = new Hono<RequestEnvironment>()
  app.use(async (c, next) => {
    await next()
    // A page from memory has them already and is gone.
    if (c.res.headers.has('x-hono-already-sent')) return
    // A file of the content brings a stricter policy of its own.
    for (const [name, value] of headers) if (!c.res.headers.has(name)) c.res.headers.set(name, value)
    letRead(c.res, c.get('readableBy'))
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
  const folders = [config.contentDir, config.dataDir].map((dir) => join(dir, 'notices'))
  const articleUrl = (path: string, locale: string) =>
    listArticles()?.some((article) => article.path === path) ? `${localePrefix(settings.locales, locale)}/${path}/` : undefined
  const readNotices = createNoticeReader({ folders, clock, log })
  app.get('/api/notices', createNoticesEndpoint({ read: readNotices, settings, translators, articleUrl, tag: shortHash, clock }))
  app.all('/api/feedback', guardWrites(['json', 'form', 'multipart']), createFeedbackEndpoint({ store, settings, clock, isPublished }))
  app.all('/api/events', guardWrites(['json']), createEventsEndpoint({ store, settings, clock, isPublished, experiment }))
  app.all('/api/suggestions', guardWrites(['json']), createSuggestionsEndpoint({ store, settings, clock, experiment }))
  app.all('/api/token', async (c) => {
    const preflight = checkOrigin(c, origins, config.trustProxy, 'GET')
    if (preflight) return preflight
    const purpose = formPurposeSchema.safeParse(c.req.query('for'))
    if (!purpose.success) {
      throw new Problem('invalid-fields', 'Not accepted: for.', { errors: [{ field: 'for', detail: 'Ask for=comment or for=ticket.' }] })
    }
    const token = await admission.issueTo(networkOf(findClientAddress(c, config.trustProxy)), purpose.data)
    return c.json(token satisfies FormToken, 200, { 'cache-control': 'no-store' })
  })
  app.get('/api/openapi.json', (c) => c.body(description, 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-cache' }))

  const attachmentBytes = Math.ceil((settings.contact.tickets?.attachment?.megabytes ?? 0) * 1_000_000)
  app.all(
    '/api/contact',
    guardWrites(['json', 'form', 'multipart'], { fileLimit: attachmentBytes }),
    createContactEndpoint({ store, settings, clock, targets: courier.queues, findArm: experiment.label, onStored: () => void courier.wake() }),
  )
  app.get(SENT_PATH, (c) => renderSentPage(c, { translators, settings }))
  app.get(SURVEY_PATH, (c) => renderSurveyPage(c, { translators, settings }))
  app.get(SURVEY_THANKS_PATH, (c) => renderSurveyThanks(c, { translators, settings }))
  app.all(SURVEY_PATH, guardWrites(['json', 'form']), createSurveyEndpoint({ store, settings, translators, clock }))
  app.get(EFFORT_THANKS_PATH, (c) => renderEffortThanks(c, effortPages))
  app.all(EFFORT_PATH, guardWrites(['json', 'form']), createEffortEndpoint({ store, settings, clock }))
  const wrongSignatures = createLimiter(config.limits.signInPerNetwork, 900)
  app.post(
    PROGRESS_PATH,
    createProgressEndpoint({
      store,
      secret: config.handoff.webhook?.secret,
      clock,
      tellsSolved: courier.tellsSolved,
      onStored: () => void courier.wake(),
      readText: (c) => readBodyText(c.req.raw, config.limits.bodyBytes),
      parseJson,
      noteWrong: (c) => takePoint(wrongSignatures, networkOf(findClientAddress(c, config.trustProxy)), 'Too many wrong signatures.'),
    }),
  )

  for (const [path, stylesheet] of Object.entries(stylesheets)) {
    const etag = `"${shortHash(stylesheet)}"`
    app.get(path, (c) => {
      const caching = { 'cache-control': 'no-cache', etag }
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, caching)
      return c.body(stylesheet, 200, { ...caching, 'content-type': 'text/css; charset=utf-8' })
    })
  }
  app.route('/', signIn.routes)
  app.get('/insights', (c) => c.redirect('/insights/', 308))
  app.use('/insights/', signIn.guard)
  app.use('/insights/articles/*', signIn.guard)
  app.use('/insights/inbox/*', signIn.guard)
  app.use('/insights/items/*', signIn.guard)
  app.use('/insights/deliveries/*', signIn.guard)
  app.use('/api/insights/*', signIn.guard)
  app.get('/api/insights/counters', createCountersEndpoint({ store, clock }))
  const mayChange = (c: Context) => c.get('role') === 'editor'
  const readFields = async (c: Context) => {
    const body = await readRequestBody(c.req.raw, { json: 0, form: config.limits.deskBytes }, ['form'])
    return new Map(body.kind === 'form' ? body.fields : [])
  }
  const firstDay = () => readFirstDay(figures.read)
  const look = createLook({ settings, translators, clock, listArticles, mayChange, firstDay })
  const desk: Store = { ...store, read: followMoves(store.read, listMoves) }
  app.route('/', createInsightsEndpoint({ store: figures, settings, clock, experiment, look, groupOf: createWordGroups() }))
  app.route('/', createInboxEndpoint({ store: desk, clock, look, readFields }))
  app.route('/', createItemsEndpoint({ store: desk, clock, look, readFields, ask: (...asked) => askBuiltSite(siteRoot, ...asked) }))
  app.route(
    '/',
    createDeliveriesEndpoint({
      store,
      settings,
      translators,
      clock,
      hasTeam: courier.hasTeam,
      onResend: courier.revive,
      mayChange,
      readFields,
    }),
  )
  // A reload after signing in lands where it belongs.
  app.get('/insights/*', (c) => c.redirect('/insights/', 303))
  app.all('/insights/*', () => {
    throw new Problem('not-found', 'There is nothing at this address.')
  })
  app.all('/api/*', () => {
    throw new Problem('not-found', 'There is no endpoint at this address.')
  })

  const prefixed = settings.locales.map(({ code }) => code).filter((code) => localePrefix(settings.locales, code) !== '')
  // Before the files: a page at an old address is for hosts that can only send files.
  app.all('*', createRedirects(listRedirects))
  const below = settings.editor && { path: EDITOR_PATH, headers: editorHeaders(settings.editor) }
  app.all(
    '*',
    createStaticFiles({ root: siteRoot, locales: prefixed, closed: [config.dataDir], headers: securityHeaders(settings), ...(below ? { below } : {}) }),
  )

  const say = sayOnceAMinute(log, clock)
  const countRefusal = createRefusalCounter({ store, clock })
  app.onError(async (error, c) => {
    const problem = toProblem(error)
    if (problem.status === 500 || (problem.status === 503 && error !== problem)) say(describeMistake(error, c.req.method, c.req.path.slice(0, 64)))
    const { pathname } = new URL(c.req.url)
    if (pathname in METHODS) countRefusal(problem.problem)
    if (problem.problem === 'token-needed' && c.get('body')?.kind === 'form' && !wantsJson(c)) {
      const { token } = await admission.issue(pathname === '/api/contact' ? 'ticket' : 'comment')
      return renderConfirmPage(c, problem, { translators, stylesheet: STYLESHEET_PATH, token })
    }
    if (pathname === '/api/feedback' && isForm(c.req.header('content-type')) && !wantsJson(c)) {
      return renderRefusalPage(c, problem, { translators, site: settings.endpoint ? settings.url : '', stylesheet: STYLESHEET_PATH })
    }
    if (pathname === '/api/contact' && c.req.method === 'POST' && !wantsJson(c)) return renderRefusedTicket(c, problem, { translators, settings })
    if (pathname === SURVEY_PATH && isForm(c.req.header('content-type')) && !wantsJson(c)) return renderRefusedSurvey(c, problem, { translators, settings })
    if (pathname === EFFORT_PATH && isForm(c.req.header('content-type')) && !wantsJson(c)) return renderRefusedEffort(c, problem, effortPages)
    return renderProblem(problem)
  })
  return app
}

const shortHash = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 22)
