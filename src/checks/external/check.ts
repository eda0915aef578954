import { join } from 'node:path'
import type { CheckedContent } from '../content.ts'
import { type ExternalLink, listExternalLinks } from './addresses.ts'
import { askAll } from './ask-all.ts'
import { readExternalCache, writeExternalCache } from './cache.ts'
import type { ExternalAnswer } from './contract.ts'

const DAY_MS = 86_400_000

/** Enough for a site with hundreds of links, and little enough for the sites that are asked. */
const LIMITS = { concurrency: 8, pause: 300, patience: 10_000, budget: 180_000 }

export interface ExternalOptions {
  /** How many days an answer holds. */
  days: number
  allowPrivate: boolean
  /** Where answers are kept between checks. */
  cacheDir: string
  /** Which links are meant. */
  choose: (links: ExternalLink[]) => ExternalLink[]
}

/** Asks for every address of other sites that the content links to, so that the rules can tell; returns in words how it went. */
export async function askExternalLinks(content: CheckedContent, { days, allowPrivate, cacheDir, choose }: ExternalOptions): Promise<string> {
  const file = join(cacheDir, 'external-links.json')
  const cache = readExternalCache(file)
  const times = { now: content.now, maxAge: days * DAY_MS }
  content.external = await askAll(
    choose(listExternalLinks(content)).map(({ address }) => address),
    cache,
    { ...LIMITS, ...times, allowPrivate },
  )
  writeExternalCache(file, cache, times)
  return summarise(content.external)
}

/** `Links to other sites: 31 fine, 1 moved, 1 not checked.`, and each that was not, with the reason. */
function summarise(answers: ReadonlyMap<string, ExternalAnswer>): string {
  const count = (kind: ExternalAnswer['kind']) => [...answers.values()].filter((answer) => answer.kind === kind).length
  const parts = [
    [count('found'), 'fine'],
    [count('gone') + count('nameless'), 'gone'],
    [count('moved'), 'moved'],
    [count('unknown'), 'not checked'],
  ] as const
  const unknown = [...answers].flatMap(([address, answer]) => (answer.kind === 'unknown' ? [`  ${address}: ${answer.why}`] : []))
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${number} ${what}`)
  return [`Links to other sites: ${told.join(', ') || 'none'}.`, ...unknown].join('\n')
}
