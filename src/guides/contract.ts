import * as z from 'zod'
import { articlePathSchema, slugSchema } from '../articles/contract.ts'

/** An answer to a question, and the step it leads to. */
export const choiceSchema = z.strictObject({
  text: z.string().trim().min(1).max(160),
  to: slugSchema,
})

/** One page of a guide: a question with choices, a solution, or the hand-off to a person. */
export const guideStepSchema = z.strictObject({
  /** Its part of the address; the same in every locale. */
  id: slugSchema,
  question: z.string().trim().min(1).max(200).optional(),
  /** A sentence or two that help to answer the question. */
  help: z.string().trim().min(1).max(500).optional(),
  choices: z.array(choiceSchema).max(8).optional(),
  /** What to do, in Markdown. */
  solution: z.string().trim().min(1).max(3000).optional(),
  /** `category/slug` of an article that solves it, or says more about the solution. */
  article: articlePathSchema.optional(),
  /** Where “No, that did not help” leads; to the step with `contact` unless given. */
  otherwise: slugSchema.optional(),
  /** What readers should know before they write; the answers they gave go along. */
  contact: z.string().trim().min(1).max(500).optional(),
})
export type GuideStepFields = z.infer<typeof guideStepSchema>

/** content/guides/<locale>/<id>.yml: questions that lead to a solution. */
export const guideSchema = z.strictObject({
  title: z.string().trim().min(1).max(120),
  /** One sentence in lists and for search engines. */
  description: z.string().trim().min(1).max(300),
  /** Category whose page shows it too. */
  category: slugSchema.optional(),
  /** Words customers use that are not in the title. */
  keywords: z.array(z.string().trim().min(1)).max(20).optional(),
  /** How customers ask for it. */
  questions: z.array(z.string().trim().min(1)).max(10).optional(),
  /** The first one is the beginning. */
  steps: z.array(guideStepSchema).min(1).max(60),
})
export type GuideFields = z.infer<typeof guideSchema>
