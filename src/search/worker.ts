/// <reference lib="webworker" />
import type { WorkerAnswer, WorkerRequest } from './contract.ts'
import { createSearch, type Search } from './query.ts'

/**
 * The search, beside the page instead of in it: on a cheap phone, typing and scrolling go on while words are compared.
 */

let search: Search | undefined
/** The question whose answer is wanted; those before it are given up. */
let latest = 0

async function answer(id: number, request: Extract<WorkerRequest, { ask: unknown }>): Promise<void> {
  const tell = (told: Omit<WorkerAnswer, 'id'>) => postMessage({ id, ...told })
  try {
    for await (const answer of search!.stages(request.ask)) {
      if (id < latest) break
      const isOver = answer.stage === 'full'
      tell({ answer, isOver })
      // In one message: between two, a slow page would say once more that the search is under way.
      if (isOver) return
    }
    tell({ isOver: true })
  } catch (error) {
    tell({ isOver: true, error: String(error) })
  }
}

addEventListener('message', ({ data }: MessageEvent<WorkerRequest>) => {
  if ('scope' in data) search = createSearch(data.scope)
  else if ('ask' in data) {
    latest = data.id
    void answer(data.id, data)
  } else search?.warm()
})
