import { writeCsvCell } from './csv-cell.ts'
import type { Driver } from './driver.ts'
import { EVENT_FIELDS } from './event-rows.ts'
import type { Row } from './statement.ts'
import type { SqlValue } from './statement.ts'

export type ExportFormat = 'jsonl' | 'csv'

/** Events read at once. */
const PAGE = 1000

/** Stored events as text, page by page and by id; `from` and `to` bound the server's time in epoch ms, the second excluded. */
export async function* exportEvents(
  driver: Pick<Driver, 'read'>,
  format: ExportFormat,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number | undefined; to?: number | undefined } = {},
): AsyncGenerator<string> {
  if (format === 'csv') yield `${EVENT_FIELDS.join(',')}\r\n`
  const sql = `SELECT ${EVENT_FIELDS.join(', ')}, id_key FROM event
    WHERE site = :site AND id_key > :after AND server_time >= :from AND server_time < :to ORDER BY id_key LIMIT ${PAGE}`
  let rows: Row[]
  let after: SqlValue = new Uint8Array()
  do {
    rows = await driver.read(sql, { after, from, to })
    after = rows.at(-1)?.['id_key'] ?? after
    yield rows.map(format === 'csv' ? toCsvLine : toJsonLine).join('')
  } while (rows.length === PAGE)
}

function toJsonLine(row: Row): string {
  const { detail, id_key: _, ...fields } = row
  return `${JSON.stringify({ ...fields, detail: typeof detail === 'string' ? JSON.parse(detail) : null })}\n`
}

function toCsvLine(row: Row): string {
  return `${EVENT_FIELDS.map((column) => writeCsvCell(row[column] as string | number | null)).join(',')}\r\n`
}
