import type { WorkItem } from '../../storage/work-items.ts'
import type { ItemFilter } from '../items/contract.ts'
import type { Read } from './scope.ts'

/** Items on a page and in a file at the most. */
const MOST_ITEMS = 500

/** An item with what customers are told about it, by language. */
export interface ItemWithText extends WorkItem {
  sentences: Record<string, string>
}

const COLUMNS = `id, kind, locale, subject, article, condition, state, version, created, created_by AS "createdBy", closed, closed_by AS "closedBy", evidence`

/** Items, the newest first: those that were closed by when they were. */
export async function readItems(
  read: Read,
  { state, locale }: { state?: ItemFilter['state'] | undefined; locale?: string | undefined },
): Promise<ItemWithText[]> {
  const rows = await read<WorkItem>(
    `SELECT ${COLUMNS} FROM work_item WHERE site = :site AND (:state = '' OR state = :state) AND (:locale = '' OR locale = :locale)
     ORDER BY coalesce(closed, created) DESC, id LIMIT ${MOST_ITEMS}`,
    { state: state ?? '', locale: locale ?? '' },
  )
  return addTexts(read, rows)
}

export async function readItem(read: Read, id: string): Promise<ItemWithText | undefined> {
  return (await addTexts(read, await read<WorkItem>(`SELECT ${COLUMNS} FROM work_item WHERE site = :site AND id = :id`, { id })))[0]
}

/** How many items are open. */
export async function countOpenItems(read: Read): Promise<number> {
  return (await read<{ n: number }>("SELECT count(*) AS n FROM work_item WHERE site = :site AND state = 'open'", {}))[0]?.n ?? 0
}

/** Visits that searched for exactly this, since the beginning. */
export async function countVisitsOf(read: Read, query: string, locale: string): Promise<number> {
  const [row] = await read<{ n: number | null }>('SELECT sum(visits) AS n FROM search_day WHERE site = :site AND locale = :locale AND query = :query', {
    query,
    locale,
  })
  return row?.n ?? 0
}

async function addTexts(read: Read, items: WorkItem[]): Promise<ItemWithText[]> {
  if (items.length === 0) return []
  const texts = await read<{ item: string; locale: string; sentence: string }>('SELECT item, locale, sentence FROM work_item_text WHERE site = :site', {})
  const byItem = Map.groupBy(texts, ({ item }) => item)
  return items.map((item) => ({ ...item, sentences: Object.fromEntries((byItem.get(item.id) ?? []).map(({ locale, sentence }) => [locale, sentence])) }))
}
