import type { IncomingMessage } from 'node:http'
import type { Context, MiddlewareHandler } from 'hono'
import type { Visits } from '../deflection/visit.ts'
import type { Admission } from './admission.ts'
import { findClientAddress, findHost, networkOf, type TrustedProxies } from './client-address.ts'
import type { ServerConfig } from './config.ts'
import { Problem, type RequestEnvironment } from './contract.ts'
import { createLimiter } from './limiter.ts'
import { createPageViewBound } from './page-views.ts'
import { type BodyKind, readRequestBody } from './request-body.ts'
import { refuseForNow, takePoint } from './take-point.ts'

const WAIT = 'That was a lot at once. Try again in a minute.'

/** The origins of the help centre itself: where it says it is. */
export function findOwnOrigins(addresses: (string | undefined)[]): ReadonlySet<string> {
  return new Set(addresses.flatMap((address) => (address ? [new URL(address).origin] : [])))
}

/** Whether a request comes from a page of ours, or from a program that names no origin. */
export function isOwnOrigin(c: Context, origins: ReadonlySet<string>, trustProxy: TrustedProxies): boolean {
  const origin = c.req.header('origin')
  // A browser that hides the origin still says whether the page was another site's.
  if (origin === undefined) return c.req.header('sec-fetch-site') !== 'cross-site'
  if (origins.has(origin)) return true
  // The scheme is not compared: behind a proxy that ends TLS it differs, and the host is what cannot be forged.
  const host = /^https?:\/\/([^/@]+)$/.exec(origin)?.[1]
  return host !== undefined && host.toLowerCase() === findHost(c, trustProxy)
}

/** Notes that a page of ours may read the answer, and refuses those of others. A question before the request is answered at once. */
export function checkOrigin(c: Context<RequestEnvironment>, origins: ReadonlySet<string>, trustProxy: TrustedProxies, method: string): Response | undefined {
  const origin = c.req.header('origin')
  const isOwn = isOwnOrigin(c, origins, trustProxy)
  if (origin && isOwn) c.set('readableBy', origin)
  if (!isOwn) throw new Problem('foreign-origin', 'Answers are taken from the pages of this help centre only.')
  if (c.req.method !== 'OPTIONS') return undefined
  const preflight = { 'access-control-allow-methods': method, 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' }
  return c.body(null, 204, { ...preflight, allow: `${method}, OPTIONS` })
}

/**
 * Lets pages of ours at another address read an answer: without it their scripts cannot tell a refusal from a connection that dropped. Harmless
 * where the address is the same, as no cookie is involved.
 */
export function letRead({ headers }: Response, origin: string | undefined): void {
  if (!origin) return
  headers.set('access-control-allow-origin', origin)
  headers.append('vary', 'origin')
}

/** What some doors take that others do not. */
export interface WriteOptions {
  /** Largest file beside a form, in bytes. */
  fileLimit?: number
}

interface Guards {
  config: ServerConfig
  origins: ReadonlySet<string>
  visits: Visits
  admission: Admission
  /** Epoch ms. */
  clock: () => number
}

/** Guards of the endpoints that readers write to; what passes has the variables of `RequestEnvironment` in its context. */
export function createWriteGuard({
  config,
  origins,
  visits,
  admission,
  clock,
}: Guards): (accepts: BodyKind[], options?: WriteOptions) => MiddlewareHandler<RequestEnvironment> {
  const { limits, trustProxy } = config
  const perVisit = createLimiter(limits.visitPerMinute, 60)
  const perNetwork = createLimiter(limits.networkPerMinute, 60)
  const mistakes = createLimiter(limits.mistakesPerMinute, 60)
  const all = createLimiter(limits.allPerSecond, 1)
  const mayName = createPageViewBound(limits.pageViewsPerVisit, clock)
  const mayNameFromNetwork = createPageViewBound(limits.pageViewsPerNetwork, clock)

  return (accepts, { fileLimit = 0 } = {}) =>
    async (c, next) => {
      const preflight = checkOrigin(c, origins, trustProxy, 'POST')
      if (preflight) return preflight
      // The narrow limits first: who is over their own must not use up what everybody shares.
      const address = findClientAddress(c, trustProxy)
      const network = networkOf(address)
      const made = await mistakes.get(network)
      if (made && made.consumedPoints >= limits.mistakesPerMinute) throw refuseForNow(made.msBeforeNext, WAIT)
      await takePoint(perNetwork, network, WAIT)
      const visit = await visits.identify(address, c.req.header('user-agent') ?? '')
      await takePoint(perVisit, visit, WAIT)
      await takePoint(all, 'all', 'The help centre is very busy. Try again in a moment.')
      const incoming = (c.env as { incoming?: IncomingMessage } | undefined)?.incoming
      const body = await readRequestBody(c.req.raw, { json: limits.bodyBytes, form: limits.bodyBytes }, accepts, { fileLimit, incoming })
      c.set('visit', visit)
      c.set('body', body)
      c.set('admit', (submission) => admission.admit({ visit, network, kind: body.kind }, submission))
      c.set('keepPageViews', (pageViews) => {
        const named = pageViews.filter((id) => id !== undefined)
        // A visit is made anew by another name of the browser, and without a page view it stands for one.
        const isMany = !mayName(visit, named)
          ? 'visit'
          : !mayNameFromNetwork(network, [...named, ...(named.length < pageViews.length ? [visit] : [])]) && 'network'
        if (!isMany) return
        throw new Problem('too-many-requests', `This ${isMany} has named too many page views. Try again in ten minutes.`, {
          headers: { 'retry-after': '600' },
          errors: [{ field: 'pv', detail: `One ${isMany} cannot have so many page views.` }],
        })
      })
      await next()
      if (!(c.error instanceof Problem && c.error.problem === 'invalid-fields')) return undefined
      // A reader who corrects a form has sent it once.
      await perVisit.reward(visit)
      await perNetwork.reward(network)
      await mistakes.consume(network).catch(() => undefined)
      return undefined
    }
}
