import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import { chooseTranslator, renderInsightsLayout } from '../deflection/insights-layout.ts'
import type { MessageKey, Translator } from '../languages/messages.ts'
import { findClientAddress, isEncrypted, networkOf } from './client-address.ts'
import type { ServerConfig } from './config.ts'
import { Problem } from './contract.ts'
import { isOwnOrigin, takePoint } from './limits.ts'
import { readRequestBody } from './request-body.ts'

const COOKIE = 'insights'
/** A working day and its evening. */
const SESSION_MS = 12 * 3_600_000
const MOST_SESSIONS = 1000

export interface SignInOptions {
  config: ServerConfig
  translators: Map<string, Translator>
  siteUrl: string
  origins: ReadonlySet<string>
  /** Epoch ms. */
  clock: () => number
}

export interface SignIn {
  /** Lets readers of the insights pass: a session cookie, or the token for programs. */
  guard: MiddlewareHandler
  /** `POST /insights/sign-in` and `POST /insights/sign-out`. */
  routes: Hono
}

/** Sessions live in memory only: a restart or signing out ends them for good, and a stolen database holds none. */
export function createSignIn({ config, translators, siteUrl, origins, clock }: SignInOptions): SignIn {
  const { insightsPassword, insightsToken, limits, trustProxy } = config
  const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: limits.signInPerAddress, duration: 900 })
  const all = new RateLimiterMemory({ keyPrefix: 'all', points: limits.signInAll, duration: 900 })
  /** Hash of a session's secret → when it ends, in epoch ms. */
  const sessions = new Map<string, number>()

  const cookieOptions = (c: Context) => ({ httpOnly: true, sameSite: 'Strict', secure: isEncrypted(c, trustProxy, siteUrl), path: '/' }) as const

  const isSignedIn = (c: Context): boolean => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer && insightsToken && isSame(bearer.trim(), insightsToken)) return true
    const secret = getCookie(c, COOKIE)
    return secret !== undefined && (sessions.get(hash(secret).toString('hex')) ?? 0) > clock()
  }

  const startSession = (c: Context): void => {
    const now = clock()
    for (const [key, ends] of sessions) if (ends <= now || sessions.size >= MOST_SESSIONS) sessions.delete(key)
    const secret = randomBytes(32).toString('base64url')
    sessions.set(hash(secret).toString('hex'), now + SESSION_MS)
    setCookie(c, COOKIE, secret, { ...cookieOptions(c), maxAge: SESSION_MS / 1000 })
  }

  const page = (c: Context, status: 401 | 403 | 429, lang: string | undefined, message?: MessageKey) =>
    c.html(renderSignInPage(chooseTranslator(translators, lang), message), status)

  const guard: MiddlewareHandler = async (c, next) => {
    c.header('cache-control', 'no-store')
    if (isSignedIn(c)) return next()
    if (c.req.path.startsWith('/api/')) {
      const detail = 'Send the INSIGHTS_TOKEN as "Authorization: Bearer …", or sign in at /insights/.'
      throw new Problem('sign-in-needed', detail, { headers: { 'www-authenticate': 'Bearer' } })
    }
    return page(c, 401, c.req.query('lang'))
  }

  const routes = new Hono()
  routes.post('/insights/sign-in', async (c) => {
    c.header('cache-control', 'no-store')
    const fields = await readFields(c, limits.bodyBytes)
    const lang = fields.get('lang')
    if (!isOwnOrigin(c, origins, trustProxy)) return page(c, 403, lang, 'insights.signedOutElsewhere')
    const address = networkOf(findClientAddress(c, trustProxy))
    try {
      // An address that has not failed yet is heard even while others storm the door, or they would lock the owner out.
      const hasFailed = ((await perAddress.get(address))?.consumedPoints ?? 0) > 0
      await takePoint(perAddress, address, 'Too many tries.')
      if (hasFailed) await takePoint(all, 'all', 'Too many tries.')
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
      return page(c, 429, lang, 'insights.tooManyTries')
    }
    if (!insightsPassword || !isSame((fields.get('password') ?? '').trim(), insightsPassword)) return page(c, 401, lang, 'insights.wrongPassword')
    // Only wrong tries count.
    await perAddress.delete(address)
    startSession(c)
    return c.redirect(insightsAddress(translators, lang), 303)
  })
  routes.post('/insights/sign-out', async (c) => {
    c.header('cache-control', 'no-store')
    const fields = await readFields(c, limits.bodyBytes)
    if (!isOwnOrigin(c, origins, trustProxy)) return page(c, 403, fields.get('lang'), 'insights.signedOutElsewhere')
    const secret = getCookie(c, COOKIE)
    if (secret) sessions.delete(hash(secret).toString('hex'))
    deleteCookie(c, COOKIE, cookieOptions(c))
    return c.redirect(insightsAddress(translators, fields.get('lang')), 303)
  })
  return { guard, routes }
}

async function readFields(c: Context, limit: number): Promise<Map<string, string>> {
  const body = await readRequestBody(c.req.raw, limit, ['form'])
  return new Map(body.kind === 'form' ? body.fields : [])
}

function insightsAddress(translators: Map<string, Translator>, lang: string | undefined): string {
  return lang && translators.has(lang) ? `/insights/?lang=${lang}` : '/insights/'
}

function hash(text: string): Buffer {
  return createHash('sha256').update(text).digest()
}

/** Compares hashes, which have one length, in constant time: nothing can be learnt from how long it takes. */
function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(hash(given), hash(expected))
}

function renderSignInPage(translator: Translator, message?: MessageKey) {
  const { t, locale } = translator
  return renderInsightsLayout(
    translator,
    t('insights.signInTitle'),
    html`<body class="plain">
<main class="panel">
<h1>${t('insights.signInTitle')}</h1>
${message ? html`<p class="error" id="error" role="alert">${t(message)}</p>` : ''}
<form method="post" action="/insights/sign-in">
<input type="hidden" name="lang" value="${locale.code}">
<input type="text" name="username" value="insights" autocomplete="username" hidden>
<label>${t('insights.password')}
<input type="password" name="password" required autofocus autocomplete="current-password" dir="ltr"${message ? html` aria-invalid="true" aria-describedby="error"` : ''}></label>
<button>${t('insights.signIn')}</button>
</form>
<p><small>${t('insights.signInHint')}</small></p>
</main>
</body>`,
  )
}
