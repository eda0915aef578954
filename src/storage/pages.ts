import type { Row } from './statement.ts'
import { TABLES, type TableName } from './tables.ts'

/** Rows read at once; small enough for a phone's memory, large enough that a round trip does not matter. */
const PAGE = 1000

/** The next rows of a table by key. Each database compares and sorts texts alike, so none is passed over whatever its collation. */
export function writePageQuery(table: TableName, after: Row | undefined, condition = ''): { sql: string; parameters: Row } {
  const { columns, key } = TABLES[table]
  const parameters = Object.fromEntries(key.map((column) => [`after_${column}`, after?.[column] ?? null]))
  const later = after ? `(${key.join(', ')}) > (${key.map((column) => `:after_${column}`).join(', ')})` : ''
  const where = [later, condition].filter(Boolean).join(' AND ')
  const sql = `SELECT ${Object.keys(columns).join(', ')} FROM ${table}${where ? ` WHERE ${where}` : ''} ORDER BY ${key.join(', ')} LIMIT ${PAGE}`
  return { sql, parameters: after ? parameters : {} }
}

/** All rows of a table, page by page. */
export async function* readPages(
  read: (sql: string, parameters: Row) => Promise<Row[]>,
  table: TableName,
  { condition, parameters = {} }: { condition?: string; parameters?: Row } = {},
): AsyncGenerator<Row[]> {
  let last: Row | undefined
  do {
    const query = writePageQuery(table, last, condition)
    const rows = await read(query.sql, { ...query.parameters, ...parameters })
    if (rows.length > 0) yield rows
    last = rows.length === PAGE ? rows.at(-1) : undefined
  } while (last)
}
