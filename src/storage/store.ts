/** One row of the append-only event log; `deflection/contract.ts` says what `value`, `text` and `detail` hold per type. */
export interface StoredEvent {
  /** UUID; a second event with the same id is ignored. */
  id: string
  type: string
  /** Version of the event's schema. */
  version: number
  /** The reader's clock in epoch ms, at most 24 h from ours. */
  clientTime: number
  /** Our clock in epoch ms. */
  serverTime: number
  /** 16 hex digits, see deflection/visit.ts. */
  visit: string
  /** Whose answers replace one another: the page view if the browser named one, else the visit. */
  reader: string
  /** The submission this event is a part of; its parts share it. */
  answer?: string | undefined
  path: string
  /** `category/slug`. */
  article?: string | undefined
  /** Content hash of the text that was read. */
  revision?: string | undefined
  locale: string
  /** Arm of an experiment; set by the server. */
  arm?: string | undefined
  value?: number | undefined
  text?: string | undefined
  /** Fields no query reads yet, as JSON. */
  detail?: string | undefined
}

export type SqlValue = string | number | bigint | null

/**
 * Where events live. A promise resolves only after the data is on disk, so whatever was answered survives a crash.
 * One behaviour suite (tests/storage/contract.ts) runs against every implementation.
 */
export interface Store {
  /**
   * Appends events in one transaction; those whose id is known are ignored.
   * With `once`, the id of the submission (and of its first event), a repeated submission adds nothing at all.
   */
  append: (events: StoredEvent[], once?: string) => Promise<void>
  /** Adds one to a counter of a UTC day, such as `reject:honeypot`. Counters hold no payload. */
  count: (name: string, day: string) => Promise<void>
  /** Runs one of the named queries of `deflection/queries`. */
  read: <Row>(sql: string, parameters: Record<string, SqlValue>) => Promise<Row[]>
  /** The secret that turns addresses into visits on a UTC day; made at first use when `create` is given. */
  findSalt: (day: string, create?: () => Uint8Array) => Promise<Uint8Array | undefined>
  /** Destroys the salts of days before `day`, so that their visits can never be traced. */
  forgetSalts: (day: string) => Promise<void>
  /** True when the visit has an event at or after `since` (epoch ms). */
  hasVisit: (visit: string, since: number) => Promise<boolean>
  /** Resolves after a real read; rejects when the database cannot answer. */
  check: () => Promise<void>
  /** Commits what is queued, then closes. */
  close: () => Promise<void>
}

/** The database cannot take this write now; trying again later may work. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** The database file cannot be used at all; the message says what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}
