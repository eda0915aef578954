import { removePersonalData } from '../../delivery/personal-data.ts'
import { judgeItem, type Verdict } from '../../deflection/items/judge.ts'
import { followMoves } from '../../deflection/moved-articles.ts'
import { readComment } from '../../deflection/queries/inbox.ts'
import { type ItemWithText, readItems } from '../../deflection/queries/items.ts'
import type { Read } from '../../deflection/queries/scope.ts'
import { askBuiltSite } from '../../search/built-site.ts'
import { ConfigError } from '../../server/config.ts'
import { createRedirectList } from '../../server/redirects.ts'
import { openStore } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import type { Store } from '../../storage/store.ts'
import type { InsightsRequest } from './request.ts'
import { writeTable } from './table.ts'

/** Characters of a comment in the terminal; the page of the item has all of it. */
const MOST_CHARACTERS = 60

type Checked = ItemWithText & { verdict?: Verdict | undefined; isOvertaken?: boolean }

/** Lists work items for writers; with `--check`, judges each as things are now and closes those that are done. */
export async function listItems({ words, options, config }: InsightsRequest): Promise<void> {
  if (words.length > 0) throw new ConfigError(`"${words[0]}" is not known. Write: npm run insights -- items [--check] [--closed] [--locale <code>] [--json]`)
  const store = await openStore(placeOf(config), { site: config.siteId })
  try {
    const read = followMoves(store.read, () => createRedirectList(config.outDir)().articles)
    const items: Checked[] = await readItems(read, { state: options.closed ? 'closed' : 'open', locale: options.locale })
    if (options.check && !options.closed) for (const item of items) Object.assign(item, await check(item, store, read, config.outDir))
    if (options.json) console.log(JSON.stringify({ items: items.map(toJson) }, null, 2))
    else console.log(await describe(items, read, options))
  } finally {
    await store.close()
  }
}

async function check(item: ItemWithText, store: Store, read: Read, outDir: string): Promise<Partial<Checked>> {
  const now = Date.now()
  const verdict = await judgeItem(item, { read, ask: (...asked) => askBuiltSite(outDir, ...asked), now })
  if (!verdict.holds) return { verdict }
  const evidence = JSON.stringify(verdict.evidence)
  const changed = await store.changeItem({ id: item.id, version: item.version, close: { role: 'writer', now, evidence } })
  return changed === 'changed' ? { verdict, state: 'closed', closed: now, closedBy: 'writer', evidence } : { verdict, isOvertaken: true }
}

function toJson({ evidence, verdict, isOvertaken: _, ...item }: Checked) {
  return { ...item, evidence: evidence === null ? null : JSON.parse(evidence), ...(verdict ? { verdict } : {}) }
}

async function describe(items: Checked[], read: Read, { closed, check }: InsightsRequest['options']): Promise<string> {
  const kind = closed ? 'closed' : 'open'
  if (items.length === 0) return `No work item is ${kind}. Editors make them at /insights/, from a search, a comment or an article.`
  const rows = await Promise.all(
    items.map(async (item) => [item.id.slice(0, 8), item.locale, await sayAbout(item, read), item.article ?? '?', sayState(item, check === true)]),
  )
  const left = items.filter(({ state }) => state === 'open').length
  const end = check ? [`${items.length - left} closed, ${left} open.`] : []
  return [writeTable(['item', 'locale', 'about', 'article', closed ? 'closed because' : 'done when'], rows), ...end].join('\n')
}

async function sayAbout({ kind, subject }: ItemWithText, read: Read): Promise<string> {
  if (kind === 'query') return `search “${subject}”`
  if (kind === 'article') return 'the article'
  const text = removePersonalData((await readComment(read, subject))?.text ?? 'deleted').replace(/\s+/g, ' ')
  return `comment “${text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text}”`
}

function sayState(item: Checked, isChecked: boolean): string {
  if (item.isOvertaken) return 'somebody changed it meanwhile; check again'
  if (item.state === 'closed') return `closed: ${sayEvidence(JSON.parse(item.evidence ?? '{}'))}`
  if (isChecked && item.verdict && !item.verdict.holds) return `not yet: ${sayWhyNot(item.verdict, item)}`
  return item.condition === 'found' ? 'the search finds it among the first three' : 'an edit since then has better votes, beyond chance'
}

const points = (share: number) => `${share > 0 ? '+' : ''}${(share * 100).toFixed(1)}`

function sayEvidence(evidence: { place?: number; difference?: number; low?: number; high?: number }): string {
  if (evidence.place !== undefined) return `the search has it in place ${evidence.place}`
  const { difference = 0, low = 0, high = 0 } = evidence
  return `votes changed by ${points(difference)} points (${points(low)} to ${points(high)})`
}

function sayWhyNot(verdict: Extract<Verdict, { holds: false }>, { id, article, subject, locale }: ItemWithText): string {
  switch (verdict.why) {
    case 'no-article':
      return `no article is named; name it at /insights/items/${id}/`
    case 'no-search':
      return `the built site has no search in "${locale}"; run "npm run build", or set OUT_DIR`
    case 'not-found':
      return `${article} is not among the first three; add “${subject}” to its questions or keywords, and build`
    case 'unedited':
      return 'nobody has read an edit since the item was made'
    case 'few':
      return `about ${verdict.missing} more votes are needed`
    case 'unsure':
      return `the change may be chance (${points(verdict.low)} to ${points(verdict.high)} points)`
    case 'worse':
      return `the edit made it worse (${points(verdict.low)} to ${points(verdict.high)} points)`
  }
}
