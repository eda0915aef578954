import { randomBytes } from 'node:crypto'

/** Crockford's Base32: no I, L, O or U, which people mistake for other signs or for words. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/**
 * A number to quote, such as `WM-7F3K-29`: 30 random bits, so that nobody can guess another reader's. It opens nothing by itself.
 * Whoever stores it asks for another when it is taken.
 */
export function makeReference(prefix: string): string {
  const letters = [...randomBytes(6)].map((byte) => LETTERS[byte % LETTERS.length]).join('')
  return `${prefix}-${letters.slice(0, 4)}-${letters.slice(4)}`
}
