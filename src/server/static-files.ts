import { createReadStream } from 'node:fs'
import type { ServerResponse } from 'node:http'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, Handler } from 'hono'
import { currentRange, readRange } from './byte-range.ts'
import { chooseEncoding, compress, isCompressible } from './compression.ts'
import { typeOf } from './content-type.ts'
import { createFileCache, isHidden, type SiteFile, statFile } from './file-cache.ts'
import { filePolicy, IMMUTABLE, IMMUTABLE_PATHS } from './security-headers.ts'

const isImmutable = new RegExp(`^(?:${IMMUTABLE_PATHS.map((path) => path.replace('*', '').replace(':locale', '[^/]+')).join('|')})`)

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
  /** Headers of the files below a path that begins and ends with "/", instead of those of every answer. */
  below?: { path: string; headers: Record<string, string> }
}

/** What follows the headers: bytes from memory, or a stretch of a file. */
type Body = Buffer | { path: string; first: number; last: number }

/** Serves the built site from memory, and large files from the disk; a file that changes is read again. */
export function createStaticFiles({ root, locales, closed = [], cacheBytes = 128 * 1024 * 1024, headers = {}, below }: StaticFilesOptions): Handler {
  const findFile = createFileCache({ root, closed, cacheBytes })

  async function send(c: Context, path: string, file: SiteFile, status: 200 | 404): Promise<Response> {
    const type = typeOf(path)
    const own: Record<string, string> = {
      'content-type': type,
      'cache-control': isImmutable.test(path) && status === 200 ? IMMUTABLE : 'no-cache',
    }
    if (below && path.startsWith(below.path) && status === 200) Object.assign(own, below.headers)
    if (path.startsWith('/_files/') && status === 200) own['content-security-policy'] = filePolicy(type)
    let { content, size } = file
    let etag = `"${file.hash}"`
    if (content && isCompressible(type, size)) {
      own['vary'] = 'accept-encoding'
      const encoding = chooseEncoding(c.req.header('accept-encoding') ?? '')
      if (encoding) {
        file.compressed[encoding] ??= compress(content, encoding)
        content = await file.compressed[encoding]
        size = content.length
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
      const range = readRange(currentRange(c.req.header('range'), c.req.header('if-range'), etag), size)
      if (range === 'unsatisfiable') return reply(c, 416, { 'content-range': `bytes */${size}` })
      if (range) {
        const { first, last } = range
        own['content-range'] = `bytes ${first}-${last}/${size}`
        own['content-length'] = String(last + 1 - first)
        return reply(c, 206, own, content?.subarray(first, last + 1) ?? { path: file.path, first, last })
      }
    }
    own['content-length'] = String(size)
    return reply(c, status, own, content ?? { path: file.path, first: 0, last: size - 1 })
  }

  /** Straight to the socket where there is one: a Response and its stream cost more than all the rest of an answer from memory. */
  function reply(c: Context, status: number, own: Record<string, string>, body?: Body): Response {
    const wanted = c.req.method === 'HEAD' ? undefined : body
    const outgoing = (c.env as { outgoing?: ServerResponse } | undefined)?.outgoing
    if (!outgoing) {
      const content = wanted && (Buffer.isBuffer(wanted) ? new Uint8Array(wanted) : (Readable.toWeb(readStretch(wanted)) as ReadableStream))
      return new Response(content, { status, headers: own })
    }
    outgoing.writeHead(status, { ...headers, ...own })
    if (wanted && !Buffer.isBuffer(wanted)) {
      // A reader who leaves half-way, or a file that is gone by now: both ends are closed, and nobody is left to be told.
      void pipeline(readStretch(wanted), outgoing).catch(() => undefined)
    } else outgoing.end(wanted)
    return RESPONSE_ALREADY_SENT
  }

  async function sendNotFound(c: Context, path: string): Promise<Response> {
    const locale = locales.find((code) => path === `/${code}` || path.startsWith(`/${code}/`))
    const pages = [...(locale ? [`${locale}/404/index.html`, `${locale}/404.html`] : []), '404.html', '404/index.html']
    for (const page of pages) {
      const file = await findFile(join(root, page))
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
    const file = await findFile(join(root, target))
    if (file) return send(c, target, file, 200)
    if (!path.endsWith('/') && statFile(join(root, path, 'index.html'))) {
      const { pathname, search } = new URL(c.req.url)
      return c.body(null, 308, { location: `${pathname}/${search}` })
    }
    return sendNotFound(c, path)
  }
}

const readStretch = ({ path, first, last }: Exclude<Body, Buffer>) => createReadStream(path, { start: first, end: last })

/** The path in plain characters; undefined when it is not text, or holds what no file name here has. */
export function decodePath(pathname: string): string | undefined {
  try {
    const path = decodeURIComponent(pathname)
    return /[\0\\]/.test(path) ? undefined : path
  } catch {
    return undefined
  }
}

/** Files that tell other hosts what to do. */
const HOST_FILES: ReadonlySet<string> = new Set(['/_headers', '/_redirects', '/_redirects.nginx'])

/** Refuses empty, hidden and parent segments (an encoded `..` or `//` reaches here as such) and the hosts' own files. */
function isServable(path: string): boolean {
  const segments = path.slice(1).split('/')
  const isClean = segments.every((segment, index) => (segment === '' ? index === segments.length - 1 : !isHidden(segment)))
  return isClean && !HOST_FILES.has(path)
}

function matchesTag(header: string | undefined, etag: string): boolean {
  if (!header) return false
  return header.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
