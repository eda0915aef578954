/** Long enough to be an account, card or phone number; years, error codes and prices stay. */
const LONG_NUMBER = /\+?\p{Nd}(?:[\s().\-/]?\p{Nd}){6,}/gu
const EMAIL = /[^\s@<>"'(),;:]+@[^\s@<>"'(),;:]+\.[^\s@<>"'(),;:]+/g

/** The text with e-mail addresses and long numbers replaced by `•••`. */
export function removePersonalData(text: string): string {
  return text.replace(EMAIL, '•••').replace(LONG_NUMBER, '•••')
}

/** A query as it is counted: no personal data, one case, single spaces. */
export function normaliseQuery(query: string): string {
  return removePersonalData(query.normalize('NFC')).toLowerCase().replace(/\s+/g, ' ').trim()
}
