import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip'

const TEXT = /^text\/|charset=utf-8$|^application\/wasm$/
const KILOBYTE = 1024
/** Pages, scripts and parts of the search index are below: at its best, brotli takes about a second for that much. */
const BEST_UP_TO = 256 * KILOBYTE
/** At its best 8 MB would take brotli 26 s, at the level below about one. Larger files are downloads, and are sent as they are. */
export const MOST_COMPRESSED = 8 * KILOBYTE * KILOBYTE

/** Whether a file is worth compressing, by its type and its size in bytes. */
export function isCompressible(type: string, size: number): boolean {
  return TEXT.test(type) && size > 256 && size <= MOST_COMPRESSED
}

/** Compresses off the main thread; done once per file, so it may take the trouble that the file's size allows. */
export function compress(content: Buffer, encoding: Encoding): Promise<Buffer> {
  const isSmall = content.length <= BEST_UP_TO
  if (encoding === 'gzip') return promisify(gzip)(content, { level: isSmall ? 9 : 6 })
  const params = { [constants.BROTLI_PARAM_QUALITY]: isSmall ? 11 : 5, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  return promisify(brotliCompress)(content, { params })
}

/** The best of brotli and gzip that the reader accepts. */
export function chooseEncoding(header: string): Encoding | undefined {
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
