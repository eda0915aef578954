import { createHash } from 'node:crypto'
import { realpathSync, type Stats, statSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { relative, sep } from 'node:path'
import { type Encoding, MOST_COMPRESSED } from './compression.ts'
import { isBelow, realPlace } from './real-place.ts'

/** A file of the built site. */
export interface SiteFile {
  path: string
  /** In bytes. */
  size: number
  /** Changes with the content. */
  hash: string
  stamp: string
  /** Absent when the file is too large for memory and is sent from the disk. */
  content?: Buffer
  /** Compressed once, on the first request that wants it. */
  compressed: Partial<Record<Encoding, Promise<Buffer>>>
}

export interface FileCacheOptions {
  /** Folder of the built site. */
  root: string
  /** Folders that are never served, wherever the root leads. */
  closed: string[]
  /** Most bytes kept in memory. */
  cacheBytes: number
}

/** Finds files of the built site by their path on the disk, and keeps those in memory that were asked for last. */
export function createFileCache({ root, closed, cacheBytes }: FileCacheOptions): (path: string) => Promise<SiteFile | undefined> {
  // A Map remembers insertion order, so the first entry is the one unused for longest.
  const cache = new Map<string, SiteFile>()
  let cached = 0
  // Readers who ask for a file at the same time get one copy of it, which is compressed once.
  const reading = new Map<string, Promise<SiteFile>>()

  async function readFresh(path: string, stamp: string): Promise<SiteFile> {
    const content = await readFile(path)
    const fresh = { path, size: content.length, hash: shortHash(content), stamp, content, compressed: {} }
    if (cache.has(path)) return fresh
    cache.set(path, fresh)
    cached += content.length
    // Compressed copies are at most as large again.
    for (const [oldest, entry] of cache) {
      if (cached <= cacheBytes / 2) break
      cache.delete(oldest)
      cached -= entry.size
    }
    return fresh
  }

  /** What a build put there, and nothing that a link leads to: not outside the site, not hidden, not data. */
  function isOpen(path: string): boolean {
    try {
      const [folder, place] = [realpathSync.native(root), realpathSync.native(path)]
      const inside = relative(folder, place).split(sep)
      return isBelow(folder, place) && !inside.some(isHidden) && !closed.some((one) => isBelow(realPlace(one), place))
    } catch {
      return false
    }
  }

  return async (path) => {
    const stat = statFile(path)
    if (!stat) return undefined
    const stamp = `${stat.mtimeMs}-${stat.size}-${stat.ino}-${stat.ctimeMs}`
    const known = cache.get(path)
    // The very file that was served before needs no second look at where links lead.
    if (known?.stamp !== stamp && !isOpen(path)) return undefined
    if (known) {
      cache.delete(path)
      if (known.stamp === stamp) {
        cache.set(path, known)
        return known
      }
      cached -= known.size
    }
    // A film: who asks for a part of it must not make us read all of it. Its time says as well which version it is, on every machine that has a copy.
    if (stat.size > Math.min(MOST_COMPRESSED, cacheBytes / 8)) {
      return { path, size: stat.size, hash: shortHash(`${stat.size} ${stat.mtimeMs}`), stamp, compressed: {} }
    }
    const asked = `${stamp} ${path}`
    const running = reading.get(asked) ?? readFresh(path, stamp).finally(() => reading.delete(asked))
    reading.set(asked, running)
    return running
  }
}

const shortHash = (content: Buffer | string) => createHash('sha256').update(content).digest('base64url').slice(0, 22)

/** Files and folders that are nobody's business. */
export const isHidden = (name: string) => name.startsWith('.') && name !== '.well-known'

/** Undefined for what is no file, an address too long to be one included. */
export function statFile(path: string): Stats | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false })
    return stat?.isFile() ? stat : undefined
  } catch {
    return undefined
  }
}
