import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { setTimeout } from 'node:timers/promises'
import { OutputError } from './output-error.ts'

/**
 * An empty SQLite file, which stays: the lock is the operating system's, on the file while somebody holds it open. It ends with its
 * process, however that ends, and nobody has to guess from a process number whether its owner lives: in a container they repeat.
 */
const LOCK = '.waymark-lock.sqlite'
/** Moving a site takes well under a second; copying one to a slow disk may take minutes. */
const PATIENCE_MS = 300_000
const ASK_AGAIN_MS = 100
const SQLITE_BUSY = 5

/** Waits until no other build moves its site to this folder; the function it resolves with lets the next one in. */
export async function takeLock(folder: string, { signal, patience = PATIENCE_MS }: { signal?: AbortSignal | undefined; patience?: number } = {}) {
  for (const end = Date.now() + patience; ; ) {
    if (signal?.aborted) {
      throw new OutputError(`The site was not built: the build was interrupted while another one was writing to "${folder}". The last build is untouched.`)
    }
    const release = tryLock(folder)
    if (release) return release
    if (Date.now() >= end) {
      throw new OutputError(
        `Another build has been writing to "${folder}" for ${patience / 1000} seconds. The site was not built. Stop that one, or build again later.`,
      )
    }
    await setTimeout(ASK_AGAIN_MS, undefined, { signal }).catch(() => {})
  }
}

/** Undefined while somebody else holds the lock. */
function tryLock(folder: string): (() => void) | undefined {
  let database: DatabaseSync | undefined
  try {
    database = new DatabaseSync(join(folder, LOCK), { timeout: 0 })
    database.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    return database.close.bind(database)
  } catch (error) {
    database?.close()
    const { errcode = 0, message } = error as Error & { errcode?: number }
    if ((errcode & 0xff) === SQLITE_BUSY) return undefined
    throw new OutputError(`OUT_DIR is "${folder}", where no file can be locked (${message}). The site was not built. Check that the folder may be written.`)
  }
}
