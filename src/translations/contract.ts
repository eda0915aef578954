import * as z from 'zod'

/** What a block is to the reader. */
export const blockKindSchema = z.enum(['title', 'description', 'question', 'heading', 'paragraph', 'item', 'cell', 'code', 'property', 'component'])
export type BlockKind = z.infer<typeof blockKindSchema>

/**
 * One block of the original as it was when it was translated: kind, hash, text. The text is kept so that a translator can be shown what changed
 * wherever the content lies, without its history. `omitted` marks a block that somebody confirmed to need no counterpart.
 */
export const recordedBlockSchema = z.union([
  z.tuple([blockKindSchema, z.string(), z.string()]),
  z.tuple([blockKindSchema, z.string(), z.string(), z.literal('omitted')]),
])
export type RecordedBlock = z.infer<typeof recordedBlockSchema>

/** content/translations/<locale>/<category>/<slug>.json: the original that one translation was made from. Written by commands only. */
export const translationRecordSchema = z.strictObject({
  /** Blocks of the original, in its order. */
  blocks: z.array(recordedBlockSchema),
  /** Blocks that only the translation has, confirmed as right. */
  own: z.int().min(0).optional(),
  /** The translation began as a copy: what still is as in the original is not translated, until somebody confirms that it should be the same. */
  begun: z.literal(true).optional(),
})
export type TranslationRecord = z.infer<typeof translationRecordSchema>
