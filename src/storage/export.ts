import type { Driver } from './driver.ts'
import { readPages } from './pages.ts'
import type { Row } from './statement.ts'
import { TABLES } from './tables.ts'

export type ExportFormat = 'jsonl' | 'csv'

const COLUMNS = Object.keys(TABLES.event.columns)

/** Stored events as text, page by page and by id; `from` and `to` bound the server's time in epoch ms, the second excluded. */
export async function* exportEvents(
  driver: Pick<Driver, 'read'>,
  format: ExportFormat,
  { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number | undefined; to?: number | undefined } = {},
): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\r\n`
  const condition = 'site = :site AND server_time >= :from AND server_time < :to'
  for await (const rows of readPages(driver.read, 'event', { condition, parameters: { from, to } })) {
    yield rows.map(format === 'csv' ? toCsvLine : toJsonLine).join('')
  }
}

function toJsonLine(row: Row): string {
  const { detail, ...fields } = row
  return `${JSON.stringify({ ...fields, detail: typeof detail === 'string' ? JSON.parse(detail) : null })}\n`
}

function toCsvLine(row: Row): string {
  return `${COLUMNS.map((column) => toCell(row[column])).join(',')}\r\n`
}

/** A cell of RFC 4180. What a spreadsheet would run as a formula begins with an apostrophe instead, as OWASP advises. */
function toCell(value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'number') return String(value)
  const text = String(value)
  const safe = /^[\s]*[=+\-@|%＝＋－＠]|^[\t\r\n]/.test(text) ? `'${text}` : text
  return /[",\r\n']/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
