import * as z from 'zod'
import { articlePathSchema } from '../../articles/contract.ts'
import { localeCodeSchema } from '../../languages/contract.ts'

/** What an item was made from. */
export const ITEM_KINDS = ['query', 'comment', 'article'] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/**
 * What has to be true before an item is done. `found`: the search of the built site, in the item's language, has the named article among its first
 * three results. `improved`: since the item was made, an edit of the article has votes whose interval of the change lies above no effect.
 */
export const ITEM_CONDITIONS = ['found', 'improved'] as const
export type ItemCondition = (typeof ITEM_CONDITIONS)[number]

export const ITEM_STATES = ['open', 'closed'] as const

/** Longest public sentence, in UTF-16 units. */
export const SENTENCE_LIMIT = 300

/** The form that makes an item by one press. */
export const newItemSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('query'), locale: localeCodeSchema, subject: z.string().min(1).max(120) }),
  z.object({ kind: z.literal('comment'), locale: localeCodeSchema, subject: z.uuid().toLowerCase() }),
  z.object({ kind: z.literal('article'), locale: localeCodeSchema, subject: articlePathSchema }),
])

/** A public sentence on one line, as its editor wrote it. */
export const sentenceSchema = z
  .string()
  .transform((text) => text.normalize('NFC').replace(/\s+/g, ' ').trim().toWellFormed())
  .pipe(
    z
      .string()
      .max(SENTENCE_LIMIT, `Write at most ${SENTENCE_LIMIT} characters.`)
      .regex(/^[^\p{Cc}\u202A-\u202E\u2066-\u2069]*$/u, 'Write a sentence without control characters.'),
  )

/** The form that changes an item. */
export const itemChangeSchema = z.object({
  version: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
  article: z
    .string()
    .transform((path) => path.trim().replace(/^\/|\/$/g, ''))
    .pipe(articlePathSchema.or(z.literal('')))
    .optional(),
  sentences: z.record(z.string(), sentenceSchema),
})

/** What an address of the list asks for. What it does not understand is left out. */
export const itemFilterSchema = z.object({
  state: z.enum(ITEM_STATES).catch('open'),
  locale: localeCodeSchema.or(z.literal('')).catch(''),
})
export type ItemFilter = z.infer<typeof itemFilterSchema>

/** What showed that an item is done: the place in the results, or the change of the votes after an edit, in shares. */
export const evidenceSchema = z.union([
  z.object({ place: z.int() }),
  z.object({ revision: z.string(), difference: z.number(), low: z.number(), high: z.number() }),
])
export type Evidence = z.infer<typeof evidenceSchema>
