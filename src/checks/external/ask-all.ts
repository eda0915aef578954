import { setTimeout as wait } from 'node:timers/promises'
import pLimit from 'p-limit'
import { type AskOptions, askAddress } from './ask.ts'
import type { ExternalAnswer, ExternalCache } from './contract.ts'

/** How many may be asked, and for how long. */
export interface AskAllOptions extends Omit<AskOptions, 'signal'> {
  /** Hosts asked at a time. */
  concurrency: number
  /** Rest between two questions to the same host, in ms. */
  pause: number
  /** For all together, in ms. What is not asked by then is not known. */
  budget: number
  /** How long an answer holds, in ms. What is gone is asked for anew after a day at most: somebody is mending it. */
  maxAge: number
  /** Epoch ms. */
  now: number
}

const DAY_MS = 86_400_000
const TOO_MANY = 'it answered 429'

/** What became of each address: from `cache` where that is fresh, else asked. New answers that say something are written into `cache`. */
export async function askAll(addresses: Iterable<string>, cache: ExternalCache, options: AskAllOptions): Promise<Map<string, ExternalAnswer>> {
  const { maxAge, now } = options
  const answers = new Map<string, ExternalAnswer>()
  for (const address of new Set(addresses)) {
    const known = cache[address]
    if (known && now - known.at >= 0 && now - known.at < (known.answer.kind === 'gone' ? Math.min(DAY_MS, maxAge) : maxAge)) answers.set(address, known.answer)
  }
  const asked = await askHosts(
    [...new Set(addresses)].filter((address) => !answers.has(address)),
    options,
  )
  const isOnline = [...answers.values(), ...asked.values()].some(({ kind }) => kind !== 'nameless' && kind !== 'unknown')
  for (const [address, answer] of asked) {
    // Without a network no name is known, which says nothing about the link.
    const isCertain = answer.kind !== 'unknown' && (answer.kind !== 'nameless' || isOnline)
    answers.set(address, isCertain || answer.kind === 'unknown' ? answer : { kind: 'unknown', why: 'the name of its server could not be looked up' })
    if (isCertain) cache[address] = { at: now, answer }
  }
  return answers
}

async function askHosts(addresses: string[], options: AskAllOptions): Promise<Map<string, ExternalAnswer>> {
  const answers = new Map<string, ExternalAnswer>()
  const limit = pLimit(options.concurrency)
  const end = new AbortController()
  const timer = setTimeout(() => end.abort(), options.budget)
  const hosts = Map.groupBy(addresses, (address) => new URL(address).host)
  try {
    await Promise.all([...hosts.values()].map((ofHost) => limit(() => askHost(ofHost, answers, { ...options, signal: end.signal }))))
  } finally {
    clearTimeout(timer)
  }
  return answers
}

/** One after the other, with rests. A host that asks for fewer questions gets no more. */
async function askHost(addresses: string[], answers: Map<string, ExternalAnswer>, options: AskAllOptions & AskOptions): Promise<void> {
  let isTooMany = false
  for (const [index, address] of addresses.entries()) {
    if (isTooMany) answers.set(address, { kind: 'unknown', why: 'its server asked for fewer questions' })
    else {
      if (index > 0 && options.pause > 0) await wait(options.pause, undefined, { signal: options.signal }).catch(() => undefined)
      const answer: ExternalAnswer = options.signal.aborted ? { kind: 'unknown', why: 'there was no time left' } : await askAddress(address, options)
      answers.set(address, answer)
      isTooMany = answer.kind === 'unknown' && answer.why === TOO_MANY
    }
  }
}
