import * as z from 'zod'
import { articlePathSchema } from '../../articles/contract.ts'
import { localeCodeSchema } from '../../languages/contract.ts'

/** What becomes of a comment, in the order in which it usually does; then what ends it otherwise. Every change between them is allowed: people err. */
export const COMMENT_STATES = ['new', 'triaged', 'assigned', 'fixed', 'closed', 'duplicate', 'not-actionable', 'spam'] as const
export const commentStateSchema = z.enum(COMMENT_STATES)
export type CommentState = z.infer<typeof commentStateSchema>

/** Longest name of an assignee, in UTF-16 units. */
export const ASSIGNEE_LIMIT = 80

/** A free name: people of a team have no accounts here. */
export const assigneeSchema = z
  .string()
  .transform((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim())
  .pipe(
    z
      .string()
      .max(ASSIGNEE_LIMIT, `Write at most ${ASSIGNEE_LIMIT} characters.`)
      // Nor what turns the line around it: it stands in lists beside other words.
      .regex(/^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u, 'Write a name without control characters.'),
  )

/** The form that changes a comment. */
export const commentChangeSchema = z
  .object({
    /** How often the comment had been changed when the page was made; another number now means that somebody was faster. */
    version: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER),
    state: commentStateSchema,
    assignee: assigneeSchema.default(''),
  })
  .superRefine(({ state, assignee }, context) => {
    if (state === 'assigned' && assignee === '') context.addIssue({ code: 'custom', path: ['assignee'], message: 'Write who has it.' })
  })
export type CommentChangeForm = z.infer<typeof commentChangeSchema>

/** What an address of the inbox asks for. What it does not understand is left out, because an old bookmark should still open. */
export const inboxFilterSchema = z.object({
  state: z.enum([...COMMENT_STATES, 'all']).catch('new'),
  assignee: assigneeSchema.catch(''),
  locale: localeCodeSchema.or(z.literal('')).catch(''),
  article: articlePathSchema.or(z.literal('')).catch(''),
  /** The last comment of the page before, as `<arrival>.<id>`. */
  before: z
    .string()
    .regex(/^\d{1,16}\.[0-9a-f-]{36}$/)
    .optional()
    .catch(undefined),
})
export type InboxFilter = z.infer<typeof inboxFilterSchema>
