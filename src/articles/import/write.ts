import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { displayPath } from '../../settings/text-file.ts'
import { digest } from './addresses.ts'
import type { Merged } from './merge.ts'
import type { Note } from './source-folder.ts'

/** Remembers what an import wrote, so that the next can tell its own files from what people wrote since. */
const RECORD = '.imported.json'

/** What an import did to the target folder. */
export interface Written {
  written: number
  unchanged: number
  removed: number
  /** Left alone, because somebody else wrote or changed them. */
  kept: number
}

/** Joins what an import made with the file that people wrote; undefined when that cannot be done. */
type Merge = (present: string) => Merged | undefined

/**
 * Writes files that differ and removes those an earlier import made and this one does not. The work of people stays as it is, but for
 * the lists of `merges`, which get the entries they lack.
 */
export function writeFiles(target: string, files: Map<string, string | Uint8Array>, merges: Map<string, Merge>, note: Note): Written {
  const record = readRecord(target)
  const result: Written = { written: 0, unchanged: 0, removed: 0, kept: 0 }
  const next: Record<string, string> = {}
  for (const [path, content] of [...files].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const bytes = Buffer.from(content)
    const absolute = join(target, path)
    const present = existsSync(absolute) ? readFileSync(absolute) : undefined
    if (present && !present.equals(bytes) && record[path] !== digest(present)) {
      if (record[path]) next[path] = record[path]
      const merged = merges.get(path)?.(present.toString('utf8'))
      if (merged) {
        if (merged.added.length === 0) result.unchanged++
        else {
          writeFileSync(absolute, merged.text)
          result.written++
          note('merged-file', displayPath(absolute), `Added to this file: ${merged.added.join(', ')}. Everything else in it is as it was.`, 1)
        }
        continue
      }
      result.kept++
      note(
        'kept-file',
        displayPath(absolute),
        'This file was not written by an import or was changed since, so it was kept as it is. Remove it and import again to replace it.',
        1,
      )
      continue
    }
    next[path] = digest(bytes)
    if (present?.equals(bytes)) result.unchanged++
    else {
      mkdirSync(dirname(absolute), { recursive: true })
      writeFileSync(absolute, bytes)
      result.written++
    }
  }
  for (const [path, known] of Object.entries(record)) {
    // A record is a file like any other: never follow it out of the folder.
    if (files.has(path) || posix.normalize(path).startsWith('..') || posix.isAbsolute(path)) continue
    const absolute = join(target, path)
    if (!existsSync(absolute) || digest(readFileSync(absolute)) !== known) continue
    rmSync(absolute)
    result.removed++
  }
  const text = `${JSON.stringify(Object.fromEntries(Object.entries(next).sort(([a], [b]) => (a < b ? -1 : 1))), null, 2)}\n`
  const recordPath = join(target, RECORD)
  if (!existsSync(recordPath) || readFileSync(recordPath, 'utf8') !== text) {
    mkdirSync(target, { recursive: true })
    writeFileSync(recordPath, text)
  }
  return result
}

function readRecord(target: string): Record<string, string> {
  try {
    const value: unknown = JSON.parse(readFileSync(join(target, RECORD), 'utf8'))
    return value && typeof value === 'object' ? (value as Record<string, string>) : {}
  } catch {
    return {}
  }
}
