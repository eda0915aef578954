import { removePersonalData } from '../delivery/personal-data.ts'

/** Signs of direction, which nobody sees: they would part what is the same, and turn around what stands beside it in lists and letters. */
const DIRECTIONS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/g
/** They steer the terminals in which commands list searches. */
const CONTROLS = /\p{Cc}/gu

/** A query as it is counted: no personal data, one case, single spaces, nothing that steers what shows it. */
export function normaliseQuery(query: string): string {
  const plain = query.normalize('NFC').replace(DIRECTIONS, '').replace(CONTROLS, ' ')
  return removePersonalData(plain).toLowerCase().replace(/\s+/g, ' ').trim()
}
