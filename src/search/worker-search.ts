import type { SearchAnswer, SearchQuery, SearchScope, WorkerAnswer, WorkerRequest } from './contract.ts'

/** The search of a page, as the page sees it. */
export interface PageSearch {
  /** The answer as it grows: one of the first stage, or none, then the full one. Throws when the index cannot be loaded; the next call tries again. */
  stages: (query: SearchQuery) => AsyncGenerator<SearchAnswer, void, undefined>
  /** The full answer. */
  ask: (query: SearchQuery) => Promise<SearchAnswer>
  /** Loads the index before the first question. */
  warm: () => void
}

/** Makes the search that runs beside the page. Nothing is loaded before the first call. */
export function createWorkerSearch(scope: SearchScope): PageSearch {
  let worker: Worker | undefined
  let count = 0
  const waiting = new Map<number, (told: Omit<WorkerAnswer, 'id'>) => void>()

  function open(): Worker {
    if (worker) return worker
    const opened = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module' })
    opened.addEventListener('message', ({ data: { id, ...told } }: MessageEvent<WorkerAnswer>) => waiting.get(id)?.(told))
    opened.addEventListener('error', () => {
      // It did not load, or it broke: the next question starts another.
      worker = undefined
      opened.terminate()
      for (const tell of waiting.values()) tell({ isOver: true, error: 'The search could not be loaded.' })
    })
    send(opened, { scope })
    worker = opened
    return opened
  }

  async function* stages(query: SearchQuery): AsyncGenerator<SearchAnswer, void, undefined> {
    const id = ++count
    const told: Omit<WorkerAnswer, 'id'>[] = []
    let wake = () => {}
    waiting.set(id, (news) => {
      told.push(news)
      wake()
    })
    send(open(), { id, ask: query })
    try {
      for (;;) {
        if (told.length === 0) await new Promise<void>((resolve) => (wake = resolve))
        const { answer, isOver, error } = told.shift()!
        if (error) throw new Error(error)
        if (answer) yield answer
        if (isOver) return
      }
    } finally {
      waiting.delete(id)
    }
  }

  async function ask(query: SearchQuery): Promise<SearchAnswer> {
    let last: SearchAnswer | undefined
    for await (const answer of stages(query)) last = answer
    if (last?.stage !== 'full') throw new Error('Another question came first.')
    return last
  }

  return { stages, ask, warm: () => send(open(), { warm: true }) }
}

function send(worker: Worker, request: WorkerRequest): void {
  worker.postMessage(request)
}
