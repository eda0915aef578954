import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { MiddlewareHandler } from 'hono'
import { type BuiltRedirects, builtRedirectsSchema } from '../articles/redirect-contract.ts'
import { decodePath } from './static-files.ts'

/** Looking at the disk for every request would cost more than most answers. */
const LOOK_EVERY_MS = 500
const NONE: BuiltRedirects = { articles: {}, addresses: {} }

/** The redirects of the built site, read again after a build. A list that cannot be read counts as none. */
export function createRedirectList(siteRoot: string): () => BuiltRedirects {
  const file = join(siteRoot, 'redirects.json')
  let looked = Number.NEGATIVE_INFINITY
  let stamp = ''
  let redirects = NONE
  return () => {
    if (performance.now() - looked < LOOK_EVERY_MS) return redirects
    looked = performance.now()
    const stat = statSync(file, { throwIfNoEntry: false })
    const current = stat ? `${stat.mtimeMs}-${stat.size}` : ''
    if (current !== stamp) {
      stamp = current
      redirects = stat ? read(file) : NONE
    }
    return redirects
  }
}

/** Leads readers of old addresses on, with whatever they asked for besides; browsers keep the section. */
export function createRedirects(list: () => BuiltRedirects): MiddlewareHandler {
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url)
    const path = decodePath(pathname)
    const { addresses } = list()
    const find = (address: string) => (Object.hasOwn(addresses, address) ? addresses[address] : undefined)
    const to = path && (find(path) ?? find(path.endsWith('/') ? path.slice(0, -1) : `${path}/`))
    if (!to || (c.req.method !== 'GET' && c.req.method !== 'HEAD')) return next()
    // An article may move back, so nobody may remember this for ever.
    return c.body(null, 308, { location: encodeURI(to) + search, 'cache-control': 'max-age=3600' })
  }
}

function read(file: string): BuiltRedirects {
  try {
    return builtRedirectsSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return NONE
  }
}
