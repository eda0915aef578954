import type { Translator } from '../languages/messages.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store } from '../storage/store.ts'
import { writeSurveyAddress } from '../contact/survey-endpoint.ts'
import type { HandoffConfig } from './config.ts'
import type { MailOptions } from './mail.ts'
import { DeliveryError, FOR_READERS, type Target } from './contract.ts'
import { mayCopy } from './copies.ts'
import { loadHandoff } from './handoff.ts'
import { assignQueues, createTargets, findQueues } from './targets.ts'
import { createWorker, type Route } from './worker.ts'

/** How often the outbox is looked at for what is due again, or was left by a process that died. */
const LOOK_EVERY_MS = 5000

export interface CourierOptions {
  store: Store
  settings: Settings
  translators: Map<string, Translator>
  config: HandoffConfig
  /** Epoch ms. */
  clock: () => number
  log: (line: string) => void
}

/** Everything about bringing messages to the team, for whoever runs a server. */
export interface Courier {
  /** Queues that a new message is put into. */
  queues: readonly string[]
  /** Whether readers can be told that their message is solved. */
  tellsSolved: boolean
  /** Whether any way out for the team is set up. */
  hasTeam: boolean
  /** Delivers what is due now. */
  wake: () => Promise<void>
  /** The same, and what was switched off is tried again. */
  revive: () => void
  /** Looks at the outbox from now on. */
  start: () => void
  stop: () => Promise<void>
}

export function createCourier({ store, settings, translators, config, clock, log }: CourierOptions): Courier {
  const targets = createTargets(config, { translators, clock, mayCopy: (handoff) => mayCopy(store, handoff), survey: findSurvey(settings) })
  const queues = new Map([...assignQueues(targets)].map(([queue, target]) => [queue, bringMessages(store, settings, target)]))
  const worker = createWorker({ store, queues, clock, log })
  let timer: ReturnType<typeof setInterval> | undefined
  return {
    queues: findQueues(targets),
    tellsSolved: targets.some(({ name }) => name === 'solved'),
    hasTeam: targets.some(({ name }) => !FOR_READERS.has(name)),
    wake: worker.wake,
    revive: () => {
      worker.revive()
      void worker.wake()
    },
    start: () => {
      void worker.wake()
      timer = setInterval(() => void worker.wake(), LOOK_EVERY_MS)
      timer.unref()
    },
    stop: async () => {
      clearInterval(timer)
      await worker.stop()
    },
  }
}

/** What readers are asked when their message is solved, and where. */
function findSurvey({ contact, endpoint, url }: Settings): MailOptions['survey'] {
  const question = contact.tickets?.surveys?.solved
  return question && { question, addressOf: (ticket, locale) => writeSurveyAddress(endpoint ?? url, ticket, locale) }
}

/** The way of messages to a target. */
function bringMessages(store: Store, settings: Settings, target: Target): Route {
  return {
    name: target.name,
    deliver: async ({ id, ticket, attempt, created }, signal) => {
      const handoff = await loadHandoff(store, settings, ticket)
      if (!handoff) throw new DeliveryError('The message, or the address to answer to, was deleted.', 'dead')
      // What is sent again from the insights counts its attempts anew, but is due later than the message came.
      const isRepeated = attempt > 1 || created > Date.parse(handoff.timestamp)
      await target.deliver({ key: id, isRepeated, handoff }, signal)
    },
  }
}
