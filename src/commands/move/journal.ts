import { closeSync, existsSync, fsyncSync, openSync, readFileSync, rmSync } from 'node:fs'
import { isAbsolute, join, normalize } from 'node:path'
import * as z from 'zod'
import { MOVE_JOURNAL } from '../../articles/content-folder.ts'
import { displayPath } from '../../settings/text-file.ts'
import { replaceFile } from '../../translations/records.ts'

const editSchema = z.object({
  /** Below the content folder. */
  path: z.string().refine((path) => !isAbsolute(path) && !normalize(path).startsWith('..')),
  /** Text before and after; null where there is no file. */
  before: z.string().nullable(),
  after: z.string().nullable(),
})
/** One file that a move writes, changes or removes. */
export type Edit = z.infer<typeof editSchema>
const journalSchema = z.strictObject({ edits: z.array(editSchema) })

/** A move that cannot be made; the message says what to do. */
export class MoveError extends Error {}

/**
 * Makes all edits or none: they are written down first, so that a move which is cut off can be finished, and undone when a file cannot be written.
 */
export function makeEdits(dir: string, edits: readonly Edit[]): void {
  const journal = writeJournal(dir, edits)
  const done: Edit[] = []
  try {
    for (const edit of edits) {
      done.push(edit)
      put(dir, edit.path, edit.after)
    }
  } catch (error) {
    for (const { path, before } of done.toReversed()) put(dir, path, before)
    rmSync(journal)
    throw new MoveError(`Nothing was moved: ${error instanceof Error ? error.message : error}`)
  }
  rmSync(journal)
}

/** Writes down what a move is about to do, and nothing that finishing it does not read. Answers where. */
export function writeJournal(dir: string, edits: readonly Edit[]): string {
  const journal = join(dir, MOVE_JOURNAL)
  replaceFile(journal, JSON.stringify(journalSchema.parse({ edits })))
  sync(journal)
  return journal
}

/** Whether a move was cut off half-way. */
export const isUnfinished = (dir: string): boolean => existsSync(join(dir, MOVE_JOURNAL))

/** Finishes a move that was cut off. Refuses when somebody changed one of its files since. */
export function finishMove(dir: string): readonly Edit[] {
  const journal = join(dir, MOVE_JOURNAL)
  const read = journalSchema.safeParse(parse(readFileSync(journal, 'utf8')))
  if (!read.success) throw new MoveError(`${displayPath(journal)} is not what "npm run move" wrote. Restore the content from Git and remove this file.`)
  const { edits } = read.data
  for (const { path, before, after } of edits) {
    const present = readPresent(dir, path)
    if (present !== before && present !== after) {
      throw new MoveError(
        `${displayPath(join(dir, path))} was changed since the move was cut off. Restore the content from Git, or mend it by hand, and remove ${displayPath(journal)}.`,
      )
    }
  }
  for (const { path, after } of edits) put(dir, path, after)
  rmSync(journal)
  return edits
}

function put(dir: string, path: string, text: string | null): void {
  if (readPresent(dir, path) === text) return
  if (text === null) rmSync(join(dir, path))
  else replaceFile(join(dir, path), text)
}

/** A file as it is, with its byte order mark if it has one; null when there is none. */
export const readPresent = (dir: string, path: string): string | null => (existsSync(join(dir, path)) ? readFileSync(join(dir, path), 'utf8') : null)

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The journal must be on the disk before the first edit is. */
function sync(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
