/** What spreadsheets take for the beginning of something to be computed. */
const SIGN = '[=+\\-@|%＝＋－＠]'
const AT_START = new RegExp(`^[\\s\\p{Cc}]*${SIGN}|^[\\t\\r\\n]`, 'u')
/** A sign behind what ends a cell or a row where lists are separated by something else than commas. */
const BEHIND_SEPARATOR = new RegExp(`([;\\t\\r\\n][\\s\\p{Cc}"]*)(?=${SIGN})`, 'gu')

/**
 * A cell of RFC 4180. What a spreadsheet would compute stands behind an apostrophe, as OWASP advises. That goes for what follows a semicolon, a tab or a
 * line break, too: spreadsheets of Latvian, Russian or German separate cells by semicolons, and take quotation marks inside a cell as they stand.
 */
export function writeCsvCell(cell: string | number | boolean | null | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell !== 'string') return String(cell)
  const inside = cell.replace(BEHIND_SEPARATOR, "$1'")
  const harmless = AT_START.test(inside) ? `'${inside}` : inside
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}
