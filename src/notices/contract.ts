import * as z from 'zod'
import { articlePathSchema, slugSchema } from '../articles/contract.ts'
import { localeCodeSchema, type TextLanguage } from '../languages/contract.ts'
import { localisedTextSchema } from '../settings/contract.ts'

/** A day, a time in the company's time zone, or a time with its own offset from UTC. */
const TIME = /^(\d{4}-\d\d-\d\d)(?:[ T]([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(Z|[+-]\d\d:\d\d)?)?$/
const noticeTimeSchema = z.string().superRefine((text, context) => {
  const day = TIME.exec(text)?.[1]
  if (day && z.iso.date().safeParse(day).success) return
  context.addIssue({
    code: 'custom',
    message: `"${text}" is no time. Write a day as 2026-11-20, or a time as "2026-11-20 14:30". It is in the time zone of the contact settings unless it says otherwise: "2026-11-20T14:30+01:00".`,
  })
})

/** One file of content/notices: a message on top of pages. */
export const noticeSchema = z
  .strictObject({
    /** What it is about, said before the text. */
    kind: z.enum(['incident', 'maintenance', 'delay']).optional(),
    /** Decides the colour, and whether screen readers interrupt for it. */
    severity: z.enum(['info', 'warning', 'critical']).default('info'),
    text: localisedTextSchema,
    /** `category/slug` of an article that says more. */
    article: articlePathSchema.optional(),
    /** What readers can do in the meantime: `category/slug`, or a web address. */
    workaround: z
      .string()
      .regex(
        /^([a-z0-9]+(-[a-z0-9]+)*\/[a-z0-9]+(-[a-z0-9]+)*|https:\/\/\S+)$/,
        'Write category/slug of an article, or a web address that begins with https://.',
      )
      .optional(),
    /** First and last moment it is shown; a day counts whole. */
    from: noticeTimeSchema.optional(),
    until: noticeTimeSchema.optional(),
    /** Only on pages of these categories, and on the contact page; everywhere when absent. */
    categories: z.array(slugSchema).min(1).optional(),
    /** Only readers of these locales see it; everybody when absent. */
    locales: z.array(localeCodeSchema).min(1).optional(),
  })
  .superRefine(({ from, until }, context) => {
    if (from && until && from.length === until.length && until < from) {
      context.addIssue({
        code: 'custom',
        path: ['until'],
        message: `"until" is ${until}, before "from", ${from}. Write the last day or time, or remove the line.`,
      })
    }
  })
/** A notice with the name of its file. */
export type Notice = z.infer<typeof noticeSchema> & { id: string }

/** A notice as a reader of one locale sees it. */
export interface ShownNotice extends TextLanguage {
  id: string
  /** In words. */
  kind?: string
  severity: Notice['severity']
  text: string
  links: { text: string; url: string }[]
  categories?: string[]
  /** Epoch ms. */
  from?: number
  until?: number
}

/** Answer of `GET /api/notices?locale=fa`: what is shown now. */
export interface NoticesAnswer {
  /** Label of the button that closes one. */
  dismiss: string
  notices: ShownNotice[]
}
