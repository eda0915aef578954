import * as z from 'zod'
import { pagePathSchema, scoreSchema } from '../feedback/contract.ts'
import { localeCodeSchema } from '../languages/contract.ts'

/** Where the question about effort is asked besides articles: at the end of a guide, and after a message was sent. */
export const effortPlaceSchema = z.enum(['troubleshooter', 'contact'], 'Write troubleshooter or contact.')
export type EffortPlace = z.infer<typeof effortPlaceSchema>

/** What `POST /api/effort` takes: the question of articles, asked elsewhere. The newest answer of a visit about a page counts. */
export const effortAnswerSchema = z.strictObject({
  /** 1 strongly disagree to 7 strongly agree that it was easy. */
  score: scoreSchema,
  where: effortPlaceSchema,
  /** The page with the question. */
  path: pagePathSchema,
  /** Language in which it was asked. */
  locale: localeCodeSchema,
})
export type EffortAnswer = z.infer<typeof effortAnswerSchema>
