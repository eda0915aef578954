import { removePersonalData } from '../delivery/personal-data.ts'

/** A query as it is counted: no personal data, one case, single spaces. */
export function normaliseQuery(query: string): string {
  return removePersonalData(query.normalize('NFC')).toLowerCase().replace(/\s+/g, ' ').trim()
}
