import type { Driver } from './driver.ts'
import type { OperationName, Payload, Result, Write } from './operations/perform.ts'
import { StoreUnavailable } from './store.ts'

/** Writes in one commit at the most, so that none waits for a long one. */
const GROUP_LIMIT = 500

interface Waiting {
  write: Write
  resolve: (value: never) => void
  reject: (error: Error) => void
}

export interface GroupedWrites {
  add: <Name extends OperationName>(name: Name, payload: Payload<Name>) => Promise<Result<Name>>
  /** Commits what waits and takes no more. */
  close: () => Promise<void>
}

/**
 * Commits everything that came while the last commit was under way together: one wait for the disk for all of them. No
 * timer: under little load a write is committed at once, under more load commits become larger by themselves.
 */
export function groupWrites(driver: Driver, limit: number): GroupedWrites {
  let queue: Waiting[] = []
  let isClosed = false
  let draining: Promise<void> | undefined

  const drain = async (): Promise<void> => {
    // What arrives in the same turn of the event loop belongs together.
    await new Promise(setImmediate)
    while (queue.length > 0) {
      const group = queue.slice(0, GROUP_LIMIT)
      queue = queue.slice(GROUP_LIMIT)
      const outcomes = await driver.commit(group.map(({ write }) => write))
      for (const [index, { resolve, reject }] of group.entries()) {
        const outcome = outcomes[index]
        if (outcome?.isDone) resolve(outcome.value as never)
        else reject(new StoreUnavailable('The database did not take the write.', { cause: outcome?.error }))
      }
      // The answers leave, and the requests that waited for them come in, before the next commit.
      await new Promise(setImmediate)
    }
    draining = undefined
  }

  return {
    add: (name, payload) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new StoreUnavailable('The database is closed.'))
        if (queue.length >= limit) return reject(new StoreUnavailable('Too many writes are waiting.'))
        queue.push({ write: { name, payload } as Write, resolve, reject })
        draining ??= drain()
      }),
    close: async () => {
      isClosed = true
      await draining
    },
  }
}
