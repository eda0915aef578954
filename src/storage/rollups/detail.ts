import type { Row } from '../statement.ts'

/** An event's own fields that have no column. What cannot be read is none: counting must never keep an event from being stored. */
export function readDetail(event: Row): Record<string, string> {
  try {
    const detail: unknown = JSON.parse(String(event['detail'] ?? '{}'))
    return typeof detail === 'object' && detail !== null ? (detail as Record<string, string>) : {}
  } catch {
    return {}
  }
}
