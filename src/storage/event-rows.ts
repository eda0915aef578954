import { hash } from 'node:crypto'
import type { Row } from './statement.ts'

const DAY = 86_400_000
const ID = /^(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}|[0-9a-f]{16})$/
/** Circumstances whose keys are remembered, so that they are not hashed with every event. */
const MOST_REMEMBERED = 5000

/** Fields of an event as programs see them: the columns of the view `event`, in the order in which they are exported. */
export const EVENT_FIELDS = [
  'site',
  'id',
  'arrival',
  'type',
  'version',
  'client_time',
  'server_time',
  'visit',
  'reader',
  'answer',
  'path',
  'article',
  'revision',
  'locale',
  'arm',
  'value',
  'text',
  'detail',
] as const

/** An id as it is stored: a UUID in 16 bytes, a visit in 8. Compare it with the columns `id_key`, `visit_key` and `reader_key` of the view `event`. */
export function packId(id: unknown): Uint8Array {
  return Buffer.from(String(id).replaceAll('-', ''), 'hex')
}

/** A UUID in 16 bytes as text. */
export function unpackId(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** Throws when an id could not be stored. */
export function checkId(id: string): void {
  if (!ID.test(id)) throw new TypeError(`"${id}" is not the id of an event, a page view or a visit: a UUID in small letters or 16 hex digits.`)
}

/** An event with all its fields, as rows of `circumstance` and `stored_event`. The migration says what they hold. */
export function packEvent(event: Row): { circumstance: Row; row: Row } {
  const { site, version, path, article, revision, locale, arm, arrival, type, value, text, detail } = event as Record<string, string | number | null>
  const serverTime = Number(event['server_time'])
  const key = hashCircumstance(JSON.stringify([version, path, article, revision, locale, arm]))
  return {
    circumstance: {
      site: site!,
      id: key,
      day: Math.floor(serverTime / DAY),
      version: version!,
      path: path!,
      article: article!,
      revision: revision!,
      locale: locale!,
      arm: arm!,
    },
    row: {
      arrival: arrival!,
      server_lag: Math.floor(Number(arrival) / 1000) - serverTime || null,
      client_lag: serverTime - Number(event['client_time']) || null,
      value: value!,
      site: site!,
      id: packId(event['id']),
      circumstance: key,
      type: type!,
      visit: packId(event['visit']),
      reader: packId(event['reader']),
      answer: event['answer'] === null ? null : packId(event['answer']),
      text: text!,
      detail: detail!,
    },
  }
}

const remembered = new Map<string, Uint8Array>()

/** 64 bits: nobody can make another path that is taken for a known one. */
function hashCircumstance(text: string): Uint8Array {
  let key = remembered.get(text)
  if (!key) {
    key = hash('sha256', text, 'buffer').subarray(0, 8)
    if (remembered.size >= MOST_REMEMBERED) remembered.clear()
    remembered.set(text, key)
  }
  return key
}
