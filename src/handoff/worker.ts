import type { ClaimedDelivery, Store } from '../storage/store.ts'
import { findWait, GIVE_UP_MS } from './backoff.ts'
import { DeliveryError } from './contract.ts'

/** Messages on their way to one target at once. */
const AT_ONCE = 4
/** How long a delivery belongs to the process that took it; longer than any delivery lasts. */
const LEASE_MS = 120_000
/** How long deliveries under way may take to end when the server stops. */
const GRACE_MS = 4000

/** What becomes of the deliveries of a queue. */
export interface Route {
  /** Of the other side; several queues may lead there. */
  name: string
  /** Resolves when the other side has taken it; rejects with a `DeliveryError`. */
  deliver: (delivery: ClaimedDelivery, signal: AbortSignal) => Promise<void>
}

export interface WorkerOptions {
  store: Pick<Store, 'claimDeliveries' | 'finishDelivery' | 'failDelivery' | 'killDelivery'>
  /** By the name of the queue. */
  queues: ReadonlyMap<string, Route>
  /** Epoch ms. */
  clock: () => number
  /** 0–1, for the jitter. */
  random?: () => number
  /** Takes a line about a delivery that failed; it holds nothing of the message. */
  log: (line: string) => void
}

/** Brings messages to their targets. Any number of processes may do so on one store. */
export interface HandoffWorker {
  /** Delivers what is due now; resolves when nothing is left that is due. */
  wake: () => Promise<void>
  /** Lets targets that were gone be tried again. */
  revive: () => void
  /** Takes no more, and gives those under way some seconds to end. */
  stop: () => Promise<void>
}

/** Each target has a queue of its own, so that a slow one delays no other. */
export function createWorker({ store, queues, clock, random = Math.random, log }: WorkerOptions): HandoffWorker {
  const stopping = new AbortController()
  const gone = new Set<string>()
  const running = new Map<string, Promise<void>>()
  const asked = new Set<string>()
  let isStopped = false

  const perform = async (target: Route, delivery: ClaimedDelivery): Promise<void> => {
    try {
      if (gone.has(target.name)) throw new DeliveryError('It answered 410 to another message and is switched off. Send again to try it once more.', 'dead')
      await target.deliver(delivery, stopping.signal)
    } catch (error) {
      const kind = error instanceof Error ? error.name : typeof error
      return settle(target, delivery, error instanceof DeliveryError ? error : new DeliveryError(`It failed in a way that nobody foresaw (${kind}).`))
    }
    // When the store is away now, the lease ends and the same message goes out once more under the same key.
    await store.finishDelivery(delivery, clock())
  }

  const settle = async (target: Route, delivery: ClaimedDelivery, error: DeliveryError): Promise<void> => {
    const { attempt, created } = delivery
    const now = clock()
    const failed = (at: number) => store.failDelivery(delivery, at, error.message)
    if (stopping.signal.aborted && error.verdict === 'retry') return void (await failed(now))
    if (error.verdict === 'gone') gone.add(target.name)
    const isLast = error.verdict !== 'retry' || now - created >= GIVE_UP_MS
    log(`delivery to ${target.name} failed (attempt ${attempt}${isLast ? ', given up' : ''}): ${error.message}`)
    if (isLast) await store.killDelivery(delivery, now, error.message)
    else await failed(now + Math.max(findWait(attempt, random), error.wait ?? 0))
  }

  const pump = async (queue: string, target: Route): Promise<void> => {
    do {
      asked.delete(queue)
      const deliveries = isStopped ? [] : await store.claimDeliveries({ target: queue, now: clock(), limit: AT_ONCE, leaseMs: LEASE_MS })
      await Promise.all(deliveries.map((delivery) => perform(target, delivery)))
      if (deliveries.length > 0) asked.add(queue)
    } while (asked.has(queue) && !isStopped)
  }

  const start = (queue: string, target: Route): Promise<void> => {
    asked.add(queue)
    const current = running.get(queue)
    if (current) return current
    const run = pump(queue, target)
      // The store is away: what is due stays due, and the next call finds it.
      .catch(() => undefined)
      .finally(() => running.delete(queue))
    running.set(queue, run)
    return run
  }

  return {
    wake: async () => {
      if (!isStopped) await Promise.all([...queues].map(([queue, target]) => start(queue, target)))
    },
    revive: () => gone.clear(),
    stop: async () => {
      isStopped = true
      const deadline = setTimeout(() => stopping.abort(), GRACE_MS)
      await Promise.all(running.values())
      clearTimeout(deadline)
    },
  }
}
