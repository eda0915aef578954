import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { Question, Reply } from './sqlite-reader.ts'
import type { Row } from './statement.ts'

export interface ReaderApart {
  read: (sql: string, parameters: Row) => Promise<Row[]>
  close: () => Promise<void>
}

interface Waiting {
  resolve: (rows: Row[]) => void
  reject: (error: Error) => void
}

/** Reads a database in a thread of its own, which is started by the first question and does not keep the process alive. */
export function createReaderApart(file: string): ReaderApart {
  const waiting = new Map<number, Waiting>()
  let worker: Worker | undefined
  let last = 0
  let isClosed = false

  const start = (): Worker => {
    const started = new Worker(join(import.meta.dirname, 'sqlite-reader.ts'), { workerData: file })
    started.unref()
    started.on('message', (reply: Reply) => {
      const { resolve, reject } = waiting.get(reply.number) ?? {}
      waiting.delete(reply.number)
      if (waiting.size === 0) started.unref()
      if ('rows' in reply) resolve?.(reply.rows)
      else reject?.(Object.assign(new Error(reply.message), { errcode: reply.code }))
    })
    const fail = (error: Error) => {
      if (worker === started) worker = undefined
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    started.on('error', fail)
    started.on('exit', () => fail(new Error('The thread that reads has ended.')))
    return started
  }

  return {
    read: (sql, parameters) =>
      new Promise((resolve, reject) => {
        if (isClosed) return reject(new Error('The database is closed.'))
        worker ??= start()
        last += 1
        waiting.set(last, { resolve, reject })
        worker.ref()
        worker.postMessage({ number: last, sql, parameters } satisfies Question)
      }),
    close: async () => {
      isClosed = true
      await worker?.terminate()
    },
  }
}
