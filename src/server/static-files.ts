import { createHash } from 'node:crypto'
import { type Stats, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Context, Handler } from 'hono'
import { readRange } from './byte-range.ts'
import { typeOf } from './content-type.ts'
import { IMMUTABLE, IMMUTABLE_PATHS } from './security-headers.ts'

const compress = {
  // The best: it happens once per file, off the main thread, and the first reader of a page waits some 30 ms.
  br: (content: Buffer) =>
    promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length } }),
  gzip: (content: Buffer) => promisify(gzip)(content, { level: 9 }),
}
type Encoding = keyof typeof compress

const COMPRESSIBLE = /^text\/|charset=utf-8$|^application\/wasm$/
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
  /** Most bytes kept in memory. */
  cacheBytes?: number
}

/** Serves the built site from memory; a file that changes on disk is read again. */
export function createStaticFiles({ root, locales, cacheBytes = 128 * 1024 * 1024 }: StaticFilesOptions): Handler {
  // A Map remembers insertion order, so the first entry is the one unused for longest.
  const cache = new Map<string, CachedFile>()
  let cached = 0

  async function readCached(file: string): Promise<CachedFile | undefined> {
    const stat = statFile(file)
    if (!stat) return undefined
    const stamp = `${stat.mtimeMs}-${stat.size}`
    const known = cache.get(file)
    if (known) {
      cache.delete(file)
      if (known.stamp === stamp) {
        cache.set(file, known)
        return known
      }
      cached -= known.content.length
    }
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

  async function send(c: Context, path: string, file: CachedFile, status: 200 | 404): Promise<Response> {
    const type = typeOf(path)
    const headers: Record<string, string> = {
      'content-type': type,
      'cache-control': isImmutable.test(path) && status === 200 ? IMMUTABLE : 'no-cache',
    }
    let content = file.content
    let etag = `"${file.hash}"`
    if (COMPRESSIBLE.test(type) && content.length > 256) {
      headers['vary'] = 'accept-encoding'
      const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '')
      if (encoding) {
        file.compressed[encoding] ??= compress[encoding](content)
        content = await file.compressed[encoding]
        etag = `"${file.hash}-${encoding}"`
        headers['content-encoding'] = encoding
      }
    }
    if (status === 200) {
      headers['etag'] = etag
      if (matchesTag(c.req.header('if-none-match'), etag)) {
        const { 'content-type': _type, 'content-encoding': _encoding, ...kept } = headers
        return new Response(null, { status: 304, headers: kept })
      }
    }
    if (/^(video|audio)\//.test(type) && status === 200) {
      // Some browsers play a film only when they may ask for parts of it.
      headers['accept-ranges'] = 'bytes'
      const range = readRange(c.req.header('range'), content.length)
      if (range === 'unsatisfiable') return new Response(null, { status: 416, headers: { 'content-range': `bytes */${content.length}` } })
      if (range) {
        const part = content.subarray(range.first, range.last + 1)
        headers['content-range'] = `bytes ${range.first}-${range.last}/${content.length}`
        headers['content-length'] = String(part.length)
        return new Response(new Uint8Array(part), { status: 206, headers })
      }
    }
    headers['content-length'] = String(content.length)
    return new Response(new Uint8Array(content.buffer as ArrayBuffer, content.byteOffset, content.length), { status, headers })
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
  const isClean = segments.every((segment, index) => (segment === '' ? index === segments.length - 1 : !segment.startsWith('.') || segment === '.well-known'))
  return isClean && path !== '/_headers' && path !== '/_redirects'
}

/** The best of brotli and gzip that the reader accepts. */
function chooseEncoding(header: string): Encoding | undefined {
  const accepted = new Map(
    header
      .toLowerCase()
      .split(',')
      .map((entry) => {
        const [name = '', ...parameters] = entry.split(';').map((part) => part.trim())
        const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2)
        return [name, quality === undefined ? 1 : Number(quality)] as const
      }),
  )
  const accepts = (name: string) => (accepted.get(name) ?? accepted.get('*') ?? 0) > 0
  return (['br', 'gzip'] as const).find(accepts)
}

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
