import { createHash } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

/** The longest command, an import of thousands of articles, takes a minute. */
const PATIENCE_MS = 120_000
const SQLITE_BUSY = 5

/**
 * Waits until no other command reads the content in order to change it, then does the work. Without it the later of two would write back what the
 * earlier had read. Where no file can be locked, the work is done all the same.
 */
export async function changeContent<Result>(work: () => Result | Promise<Result>, environment: NodeJS.ProcessEnv = process.env): Promise<Result> {
  const lock = takeLock(environment['CACHE_DIR'] || '.cache', environment['CONTENT_DIR'] || './content')
  try {
    return await work()
  } finally {
    lock?.close()
  }
}

/** An empty SQLite file, which stays: the operating system lets go of it when its process ends, however it ends. */
function takeLock(cacheDir: string, contentDir: string): DatabaseSync | undefined {
  let database: DatabaseSync | undefined
  try {
    mkdirSync(cacheDir, { recursive: true })
    const name = createHash('sha256').update(realpathSync(contentDir)).digest('hex').slice(0, 12)
    // Waiting holds up nothing: a command has nothing else to do.
    database = new DatabaseSync(join(cacheDir, `content-${name}.lock`), { timeout: PATIENCE_MS })
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database
  } catch (error) {
    database?.close()
    if ((((error as { errcode?: number }).errcode ?? 0) & 0xff) === SQLITE_BUSY) {
      throw new ContentBusy(`Another command has been changing the content for ${PATIENCE_MS / 1000} seconds. Nothing was changed. End it, or try again later.`)
    }
    return undefined
  }
}

/** Another command holds the content for too long; the message says what to do. */
export class ContentBusy extends Error {}
