import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../checks/contract.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import { parseYaml } from '../settings/yaml.ts'
import { type Notice, noticeSchema } from './contract.ts'

/** How long the folders are not looked at again; a notice is seen by then at the latest. */
const FRESH_MS = 3000

interface ReadFile {
  stamp: string
  /** The last version that could be read. */
  notice: Notice | undefined
}

export interface NoticeFolders {
  /** Folders of notices; of two with the same name the one in the later folder counts. They need not exist. */
  folders: string[]
  /** Epoch ms. */
  clock: () => number
  /** Takes a line about a notice that cannot be read. */
  log: (line: string) => void
}

/** Notices as they are on disk now, so that one is switched on by saving a file. A file that is broken keeps its last good version. */
export function createNoticeReader({ folders, clock, log }: NoticeFolders): () => Notice[] {
  let known = new Map<string, ReadFile>()
  let notices: Notice[] = []
  let readAt = Number.NEGATIVE_INFINITY
  return () => {
    const now = clock()
    if (now >= readAt && now - readAt < FRESH_MS) return notices
    readAt = now
    const next = new Map<string, ReadFile>()
    for (const path of folders.flatMap(listFiles)) {
      const stamp = stampOf(path)
      if (stamp === undefined) continue
      const before = known.get(path)
      next.set(path, before?.stamp === stamp ? before : { stamp, notice: readNotice(path, log) ?? before?.notice })
    }
    known = next
    const byId = new Map([...known.values()].flatMap(({ notice }) => (notice ? [[notice.id, notice] as const] : [])))
    notices = [...byId.values()]
    return notices
  }
}

function readNotice(path: string, log: (line: string) => void): Notice | undefined {
  const file = displayPath(path)
  const report = (findings: Finding[]) => {
    for (const { line, message } of findings) log(`${file}:${line ?? 1} ${message} The last good version of this notice stays.`)
  }
  try {
    const source = readTextFile(path)
    const read = parseYaml(source.text, noticeSchema, { file })
    report([...source.findings, ...read.findings])
    return read.value && { ...read.value, id: path.replace(/^.*[\\/]/, '').replace(/\.yml$/, '') }
  } catch (error) {
    // Gone while it was read: the next look tells.
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) {
      log(`${file}:1 This notice cannot be read: ${error instanceof Error ? error.message : error}. The last good version of this notice stays.`)
    }
    return undefined
  }
}

function listFiles(dir: string): string[] {
  try {
    return readdirSync(dir)
      .filter((name) => name.endsWith('.yml') && !/^[._]/.test(name))
      .sort()
      .map((name) => join(dir, name))
  } catch {
    return []
  }
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false })
  return stat?.isFile() ? `${stat.mtimeMs}-${stat.size}` : undefined
}
