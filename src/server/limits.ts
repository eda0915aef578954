import type { Context, MiddlewareHandler } from 'hono'
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import type { Visits } from '../deflection/visit.ts'
import { findClientAddress, findHost, networkOf } from './client-address.ts'
import type { ServerConfig } from './config.ts'
import { Problem, type RequestEnvironment } from './contract.ts'
import { type BodyKind, readRequestBody } from './request-body.ts'

/** The origins of the help centre itself: where it says it is. */
export function findOwnOrigins(addresses: (string | undefined)[]): ReadonlySet<string> {
  return new Set(addresses.flatMap((address) => (address ? [new URL(address).origin] : [])))
}

/** Whether a request comes from a page of ours, or from a program that names no origin. */
export function isOwnOrigin(c: Context, origins: ReadonlySet<string>, trustProxy: number): boolean {
  const origin = c.req.header('origin')
  if (origin === undefined || origins.has(origin)) return true
  // The scheme is not compared: behind a proxy that ends TLS it differs, and the host is what cannot be forged.
  const host = /^https?:\/\/([^/@]+)$/.exec(origin)?.[1]
  return host !== undefined && host.toLowerCase() === findHost(c, trustProxy)
}

/** Takes a point from a limiter, or refuses with the time to wait. */
export async function takePoint(limiter: RateLimiterMemory, key: string, detail: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    const seconds = String(Math.max(1, Math.ceil(error.msBeforeNext / 1000)))
    throw new Problem('too-many-requests', detail, { headers: { 'retry-after': seconds } })
  }
}

interface Guards {
  config: ServerConfig
  origins: ReadonlySet<string>
  visits: Visits
}

/** Guards of the endpoints that readers write to; what passes has `visit` and `body` in its context. */
export function createWriteGuard({ config, origins, visits }: Guards): (accepts: BodyKind[], fileLimit?: number) => MiddlewareHandler<RequestEnvironment> {
  const { limits, trustProxy } = config
  const perVisit = new RateLimiterMemory({ keyPrefix: 'visit', points: limits.visitPerMinute, duration: 60 })
  const perAddress = new RateLimiterMemory({ keyPrefix: 'address', points: limits.addressPerMinute, duration: 60 })
  const all = new RateLimiterMemory({ keyPrefix: 'all', points: limits.allPerSecond, duration: 1 })

  return (accepts, fileLimit) => async (c, next) => {
    const origin = c.req.header('origin')
    const isOwn = isOwnOrigin(c, origins, trustProxy)
    if (origin && isOwn) {
      // Needed when the endpoint runs at another address than the site; harmless otherwise, as no cookie is involved.
      c.header('access-control-allow-origin', origin)
      c.header('vary', 'origin')
    }
    if (!isOwn) throw new Problem('foreign-origin', 'Answers are taken from the pages of this help centre only.')
    if (c.req.method === 'OPTIONS') {
      const preflight = { 'access-control-allow-methods': 'POST', 'access-control-allow-headers': 'content-type', 'access-control-max-age': '86400' }
      return c.body(null, 204, { ...preflight, allow: 'POST, OPTIONS' })
    }
    // The narrow limits first: who is over their own must not use up what everybody shares.
    const address = findClientAddress(c, trustProxy)
    await takePoint(perAddress, networkOf(address), 'That was a lot at once. Try again in a minute.')
    const visit = await visits.identify(address, c.req.header('user-agent') ?? '')
    await takePoint(perVisit, visit, 'That was a lot at once. Try again in a minute.')
    await takePoint(all, 'all', 'The help centre is very busy. Try again in a moment.')
    c.set('visit', visit)
    c.set('body', await readRequestBody(c.req.raw, limits.bodyBytes, accepts, fileLimit))
    return next()
  }
}
