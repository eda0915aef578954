import type { CommentChange, CommentChanged } from './comment-states.ts'
import type { VisitState } from './rollups/visit-state.ts'
import type { SqlValue } from './statement.ts'
import type { NewWorkItem, WorkItemChange, WorkItemChanged } from './work-items.ts'

/** One row of the append-only event log; `deflection/contract.ts` says what `value`, `text` and `detail` hold per type. */
export interface StoredEvent {
  /** UUID in small letters; a second event with the same id is not stored. */
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

/** An e-mail address that a reader left. It lives in a table of its own and is gone after `expires`. */
export interface ContactAddress {
  address: string
  /** Epoch ms. */
  expires: number
}

/** A form token or a proof of work that may be used once; `id` is its nonce or a hash of it, never the token itself. */
export interface Token {
  id: string
  /** Epoch ms after which the token is refused for its age, so that its use need not be remembered any longer. */
  expires: number
}

/** A message to a person. The reader's address is not a part of it. */
export interface Ticket {
  /** UUIDv7 made by the browser (or the server, for a form without JavaScript). */
  id: string
  /** What the reader is told, unique on the site, e.g. `7K3-9QF`. */
  reference: string
  /** Our clock in epoch ms. */
  received: number
  visit: string
  locale: string
  /** The page the reader came from. */
  path: string
  topic?: string | undefined
  subject: string
  description: string
  /** What the reader did before (searches, articles, votes) and answers of a guide, as JSON. */
  detail?: string | undefined
}

/** What the team's tool told of a ticket. */
export interface Progress {
  /** Id of the ticket. */
  ticket: string
  /** Of the tool's message. */
  id: string
  type: 'replied' | 'solved' | 'reopened'
  /** When it happened and when we heard of it, epoch ms. */
  time: number
  received: number
}

/** What somebody says of the help they got. */
export interface SurveyAnswer {
  /** Id of the ticket. */
  ticket: string
  moment: 'sent' | 'solved'
  question: 'csat' | 'nps'
  /** Version of its wording. */
  wording: number
  score: number
  locale: string
  /** Days since 1970-01-01, UTC. */
  day: number
}

/** `known`: the same was stored before. `taken`: its id stands for something else. `full`: too much is stored of this ticket. `gone`: it is deleted. */
export type Noted = 'stored' | 'known' | 'taken' | 'full' | 'gone'

export interface Attachment {
  /** Unique in its ticket. */
  id: string
  name: string
  /** Media type. */
  type: string
  content: Uint8Array
}

/** Everything that is written, or not written, together when somebody sends a message. */
export interface TicketSubmission {
  ticket: Ticket
  /** The `submit` event, and answers that came with the form. */
  events: StoredEvent[]
  attachments?: Attachment[] | undefined
  /** Who is to be told; `id` is a UUID, `target` one of the configured ones, such as `webhook:zendesk` or `email:reader`. */
  deliveries: { id: string; target: string }[]
  address?: ContactAddress | undefined
  token?: Token | undefined
}

/** `known`: the same id was stored before, nothing was added. `replayed`: the token was used for something else, nothing was stored. */
export type Appended = 'stored' | 'known' | 'replayed'

/** Something that is told to the team by itself, such as a digest. */
export interface Report {
  /** The occasion, of which there is one on the site, e.g. `digest:2026-W47`. */
  id: string
  /** Epoch ms. */
  created: number
  /** One delivery each. `id` is a UUID; `locale` is undefined for the default language. */
  letters: { id: string; to: string; locale?: string | undefined }[]
  /** What is told, as JSON, where it cannot be computed again. */
  detail?: string | undefined
}

/** A ticket with what belongs to it, for whoever delivers it. */
export interface FiledTicket {
  ticket: Ticket
  attachments: Attachment[]
  /** Undefined when none was left or when it is forgotten already. */
  address: string | undefined
}

/** A delivery that this process may attempt until its lease ends. */
export interface ClaimedDelivery {
  id: string
  /** Id of the ticket or of the report. */
  ticket: string
  target: string
  /** This attempt's number, from 1. */
  attempt: number
  /** Epoch ms at which the ticket was sent; retries end three days later. */
  created: number
  /** Proof of the claim; whoever comes back after the lease ended and was given to another changes nothing. */
  lease: string
}

export interface DeadDelivery {
  id: string
  ticket: string
  /** Of a report, its id. */
  reference: string
  target: string
  attempts: number
  /** Epoch ms. */
  created: number
  /** Epoch ms at which it was given up. */
  finished: number
  lastError: string | null
}

/**
 * Where events, tickets and the outbox live. A promise resolves only after the data is on disk, so whatever was answered
 * survives a crash. Writes that wait are committed together. Any number of processes may open the same store.
 * Writes reject with `StoreUnavailable` when trying again later may work.
 * One behaviour suite (tests/storage/contract.ts) runs against every implementation.
 */
export interface Store {
  /**
   * Appends events in one transaction; those whose id is known are not stored again. Rejects with `IdTaken` when one says something else
   * than what was stored, so that success always means: all of this is stored.
   * With `once`, the id of the submission (and of its first event), a repeated submission adds nothing at all.
   * `address` belongs to the event `once`. `token` is used up in the same transaction; a repeated submission with its own token is `known`.
   */
  append: (events: StoredEvent[], options?: { once?: string; address?: ContactAddress | undefined; token?: Token | undefined }) => Promise<Appended>
  /** Files a ticket with its events, attachments, address and deliveries in one transaction, once per ticket id. Rejects like `append`. */
  appendTicket: (submission: TicketSubmission) => Promise<Appended>
  findTicket: (id: string) => Promise<FiledTicket | undefined>
  /** The ticket with a reference number, if it is (still) there. */
  findReference: (reference: string) => Promise<Pick<Ticket, 'id' | 'received' | 'locale'> | undefined>
  /** Notes what became of a ticket, at most `most` times, and makes the delivery that tells its reader, once, while their address is kept. */
  noteProgress: (progress: Progress, options: { most: number; announce?: { id: string; target: string } | undefined }) => Promise<Noted>
  /** Stores an answer in the place of the one before, if its ticket came after `since` (epoch ms). */
  saveSurveyAnswer: (answer: SurveyAnswer, since: number) => Promise<boolean>
  /** Files a report with a delivery to `target` for each letter. False when this occasion had its report before, from whichever process. */
  fileReport: (report: Report, target: string) => Promise<boolean>
  findReport: (id: string) => Promise<Report | undefined>
  /**
   * Takes up to `limit` deliveries of one target that are due at `now`, oldest first, and keeps other processes from them for `leaseMs`.
   * A claim that is neither finished nor failed (its process died) is due again when the lease ends. Per target, so that none waits for a slow one.
   */
  claimDeliveries: (claim: { target: string; now: number; limit: number; leaseMs: number }) => Promise<ClaimedDelivery[]>
  /** The target has it. False when the lease was lost meanwhile. */
  finishDelivery: (claim: Pick<ClaimedDelivery, 'id' | 'lease'>, now: number) => Promise<boolean>
  /** Tries again at `retryAt`. `error` is shown to the operator: a reason of ours, never what the reader wrote. False when the lease was lost. */
  failDelivery: (claim: Pick<ClaimedDelivery, 'id' | 'lease'>, retryAt: number, error: string) => Promise<boolean>
  /** Gives up; it stays in `listDead`. False when the lease was lost. */
  killDelivery: (claim: Pick<ClaimedDelivery, 'id' | 'lease'>, now: number, error: string) => Promise<boolean>
  /** Deliveries that were given up, newest first. */
  listDead: (limit: number) => Promise<DeadDelivery[]>
  /** Puts a dead delivery back into the outbox with its attempts at 0. False when there is none. */
  resend: (delivery: string, now: number) => Promise<boolean>
  /** When the next delivery of a target is due in epoch ms (leases included), to know when to look again; undefined when none waits. */
  nextDelivery: (target: string) => Promise<number | undefined>
  /** Uses a token; false when it was used before. For forms, give the token to `append` or `appendTicket` instead. */
  spendToken: (token: Token) => Promise<boolean>
  /** Deletes addresses and spent tokens whose time is over; called every minute. */
  forgetExpired: (now: number) => Promise<void>
  /** Adds to a counter of a UTC day, such as `reject:honeypot`; one unless `total` says more. Counters hold no payload. */
  count: (name: string, day: string, total?: number) => Promise<void>
  /** Runs a query written for every database (`:name` for parameters; `:site` is given). One of the named queries of `deflection/queries`. */
  read: <Row>(sql: string, parameters: Record<string, SqlValue>) => Promise<Row[]>
  /** The same for questions that take long: nobody's answer is stored later because of them. */
  readApart: <Row>(sql: string, parameters: Record<string, SqlValue>) => Promise<Row[]>
  /** The secret that turns addresses into visits on a UTC day; made at first use when `create` is given. */
  findSalt: (day: string, create?: () => Uint8Array) => Promise<Uint8Array | undefined>
  /** Destroys the salts of days before `day`, so that their visits can never be traced. */
  forgetSalts: (day: string) => Promise<void>
  /** What a visit did so far, while it can go on: until the salt of its day is destroyed. */
  findVisit: (visit: string) => Promise<VisitState | undefined>
  hasEvent: (id: string) => Promise<boolean>
  /** Changes what became of a comment, with who, when and what was before, in one transaction; nothing when somebody was faster. */
  changeComment: (change: CommentChange) => Promise<CommentChanged>
  /** Notes that somebody read what is masked in a comment; false when there is none. */
  noteOpened: (opening: { comment: string; role: string; now: number }) => Promise<boolean>
  /** Makes a work item and gives back its id: that of the open item about the same, if there is one. */
  createItem: (item: NewWorkItem) => Promise<string>
  /** Changes, closes or removes a work item in one transaction; nothing when somebody was faster. */
  changeItem: (change: WorkItemChange) => Promise<WorkItemChanged>
  /** Resolves after a real read; rejects when the database cannot answer. */
  check: () => Promise<void>
  /** Commits what is queued, then closes. */
  close: () => Promise<void>
}

/** The database cannot take this write now; trying again later may work. */
export class StoreUnavailable extends Error {
  override name = 'StoreUnavailable'
}

/** An id that is known came with other content, which was not stored. The other events of the batch were. */
export class IdTaken extends Error {
  override name = 'IdTaken'
  readonly ids: readonly string[]

  constructor(ids: readonly string[]) {
    super(`Known with other content: ${ids.join(', ')}.`)
    this.ids = ids
  }
}

/** The database cannot be used at all; the message says what to do. */
export class StoreError extends Error {
  override name = 'StoreError'
}
