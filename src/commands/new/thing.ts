import type * as z from 'zod'
import type { ContentTree } from '../../articles/tree.ts'

/** Something to be told, by a flag or by an answer. */
export interface Question {
  /** Name of the flag. */
  name: string
  ask: string
  example: string
  /** Says what is wrong with an answer; undefined when nothing is. */
  check: (answer: string, tree: ContentTree) => string | undefined
  /** What is meant when nothing is said; asked for when absent. */
  otherwise?: (tree: ContentTree) => string
}

/** A kind of thing that content is made of. */
export interface NewThing {
  questions: readonly Question[]
  /** Files to write, by their paths below the content folder. */
  make: (answers: Record<string, string>, tree: ContentTree) => Map<string, string>
  /** What to know of it once it is written. */
  note?: (answers: Record<string, string>) => string | undefined
}

/** Judges an answer by the schema that judges the file. */
export const bySchema =
  (schema: z.ZodType) =>
  (answer: unknown): string | undefined =>
    schema.safeParse(answer).error?.issues[0]?.message
