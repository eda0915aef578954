import * as z from 'zod'
import { journeyStepSchema, referenceSchema } from '../contact/contract.ts'
import { localeCodeSchema } from '../languages/contract.ts'

/** Raised when a field changes its meaning or goes away; new fields may come at any time. */
export const HANDOFF_VERSION = 1

/** A message with all that is known about it: the body of the webhook, and what every other way of delivery is made from. */
export const handoffSchema = z.object({
  type: z.literal('ticket.created'),
  /** When the reader sent it, as ISO 8601 in UTC. */
  timestamp: z.iso.datetime(),
  data: z.object({
    version: z.literal(HANDOFF_VERSION),
    /** UUID. The same ticket has the same id, however often it arrives. */
    id: z.uuid(),
    /** What the reader quotes, e.g. `WM-7F3K-29`. */
    reference: referenceSchema,
    topic: z.object({
      /** As in content/settings.yml. */
      id: z.string(),
      /** In the default language of the help centre. */
      label: z.string(),
    }),
    subject: z.string(),
    description: z.string(),
    requester: z.object({
      email: z.string(),
      /** The language of the page, and so of the answer. */
      locale: localeCodeSchema,
    }),
    /** Address of the page with the form. */
    page: z.string(),
    /** What the visit searched, read and voted in the two hours before, oldest first; empty when the reader did not want it sent along. */
    journey: z.array(journeyStepSchema),
    attachment: z
      .object({
        name: z.string(),
        /** By its content, e.g. `image/png`. */
        mediaType: z.string(),
        /** In bytes. */
        size: z.int(),
        /** Base64. */
        content: z.string(),
      })
      .nullable(),
  }),
})
export type Handoff = z.infer<typeof handoffSchema>

/** What the team's tool tells of a message, as `POST /api/tickets/{reference}/progress`. The header `webhook-id` is stored once. */
export const progressSchema = z.strictObject({
  /** A person answered, it counts as solved, or it was opened again. Answers of programs do not count. */
  type: z.enum(['replied', 'solved', 'reopened'], 'Write replied, solved or reopened.'),
  /** When, as ISO 8601 with its zone. */
  at: z.iso.datetime({ offset: true, error: 'Write a time such as 2026-11-22T10:15:00Z.' }),
})
export type Progress = z.infer<typeof progressSchema>

/** Ways out; each has its own queue. */
export const TARGETS = ['mail', 'copy', 'solved', 'webhook', 'zendesk', 'freshdesk', 'chatwoot'] as const
export type TargetName = (typeof TARGETS)[number]
/** Those that lead to readers; all others lead to the team. */
export const FOR_READERS: ReadonlySet<TargetName> = new Set<TargetName>(['copy', 'solved'])
/** Queue of the messages that came while the team had no way out set up. */
export const UNASSIGNED = 'unassigned'

/** One message on its way to one target. */
export interface Parcel {
  /** The same at every attempt: what a receiver takes as idempotency key. */
  key: string
  /** It was tried before, and the other side may have taken it although we never heard so. */
  isRepeated: boolean
  handoff: Handoff
}

/** A way out. */
export interface Target {
  name: TargetName
  /** Resolves when the other side has taken the message; rejects with a `DeliveryError`. */
  deliver: (parcel: Parcel, signal: AbortSignal) => Promise<void>
}

/** What becomes of a delivery that failed. */
export type Verdict = 'retry' | 'dead' | 'gone'

/** Why a delivery failed, in words that hold nothing of the message and nothing of the answer. */
export class DeliveryError extends Error {
  override name = 'DeliveryError'
  /** `retry` later, give this one up, or the whole target. */
  readonly verdict: Verdict
  /** How long the other side asked us to wait, in ms. */
  readonly wait: number | undefined
  /** Status of the answer, when there was one. */
  readonly status: number | undefined

  constructor(message: string, verdict: Verdict = 'retry', { wait, status }: { wait?: number | undefined; status?: number } = {}) {
    super(message)
    this.verdict = verdict
    this.wait = wait
    this.status = status
  }
}
