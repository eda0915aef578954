import { createHash } from 'node:crypto'

/** Names what was read: 16 hex digits of SHA-256 over the texts on the page. Dates and order do not count. */
export function revisionOf(...texts: string[]): string {
  return createHash('sha256').update(texts.join('\u0000')).digest('hex').slice(0, 16)
}
