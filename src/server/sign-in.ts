import { createHash, timingSafeEqual } from 'node:crypto'
import { type Context, Hono, type MiddlewareHandler } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { html } from 'hono/html'
import { chooseTranslator, renderInsightsLayout } from '../deflection/insights-layout.ts'
import { renderLanguages } from '../deflection/insights-top.ts'
import type { MessageKey, Translator } from '../languages/messages.ts'
import { findClientAddress, isEncrypted, networkOf } from './client-address.ts'
import type { Store } from '../storage/store.ts'
import type { ServerConfig } from './config.ts'
import { type InsightsRole, Problem, type SignedInEnvironment } from './contract.ts'
import { createLimiter } from './limiter.ts'
import { isOwnOrigin } from './limits.ts'
import { readRequestBody } from './request-body.ts'
import { createSessions, SESSION_MS } from './sessions.ts'
import { refuseForNow, takePoint } from './take-point.ts'

/** Cookies of that name that are looked at. */
const MOST_COOKIES = 5
const COOKIE = 'insights'
const TOO_MANY = 'Too many tries.'

export interface SignInOptions {
  store: Store
  config: ServerConfig
  translators: Map<string, Translator>
  siteUrl: string
  origins: ReadonlySet<string>
  /** Epoch ms. */
  clock: () => number
}

export interface SignIn {
  /**
   * Lets readers of the insights pass: a session cookie, or the token for programs, which may only read. Whatever is not GET or HEAD
   * changes something, so it takes an editor and a page of ours.
   */
  guard: MiddlewareHandler<SignedInEnvironment>
  /** `POST /insights/sign-in` and `POST /insights/sign-out`. */
  routes: Hono
}

/** The sign-in to the insights. Tries are counted by each process for itself, like all limits; sessions are known to all. */
export function createSignIn({ store, config, translators, siteUrl, origins, clock }: SignInOptions): SignIn {
  const { insightsPassword, insightsReaderPassword, insightsToken, limits, trustProxy } = config
  const perNetwork = createLimiter(limits.signInPerNetwork, 900)
  const all = createLimiter(limits.signInAll, 900)
  const guesses = createLimiter(limits.signInPerNetwork, 900)
  const sessions = createSessions({ store, clock, passwords: { editor: insightsPassword, reader: insightsReaderPassword } })

  const cookieOptions = (c: Context) => ({ httpOnly: true, sameSite: 'Strict', secure: isEncrypted(c, trustProxy, siteUrl), path: '/' }) as const

  const findRole = async (c: Context): Promise<InsightsRole | undefined> => {
    const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (bearer && insightsToken && (await isToken(c, bearer.trim(), insightsToken))) return 'reader'
    for (const session of sessionsOf(c)) {
      const role = await sessions.findRole(session)
      if (role) return role
    }
    return undefined
  }

  /** Only wrong tokens count; a network that sent too many, even all at once, is not told any more whether the next is right. */
  const isToken = async (c: Context, given: string, expected: string): Promise<boolean> => {
    const network = networkOf(findClientAddress(c, trustProxy))
    const isRight = isSame(given, expected)
    if (!isRight) await takePoint(guesses, network, TOO_MANY)
    const made = isRight ? await guesses.get(network) : null
    if (made && made.consumedPoints >= limits.signInPerNetwork) throw refuseForNow(made.msBeforeNext, TOO_MANY)
    return isRight
  }

  /** Both are compared whatever the first says, so that the time tells nothing. */
  const findRoleOf = (password: string): InsightsRole | undefined => {
    const isEditor = isSame(password, insightsPassword ?? '')
    const isReader = isSame(password, insightsReaderPassword ?? '')
    if (isEditor && insightsPassword) return 'editor'
    return isReader && insightsReaderPassword ? 'reader' : undefined
  }

  const page = (c: Context, status: 401 | 403 | 429, lang: string | undefined, message?: MessageKey) =>
    c.html(renderSignInPage(chooseTranslator(translators, lang, c.req.header('accept-language')), translators, message), status)

  const guard: MiddlewareHandler<SignedInEnvironment> = async (c, next) => {
    c.header('cache-control', 'no-store')
    const role = await findRole(c)
    if (role) {
      c.set('role', role)
      if (c.req.method === 'GET' || c.req.method === 'HEAD') return next()
      // Every browser names the origin of what is not read only; without one it is no page of ours.
      if (!c.req.header('origin') || !isOwnOrigin(c, origins, trustProxy))
        throw new Problem('foreign-origin', 'Changes are taken from the insights pages only.')
      if (role !== 'editor') throw new Problem('not-allowed', 'Your sign-in may read the insights and change nothing. Sign in as editor.')
      return next()
    }
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
    const network = networkOf(findClientAddress(c, trustProxy))
    try {
      // A network that has not failed yet is heard even while others storm the door, or they would lock the owner out.
      const hasFailed = ((await perNetwork.get(network))?.consumedPoints ?? 0) > 0
      await takePoint(perNetwork, network, TOO_MANY)
      if (hasFailed) await takePoint(all, 'all', TOO_MANY)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      for (const [name, value] of Object.entries(error.headers)) c.header(name, value)
      return page(c, 429, lang, 'insights.tooManyTries')
    }
    const role = findRoleOf((fields.get('password') ?? '').trim())
    if (!role) return page(c, 401, lang, 'insights.wrongPassword')
    // Only wrong tries count.
    await perNetwork.delete(network)
    setCookie(c, COOKIE, await sessions.start(role), { ...cookieOptions(c), maxAge: SESSION_MS / 1000 })
    return c.redirect(insightsAddress(translators, lang), 303)
  })
  routes.post('/insights/sign-out', async (c) => {
    c.header('cache-control', 'no-store')
    const fields = await readFields(c, limits.bodyBytes)
    if (!isOwnOrigin(c, origins, trustProxy)) return page(c, 403, fields.get('lang'), 'insights.signedOutElsewhere')
    for (const session of sessionsOf(c)) await sessions.end(session)
    deleteCookie(c, COOKIE, cookieOptions(c))
    return c.redirect(insightsAddress(translators, fields.get('lang')), 303)
  })
  return { guard, routes }
}

async function readFields(c: Context, limit: number): Promise<Map<string, string>> {
  const body = await readRequestBody(c.req.raw, { form: limit, json: 0 }, ['form'])
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

function renderSignInPage(translator: Translator, translators: Map<string, Translator>, message?: MessageKey) {
  const { t, locale } = translator
  const locales = [...translators.values()].map((one) => one.locale)
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
${renderLanguages({ settings: { locales }, translator }, (code) => `/insights/?lang=${code}`)}
</main>
</body>`,
  )
}

/** Session cookies of a request: a neighbouring host may have set one of the same name, which must not hide ours. */
function sessionsOf(c: Context): string[] {
  const cookies = (c.req.header('cookie') ?? '').split(';').map((cookie) => cookie.trim())
  return cookies
    .filter((cookie) => cookie.startsWith(`${COOKIE}=`))
    .slice(0, MOST_COOKIES)
    .map((cookie) => decodeValue(cookie.slice(COOKIE.length + 1)))
}

function decodeValue(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
