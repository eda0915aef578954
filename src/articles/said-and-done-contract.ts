import * as z from 'zod'
import { localeCodeSchema } from '../languages/contract.ts'
import { articlePathSchema } from './contract.ts'

/** One entry of content/said-and-done.yml: what readers told us and what was done about it, in words for everybody. */
export const doneSchema = z.strictObject({
  /** Id of the work item it comes from, by which `npm run insights -- publish` finds it again. An entry you write yourself needs none. */
  item: z.uuid('Write the id of a work item, or leave the line out.').optional(),
  /** The day it was done, e.g. 2026-11-22. */
  closed: z.iso.date('Write a day such as 2026-11-22.'),
  /** `category/slug` of the article that changed, to be linked. */
  article: articlePathSchema.optional(),
  /** The sentence, per locale. A page shows the entries that have one in its language. */
  text: z.record(localeCodeSchema, z.string().min(1).max(300, 'Write at most 300 characters.')).refine((text) => Object.keys(text).length > 0, {
    message: 'Write the sentence in at least one language.',
  }),
})
export type Done = z.infer<typeof doneSchema>

/** content/said-and-done.yml: written by `npm run insights -- publish`, and by people. */
export const saidAndDoneSchema = z.array(doneSchema).superRefine((entries, context) => {
  const seen = new Set<string>()
  for (const [index, { item }] of entries.entries()) {
    if (item && seen.has(item)) context.addIssue({ code: 'custom', path: [index, 'item'], message: `"${item}" is listed twice. Keep one of the two entries.` })
    if (item) seen.add(item)
  }
})
