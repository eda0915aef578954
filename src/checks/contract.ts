import * as z from 'zod'

/** One problem in the content: what is wrong, where, and what to do about it. */
export const findingSchema = z.object({
  /** Stable id of the rule, e.g. `dead-link`. */
  rule: z.string(),
  severity: z.enum(['error', 'warning']),
  /** Path from the folder the command runs in, with `/`. */
  file: z.string(),
  /** 1-based; absent when the whole file is meant. */
  line: z.number().int().positive().optional(),
  /** 1-based. */
  column: z.number().int().positive().optional(),
  /** What is wrong (with the value), what would be right, what to do. */
  message: z.string(),
})
export type Finding = z.infer<typeof findingSchema>

/** Where in a file; both 1-based. */
export interface Place {
  line: number
  column?: number
}
