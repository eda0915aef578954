import * as z from 'zod'
import { emailSchema, pagePathSchema } from '../feedback/contract.ts'
import { localeCodeSchema } from '../languages/contract.ts'
import { admissionFields, newIdSchema, pageViewSchema } from '../server/contract.ts'

/** Longest subject and description, in the UTF-16 units that `maxlength` counts. */
export const SUBJECT_LIMIT = 150
export const DESCRIPTION_LIMIT = 2000

const tidy = (text: string) => text.replace(/\r\n?/g, '\n').trim().toWellFormed()

/**
 * What `POST /api/contact` takes, as a form or as JSON. The attachment travels beside it, in the field `attachment` of a
 * multipart form. The messages are for programs; the form's own are in content/messages.
 */
export const ticketSchema = z.strictObject({
  /** UUIDv7 made by the browser. The same id is stored once, however often it is sent. */
  id: newIdSchema.optional(),
  /** Id of the page view, in memory of the page only. */
  pv: pageViewSchema.optional(),
  /** The page with the form. */
  path: pagePathSchema,
  /** Language of the page, in which the reader is answered. */
  locale: localeCodeSchema,
  /** Id of a topic in content/settings.yml. */
  topic: z.string('Choose a topic.').min(1, 'Choose a topic.').max(40, 'Choose a topic.'),
  subject: z
    .string('Write a subject.')
    // One line: it becomes the header of an e-mail.
    .transform((text) =>
      text
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim()
        .toWellFormed(),
    )
    .pipe(z.string().min(1, 'Write a subject.').max(SUBJECT_LIMIT, `Write at most ${SUBJECT_LIMIT} characters.`)),
  description: z
    .string('Describe what you need.')
    .transform(tidy)
    .pipe(z.string().min(1, 'Describe what you need.').max(DESCRIPTION_LIMIT, `Write at most ${DESCRIPTION_LIMIT} characters.`)),
  /** Where the answer goes. */
  email: emailSchema,
  /** Whether the searches, articles and votes of this visit go with the message. */
  journey: z.enum(['yes', 'no'], 'Write yes or no.').default('no'),
  ...admissionFields,
})
export type TicketInput = z.input<typeof ticketSchema>
export type Ticket = z.output<typeof ticketSchema>
/** Fields of the form that a reader fills in, in its order. */
export const TICKET_FIELDS = ['topic', 'subject', 'description', 'email', 'attachment'] as const
export type TicketField = (typeof TICKET_FIELDS)[number]

/** Answer to JSON. */
export const ticketReceiptSchema = z.strictObject({
  id: z.string(),
  /** What the reader quotes when they write again, e.g. `WM-7F3K-29`. */
  reference: z.string(),
})
export type TicketReceipt = z.infer<typeof ticketReceiptSchema>

/** A reference number as it is printed. The letters are those of Crockford’s Base32, which has no I, L, O or U. */
export const referenceSchema = z.string().regex(/^[A-Z]{1,4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/)

/** One thing that a reader did before they wrote, so that nobody has to ask for it again. */
export const journeyStepSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('search'),
    /** ISO 8601, UTC. */
    at: z.string(),
    /** Without personal data. */
    query: z.string(),
    /** Number of results. */
    results: z.int(),
  }),
  z.strictObject({
    type: z.literal('article'),
    at: z.string(),
    /** `category/slug`. */
    article: z.string(),
    locale: localeCodeSchema,
    url: z.string(),
  }),
  z.strictObject({
    type: z.literal('vote'),
    at: z.string(),
    article: z.string(),
    locale: localeCodeSchema,
    /** Whether the article helped. */
    isHelpful: z.boolean(),
  }),
])
export type JourneyStep = z.infer<typeof journeyStepSchema>
/** Most steps that are kept; the newest count. */
export const JOURNEY_LIMIT = 50

/** Kinds of file that a message may carry; the settings choose among them. */
export const ATTACHMENT_TYPES = {
  png: { mediaType: 'image/png', extensions: ['.png'] },
  jpg: { mediaType: 'image/jpeg', extensions: ['.jpg', '.jpeg'] },
  pdf: { mediaType: 'application/pdf', extensions: ['.pdf'] },
  txt: { mediaType: 'text/plain', extensions: ['.txt', '.log', '.csv'] },
} as const
export type AttachmentType = keyof typeof ATTACHMENT_TYPES

/** What a guide or another page hands to the form. */
export type TicketDraft = Partial<Record<Exclude<TicketField, 'attachment'>, string>>
