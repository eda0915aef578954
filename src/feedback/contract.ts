import * as z from 'zod'
import { articlePathSchema } from '../articles/contract.ts'
import { localeCodeSchema } from '../languages/contract.ts'
import { admissionFields, newIdSchema, pageViewSchema } from '../server/contract.ts'

/** Why an article did not help. */
export const reasonSchema = z.enum(['unanswered', 'unclear', 'broken', 'outdated', 'other'])
export type Reason = z.infer<typeof reasonSchema>

/** Longest comment, in the UTF-16 units that `maxlength` of a textarea counts. */
export const COMMENT_LIMIT = 1200

/** Longest e-mail address, by RFC 5321. */
export const EMAIL_LIMIT = 254

/** Where an answer may go. Addresses in any script, but nothing that could end a header or begin a second address. */
export const emailSchema = z
  .string('Write your e-mail address.')
  .trim()
  .max(EMAIL_LIMIT, `Write at most ${EMAIL_LIMIT} characters.`)
  .regex(/^[^\s@<>()[\]\\,;:"\p{C}]{1,64}@[^\s@<>()[\]\\,;:"\p{C}]+\.[^\s@<>()[\]\\,;:".\p{C}]+$/u, 'Write an e-mail address such as name@example.com.')

/** Version of the effort statement's wording; stored with each score. Raise it when the wording changes. */
export const EFFORT_WORDING = 1

/** Content hash of the text that was read. */
export const revisionSchema = z.string().regex(/^[0-9a-f]{16}$/, 'Write 16 lower-case hex digits.')

/** CES 2.0: 1 strongly disagree … 7 strongly agree that it was easy. */
export const scoreSchema = z.int('Write a whole number from 1 to 7.').min(1, 'Write a number from 1 to 7.').max(7, 'Write a number from 1 to 7.')

/**
 * A page of this site without query and hash. It becomes a redirect, so nothing that a browser could read as another
 * host passes: no second slash, no backslash, no white space or control character.
 */
export const pagePathSchema = z
  .string()
  .max(512, 'Write at most 512 characters.')
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it refuses.
  .regex(/^(?!.*\/\/)\/[^\\?#\s\u0000-\u001f\u007f]*$/, 'Write a path on this site that starts with one "/", without query and hash.')

/** A comment as readers send it: line breaks as one character, no blanks around it. */
export const commentSchema = z
  .string()
  .transform((text) => text.replace(/\r\n?/g, '\n').trim().toWellFormed())
  .pipe(z.string().max(COMMENT_LIMIT, `Write at most ${COMMENT_LIMIT} characters.`))

/** What `POST /api/feedback` takes. A form needs `vote`; JSON needs at least one of vote, reasons, score, comment. */
export const feedbackSchema = z
  .strictObject({
    /** UUIDv7 made by the browser. The same id is stored once, however often it is sent. */
    id: newIdSchema.optional(),
    /** Id of the page view, in memory of the page only. One answer counts per page view and article. */
    pv: pageViewSchema.optional(),
    /** The page the reader is on; a form leads back to it. */
    path: pagePathSchema,
    article: articlePathSchema,
    revision: revisionSchema,
    /** Language of the text that was read. */
    locale: localeCodeSchema,
    vote: z.enum(['yes', 'no'], 'Choose yes or no.').optional(),
    /** Only after a no. The newest list replaces the one before. */
    reasons: z.array(reasonSchema).max(5).default([]),
    score: scoreSchema.optional(),
    comment: commentSchema.optional(),
    /** Where an answer to the comment may go. It is kept in a table of its own and deleted after 90 days. */
    email: emailSchema.optional(),
    /** Asked for with a comment. */
    ...admissionFields,
    /** Hidden from people. Whoever fills it is a program, and is thanked but not stored. */
    website: z.string().optional(),
  })
  .superRefine((feedback, context) => {
    if (feedback.vote === 'yes' && feedback.reasons.length > 0) {
      context.addIssue({ code: 'custom', path: ['reasons'], message: 'Reasons belong to a no. Leave them out after a yes.' })
    }
    if (feedback.email && !feedback.comment) {
      context.addIssue({ code: 'custom', path: ['email'], message: 'An address belongs to a comment. Leave it out without one.' })
    }
    if (!feedback.vote && feedback.reasons.length === 0 && feedback.score === undefined && !feedback.comment) {
      context.addIssue({ code: 'custom', path: ['vote'], message: 'Send a vote, reasons, a score or a comment.' })
    }
  })
export type Feedback = z.infer<typeof feedbackSchema>
/** What a browser sends, before defaults. */
export type FeedbackInput = z.input<typeof feedbackSchema>
/** Answer to JSON. */
export const feedbackReceiptSchema = z.strictObject({ id: z.string() })
export type FeedbackReceipt = z.infer<typeof feedbackReceiptSchema>

/** Id of the element the no-JavaScript form leads back to; the page shows its thanks through `:target`. */
export const THANKS_ANCHOR = 'feedback--thanks'
