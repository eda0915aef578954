import * as z from 'zod'

/** A change that mends a problem with certainty: what stands at a place, and what belongs there. */
export const fixSchema = z.object({
  line: z.number().int().positive(),
  column: z.number().int().positive(),
  /** Without line breaks. */
  remove: z.string(),
  insert: z.string(),
})
export type Fix = z.infer<typeof fixSchema>

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
  /** Only where nothing else can have been meant. */
  fix: fixSchema.optional(),
})
export type Finding = z.infer<typeof findingSchema>

/** A place that leads readers to an article, for whoever changes it. */
export interface Backlink {
  /** The article, as `category/slug`. */
  to: string
  file: string
  /** The article in which it stands; none for settings, terms, guides, notices and snippets. */
  from?: { locale: string; path: string }
  how: 'link' | 'related' | 'popular' | 'glossary' | 'guide' | 'notice'
  /** What readers press, for a link. */
  words?: string
}

/** Where in a file; both 1-based. */
export interface Place {
  line: number
  column?: number
}

/** What the settings need to know of a rule. */
export interface RuleName {
  /** Says what is wrong, e.g. `dead-link`; stable, because people search for it. */
  id: string
  /** The site cannot be built, or not safely, from content that breaks it, so the settings cannot lower it. */
  isNeeded?: true
  /** Unless the settings say otherwise. A rule that is off is a matter of taste or of the kind of help centre. */
  severity: Finding['severity'] | 'off'
}
