import { EVENT_FIELDS } from '../storage/event-rows.ts'
import { TABLES } from '../storage/tables.ts'
import type { Read } from './queries/scope.ts'

/** Columns of what has rows of an article, which may have another address by now. */
const OF_ARTICLES = {
  event: [...EVENT_FIELDS, 'id_key', 'visit_key', 'reader_key'],
  article_day: Object.keys(TABLES.article_day.columns),
  work_item: Object.keys(TABLES.work_item.columns),
  article_span: Object.keys(TABLES.article_span.columns),
}

/**
 * Reads figures as if every article had always been where it is now. What is stored keeps the address that the reader was at: an article that
 * moves back takes its figures along. `moves` has the present `category/slug` by the former one.
 */
export function followMoves(read: Read, moves: () => Readonly<Record<string, string>>): Read {
  return <Row>(sql: string, parameters: Parameters<Read>[1]) => {
    const pairs = Object.entries(moves())
    return read<Row>(pairs.length === 0 ? sql : rewrite(sql, pairs), parameters)
  }
}

/** Puts a view of the same name in the place of each table, which every database understands. Addresses of articles hold nothing but a–z, 0–9, - and /. */
function rewrite(sql: string, pairs: [string, string][]): string {
  const now = `CASE article ${pairs.map(([from, to]) => `WHEN '${from}' THEN '${to}'`).join(' ')} ELSE article END AS article`
  return Object.entries(OF_ARTICLES).reduce((text, [table, columns]) => {
    const view = `(SELECT ${columns.map((column) => (column === 'article' ? now : column)).join(', ')} FROM ${table} WHERE site = :site)`
    return text.replace(new RegExp(`\\bFROM ${table}\\b(\\s+AS\\b)?`, 'g'), (_found, alias?: string) => `FROM ${view}${alias ?? ` AS ${table}`}`)
  }, sql)
}
