import { createHash } from 'node:crypto'
import { realpathSync, type Stats, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { join, relative, sep } from 'node:path'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, Handler } from 'hono'
import { currentRange, readRange } from './byte-range.ts'
import { chooseEncoding, compress, type Encoding, isCompressible } from './compression.ts'
import { typeOf } from './content-type.ts'
import { isBelow, realPlace } from './real-place.ts'
import { filePolicy, IMMUTABLE, IMMUTABLE_PATHS } from './security-headers.ts'

const isImmutable = new RegExp(`^(?:${IMMUTABLE_PATHS.map((path) => path.replace('*', '').replace(':locale', '[^/]+')).join('|')})`)

interface CachedFile {
  content: Buffer
  hash: string
  stamp: string
  /** Compressed once, on the first request that wants it. */
  compressed: Partial<Record<Encoding, Promise<Buffer>>>
}

export interface StaticFilesOptions {
  /** Folder of the built site. */
  root: string
  /** Locales with an address prefix; each may have its own page for what is not found. */
  locales: string[]
  /** Folders that are never served, wherever the root leads. */
  closed?: string[]
  /** Most bytes kept in memory. */
  cacheBytes?: number
  /** Headers of every answer; a file's own come before them. */
  headers?: Record<string, string>
}

/** Serves the built site from memory; a file that changes on disk is read again. */
export function createStaticFiles({ root, locales, closed = [], cacheBytes = 128 * 1024 * 1024, headers = {} }: StaticFilesOptions): Handler {
  // A Map remembers insertion order, so the first entry is the one unused for longest.
  const cache = new Map<string, CachedFile>()
  let cached = 0
  // Readers who ask for a file at the same time get one copy of it, which is compressed once.
  const reading = new Map<string, Promise<CachedFile>>()

  async function readCached(file: string): Promise<CachedFile | undefined> {
    const stat = statFile(file)
    if (!stat) return undefined
    const stamp = `${stat.mtimeMs}-${stat.size}-${stat.ino}-${stat.ctimeMs}`
    const known = cache.get(file)
    // The very file that was served before needs no second look at where links lead.
    if (known?.stamp !== stamp && !isOpen(file)) return undefined
    if (known) {
      cache.delete(file)
      if (known.stamp === stamp) {
        cache.set(file, known)
        return known
      }
      cached -= known.content.length
    }
    const asked = `${stamp} ${file}`
    const running = reading.get(asked) ?? readFresh(file, stamp).finally(() => reading.delete(asked))
    reading.set(asked, running)
    return running
  }

  async function readFresh(file: string, stamp: string): Promise<CachedFile> {
    const content = await readFile(file)
    const hash = createHash('sha256').update(content).digest('base64url').slice(0, 22)
    const fresh: CachedFile = { content, hash, stamp, compressed: {} }
    // Its compressed copies are at most as large again, which the limit below leaves room for.
    if (content.length > cacheBytes / 8 || cache.has(file)) return fresh
    cache.set(file, fresh)
    cached += content.length
    for (const [oldest, entry] of cache) {
      if (cached <= cacheBytes / 2) break
      cache.delete(oldest)
      cached -= entry.content.length
    }
    return fresh
  }

  /** What a build put there, and nothing that a link leads to: not outside the site, not hidden, not data. */
  function isOpen(file: string): boolean {
    try {
      const [folder, place] = [realpathSync.native(root), realpathSync.native(file)]
      const inside = relative(folder, place).split(sep)
      return isBelow(folder, place) && !inside.some(isHidden) && !closed.some((one) => isBelow(realPlace(one), place))
    } catch {
      return false
    }
  }

  async function send(c: Context, path: string, file: CachedFile, status: 200 | 404): Promise<Response> {
    const type = typeOf(path)
    const own: Record<string, string> = {
      'content-type': type,
      'cache-control': isImmutable.test(path) && status === 200 ? IMMUTABLE : 'no-cache',
    }
    if (path.startsWith('/_files/') && status === 200) own['content-security-policy'] = filePolicy(type)
    let content = file.content
    let etag = `"${file.hash}"`
    if (isCompressible(type, content.length)) {
      own['vary'] = 'accept-encoding'
      const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '')
      if (encoding) {
        file.compressed[encoding] ??= compress(content, encoding)
        content = await file.compressed[encoding]
        etag = `"${file.hash}-${encoding}"`
        own['content-encoding'] = encoding
      }
    }
    if (status === 200) {
      own['etag'] = etag
      if (matchesTag(c.req.header('if-none-match'), etag)) {
        const { 'content-type': _type, 'content-encoding': _encoding, ...kept } = own
        return reply(c, 304, kept)
      }
    }
    if (/^(video|audio)\//.test(type) && status === 200) {
      // Some browsers play a film only when they may ask for parts of it.
      own['accept-ranges'] = 'bytes'
      const range = readRange(currentRange(c.req.header('range'), c.req.header('if-range'), etag), content.length)
      if (range === 'unsatisfiable') return reply(c, 416, { 'content-range': `bytes */${content.length}` })
      if (range) {
        const part = content.subarray(range.first, range.last + 1)
        own['content-range'] = `bytes ${range.first}-${range.last}/${content.length}`
        own['content-length'] = String(part.length)
        return reply(c, 206, own, part)
      }
    }
    own['content-length'] = String(content.length)
    return reply(c, status, own, content)
  }

  /** Straight to the socket where there is one: a Response and its stream cost more than all the rest of an answer from memory. */
  function reply(c: Context, status: number, own: Record<string, string>, content?: Buffer): Response {
    const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
    if (!outgoing) return new Response(content && new Uint8Array(content), { status, headers: own })
    outgoing.writeHead(status, { ...headers, ...own })
    outgoing.end(c.req.method === 'HEAD' ? undefined : content)
    return RESPONSE_ALREADY_SENT
  }

  async function sendNotFound(c: Context, path: string): Promise<Response> {
    const locale = locales.find((code) => path === `/${code}` || path.startsWith(`/${code}/`))
    const pages = [...(locale ? [`${locale}/404/index.html`, `${locale}/404.html`] : []), '404.html', '404/index.html']
    for (const page of pages) {
      const file = await readCached(join(root, page))
      if (file) return send(c, `/${page}`, file, 404)
    }
    return c.text('There is no page at this address.', 404)
  }

  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return c.text('Only GET and HEAD work here.', 405, { allow: 'GET, HEAD' })
    const path = decodePath(new URL(c.req.url).pathname)
    if (path === undefined) return c.text('This address cannot be read.', 400)
    if (!isServable(path)) return sendNotFound(c, path)
    const target = path.endsWith('/') ? `${path}index.html` : path
    const file = await readCached(join(root, target))
    if (file) return send(c, target, file, 200)
    if (!path.endsWith('/') && statFile(join(root, path, 'index.html'))) {
      const { pathname, search } = new URL(c.req.url)
      return c.body(null, 308, { location: `${pathname}/${search}` })
    }
    return sendNotFound(c, path)
  }
}

/** The path in plain characters; undefined when it is not text, or holds what no file name here has. */
export function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname)
    return /[\0\\]/.test(path) ? undefined : path
  } catch {
    return undefined
  }
}

/** Refuses empty, hidden and parent segments (an encoded `..` or `//` reaches here as such) and the hosts' own files. */
function isServable(path: string): boolean {
  const segments = path.slice(1).split('/')
  const isClean = segments.every((segment, index) => (segment === '' ? index === segments.length - 1 : !isHidden(segment)))
  return isClean && path !== '/_headers' && path !== '/_redirects'
}

const isHidden = (name: string) => name.startsWith('.') && name !== '.well-known'

function matchesTag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}

/** Undefined for what is no file, an address too long to be one included. */
function statFile(path: string): Stats | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? stat : undefined
  } catch {
    return undefined
  }
}
