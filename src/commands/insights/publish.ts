import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stringify } from 'yaml'
import { SAID_AND_DONE } from '../../articles/content-folder.ts'
import { type Done, saidAndDoneSchema } from '../../articles/said-and-done-contract.ts'
import { followMoves } from '../../deflection/moved-articles.ts'
import { type ItemWithText, readItems } from '../../deflection/queries/items.ts'
import { utcDay } from '../../deflection/visit.ts'
import { ConfigError } from '../../server/config.ts'
import { createRedirectList } from '../../server/redirects.ts'
import { parseYaml } from '../../settings/yaml.ts'
import { openStore } from '../../storage/open.ts'
import { placeOf } from '../../storage/place.ts'
import type { InsightsRequest } from './request.ts'

const HEAD = `# What readers said and what was done about it, shown at /said-and-done/ in the locales of "saidAndDone" in settings.yml.
# "npm run insights -- publish" adds closed work items with the sentences that editors wrote; read them before you commit. Entries of your own
# have no "item" and are left alone.
`

/** Writes the public sentences of closed items into the content, where they are read and committed like any text. */
export async function publishItems({ words, options, config }: InsightsRequest): Promise<void> {
  if (words.length > 0) throw new ConfigError(`"${words[0]}" is not known. Write: npm run insights -- publish [--print]`)
  const file = join(config.contentDir, SAID_AND_DONE)
  const present = existsSync(file) ? readPresent(file) : []
  const store = await openStore(placeOf(config), { site: config.siteId })
  const read = followMoves(store.read, () => createRedirectList(config.outDir)().articles)
  const items = await readItems(read, { state: 'closed' }).finally(() => store.close())
  const entries = mergeDone(present, items)
  const text = `${HEAD}${stringify(entries, { lineWidth: 0 })}`
  if (options.print) return console.log(text)
  const isSame = JSON.stringify(entries) === JSON.stringify(present)
  if (isSame) return console.log(`${file} is up to date: ${entries.length} entries.`)
  // In one step, so that a build that reads it meanwhile sees the old list or the new one.
  writeFileSync(`${file}.part`, text)
  renameSync(`${file}.part`, file)
  console.log(`Wrote ${file} with ${entries.length} entries, ${entries.length - present.length} more than before. Read it, then commit it and build the site.`)
}

/** A file that cannot be read is never written over. */
function readPresent(file: string): Done[] {
  const source = readFileSync(file, 'utf8')
  const isEmpty = source.replace(/^\s*#.*$/gm, '').trim() === ''
  const { value, findings } = parseYaml(isEmpty ? '[]' : source, saidAndDoneSchema, { file })
  const [problem] = findings
  if (value === undefined || problem) throw new ConfigError(`${file}:${problem?.line ?? 1} ${problem?.message ?? 'cannot be read.'} Nothing was written.`)
  return value
}

/**
 * Those that are there with their sentences as the items have them now, then new ones, the newest first. What is not of this database stays; what
 * was published and has no sentence any more goes.
 */
function mergeDone(present: Done[], items: ItemWithText[]): Done[] {
  const known = new Map(items.map((item) => [item.id, item]))
  const listed = new Set(present.flatMap(({ item }) => (item ? [item] : [])))
  const kept = present.flatMap((entry) => {
    const item = entry.item === undefined ? undefined : known.get(entry.item)
    return item === undefined ? [entry] : toEntry(item)
  })
  const fresh = items.filter(({ id }) => !listed.has(id)).flatMap(toEntry)
  return [...fresh, ...kept]
}

function toEntry({ id, closed, article, sentences }: ItemWithText): Done[] {
  if (closed === null || Object.keys(sentences).length === 0) return []
  const text = Object.fromEntries(Object.entries(sentences).toSorted(([a], [b]) => (a < b ? -1 : 1)))
  return [{ item: id, closed: utcDay(closed), ...(article ? { article } : {}), text }]
}
