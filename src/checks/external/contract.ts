import * as z from 'zod'

/** What became of asking for an address of another site. */
export const externalAnswerSchema = z.discriminatedUnion('kind', [
  /** It is there. */
  z.object({ kind: z.literal('found') }),
  /** It is there, and its owner says that it has another address for good. */
  z.object({ kind: z.literal('moved'), to: z.string() }),
  /** Its server says that there is nothing: 404 or 410. */
  z.object({ kind: z.literal('gone'), status: z.number() }),
  /** The name of its server is not known, while those of others are. */
  z.object({ kind: z.literal('nameless') }),
  /** Nobody can tell from here; `why` in words, e.g. "it answered 503". */
  z.object({ kind: z.literal('unknown'), why: z.string() }),
])
export type ExternalAnswer = z.infer<typeof externalAnswerSchema>

/** .cache/external-links.json: answers by address, with the time in epoch ms. */
export const externalCacheSchema = z.record(z.string(), z.object({ at: z.number(), answer: externalAnswerSchema }))
export type ExternalCache = z.infer<typeof externalCacheSchema>
