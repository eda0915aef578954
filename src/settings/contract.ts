import * as z from 'zod'
import { channelTypeSchema, findAddressProblem } from '../contact/channel-contract.ts'
import { holidayDaysSchema, openingHoursSchema, replyTimeSchema, timeZoneSchema } from '../contact/hours-contract.ts'
import { editorSchema } from '../editor/contract.ts'
import { surveyQuestionSchema } from '../contact/survey-contract.ts'
import { localeCodeSchema, localeSchema } from '../languages/contract.ts'

/** A text in one language for all, or one per locale: `Waymark` or `{ en: …, fa: … }`. */
export const localisedTextSchema = z.union([
  z.string().min(1),
  z.record(localeCodeSchema, z.string().min(1)).superRefine((texts, context) => {
    if (Object.keys(texts).length === 0) context.addIssue({ code: 'too_small', origin: 'record', minimum: 1, inclusive: true })
  }),
])
export type LocalisedText = z.infer<typeof localisedTextSchema>

/** A way to reach a person, shown on the contact page. */
export const channelSchema = z
  .strictObject({
    /** Decides the icon and how `address` becomes a link. */
    type: channelTypeSchema,
    /** An e-mail address, a phone number, or, for `chat` and `social`, a web address; for `visit`, the postal address. */
    address: z.string().min(1),
    /** What the channel is called, e.g. “Sales” or “@waymark”. */
    label: localisedTextSchema,
    /** What else readers should know, in words. */
    note: localisedTextSchema.optional(),
    /** When it is answered, in `contact.timeZone`, e.g. `mon-fri 9:00-17:00`. Readers see it in their own time. */
    hours: openingHoursSchema.optional(),
    /** How long an answer usually takes, e.g. `4 hours` or `1 working day`. */
    replies: replyTimeSchema.optional(),
    /** Languages that are spoken there. */
    languages: z.array(localeCodeSchema).min(1).optional(),
    /** Only readers of these locales see it; everybody when absent. */
    locales: z.array(localeCodeSchema).min(1).optional(),
  })
  .superRefine(({ type, address }, context) => {
    const message = address && findAddressProblem(type, address)
    if (message) context.addIssue({ code: 'custom', path: ['address'], message })
  })
export type Channel = z.infer<typeof channelSchema>

/** Days on which the opening hours of all channels do not hold. */
export const holidaySchema = holidayDaysSchema.extend({ name: localisedTextSchema.optional() }).superRefine(({ date, until = date }, context) => {
  if (until.length !== date.length) {
    context.addIssue({ code: 'custom', path: ['until'], message: `"until" is "${until}" and "date" is "${date}". Write both as MM-DD, or both as YYYY-MM-DD.` })
  } else if (date.length > 5 && until < date) {
    context.addIssue({ code: 'custom', path: ['until'], message: `"until" is ${until}, before "date", ${date}. Write the last day, or remove the line.` })
  }
})
export type Holiday = z.infer<typeof holidaySchema>

/** The form of the contact page, and what becomes of a message. */
export const ticketSettingsSchema = z.strictObject({
  /** Letters before a reference number, as in WM-7F3K-29. */
  prefix: z
    .string()
    .regex(/^[A-Z]{1,4}$/, 'Write one to four capital letters, e.g. WM.')
    .default('WM'),
  /** What a message can be about, in the order of the list. */
  topics: z
    .array(
      z.strictObject({
        /** Stable name, for programs and mailboxes. */
        id: z
          .string()
          .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lower-case letters a–z, digits and single hyphens.')
          .max(40),
        label: localisedTextSchema,
      }),
    )
    .min(1)
    .max(20),
  /**
   * Percentage of visits to the form that see no suggestions while they write, drawn by chance: it is what shows how many messages the others
   * save. 0 shows suggestions to everybody and measures nothing.
   */
  holdout: z.number().min(0).max(50).multipleOf(0.01).default(10),
  /** What one message costs you, in the currency of `currency`; the insights then say what suggestions save. */
  cost: z
    .strictObject({
      amount: z.number().positive(),
      /** ISO 4217, e.g. EUR. */ currency: z.string().regex(/^[A-Z]{3}$/, 'Write a currency of ISO 4217, e.g. EUR.'),
    })
    .optional(),
  /** One question at the end of a contact, `csat` or `nps`; none when absent. */
  surveys: z
    .strictObject({
      /** On the page after a message was sent. */
      sent: surveyQuestionSchema.optional(),
      /** In an e-mail when the team's tool says that a message is solved. */
      solved: surveyQuestionSchema.optional(),
    })
    .optional(),
  /** Lets readers add a file; none when absent. */
  attachment: z
    .strictObject({
      /** Largest file in megabytes. Most mailboxes refuse more than 25. */
      megabytes: z.number().min(0.1).max(15).default(5),
      /** Kinds of file, recognised by their content. */
      types: z
        .array(z.enum(['png', 'jpg', 'pdf', 'txt']))
        .min(1)
        .default(['png', 'jpg', 'pdf', 'txt']),
    })
    .optional(),
})
export type TicketSettings = z.infer<typeof ticketSettingsSchema>

/** The owner's mark. */
const logoSchema = z.preprocess(
  (value) => (typeof value === 'string' ? { src: value } : value),
  z.strictObject({
    /** A file beside settings.yml (`logo.svg`), or one in `public/` (`/logo.svg`). */
    src: z.string().min(1),
    /** The picture has the name of the help centre in it, so that the name is not written beside it. */
    showsName: z.boolean().default(false),
  }),
)

/** Why an address cannot be that of the site: all links of the pages begin at the root of their host. */
function refuseAddress(address: string): string | undefined {
  // What is no address at all is said by the schema of addresses.
  if (!URL.canParse(address)) return undefined
  const { protocol, host, username, pathname, search, hash } = new URL(address)
  if (!username && !search && !hash && /^\/*$/.test(pathname)) return undefined
  const what = pathname.length > 1 ? `a path, "${pathname}"` : 'more than a host'
  return `The address of the site is "${address}", which has ${what}. A help centre stands at the root of its host. Write ${protocol}//${host}, or give it a host of its own, such as https://help.example.com`
}

/** Public address of the site. */
const siteAddressSchema = z
  .url({ protocol: /^https?$/ })
  .superRefine((address, context) => {
    const message = refuseAddress(address)
    if (message) context.addIssue({ code: 'custom', message })
  })
  .transform((url) => url.replace(/\/+$/, ''))

/** content/settings.yml: everything the owner of a help centre sets without code. */
export const settingsSchema = z
  .strictObject({
    /** Name of the help centre, in the header and in titles. */
    name: localisedTextSchema,
    /** One sentence for search engines and the home page. */
    description: localisedTextSchema,
    /** Public address without a path, e.g. `https://help.example.com`. `SITE_URL` overrides it; without both it is where `npm start` serves. */
    url: siteAddressSchema.optional(),
    /** Whose help centre it is. `name` fills `{{company}}` in every text. */
    company: z.strictObject({
      name: localisedTextSchema,
      /** The company's own site, linked from the footer. */
      url: z.url({ protocol: /^https?$/ }).optional(),
    }),
    /** Picture before the name in the header: `logo.svg`, or `{ src: logo.svg, showsName: true }` for one that takes the place of the name. */
    logo: logoSchema.optional(),
    /** Picture on the browser's tab, square. SVG is sharp everywhere. */
    icon: z.string().min(1).optional(),
    /** Picture that other sites show beside a link to a page: PNG or JPEG, best 1200 by 630 pixels. */
    socialImage: z.string().min(1).optional(),
    /** Languages, in the order of the language picker. The first is the default, served at `/`. */
    locales: z.array(localeSchema).min(1),
    contact: z.strictObject({
      channels: z.array(channelSchema),
      /** Where the hours below are what clocks show, e.g. `Europe/Riga`. */
      timeZone: timeZoneSchema.optional(),
      holidays: z.array(holidaySchema).default([]),
      /** The form of the contact page; no form when absent. */
      tickets: ticketSettingsSchema.optional(),
    }),
    /** Address that edits a file, with `{file}` for its path in the repository. No link when absent. */
    editLink: z.string().includes('{file}', 'It must contain {file}, where the path of the article belongs.').optional(),
    /** An editor at `/admin/` for people who do not use Git; none when absent. */
    editor: editorSchema.optional(),
    /** Articles (`category/slug`) shown as popular on the home page, in this order. */
    popular: z.array(z.string().regex(/^[^/]+\/[^/]+$/, 'Write category/slug, e.g. using/find-an-answer.')).default([]),
    /** What becomes of unfinished translations. */
    translations: z
      .strictObject({
        /** Least share of blocks, in percent, that must be translated and up to date; below it readers get the fallback. */
        publishFrom: z.number().int().min(0).max(100).default(60),
        /** Shows everybody at `/translations/` how far each language is and what to do next. `npm run dev` always shows it. */
        page: z.boolean().default(false),
      })
      .prefault({}),
    /** Locales that show everybody what readers said and what was done about it, at `/said-and-done/`. None when absent. */
    saidAndDone: z.array(localeCodeSchema).default([]),
    /** Where the endpoint runs when it is not beside the site, e.g. `https://feedback.example.com`. */
    endpoint: z
      .url({ protocol: /^https?$/ })
      .transform((url) => url.replace(/\/+$/, ''))
      .optional(),
    /** Hosts a `<Video>` may play from after a click, e.g. `www.youtube-nocookie.com`. */
    videoHosts: z.array(z.hostname('Write the name of the host alone, e.g. www.youtube-nocookie.com.')).default([]),
    /** Keeps articles that were read, and the search, on the reader's device for when there is no connection. `false` keeps none, and takes away what is there. */
    offline: z.boolean().default(true),
    /** How much each rule of the check matters here, by its id, e.g. `missing-questions: off`. */
    checks: z.record(z.string(), z.enum(['error', 'warning', 'off'])).default({}),
  })
  .superRefine((settings, context) => {
    const { channels, timeZone } = settings.contact
    const timed = channels.findIndex(({ hours }) => hours)
    if (timed >= 0 && !timeZone) {
      const message = 'Opening hours need the time zone they are in. Add it to "contact": timeZone: Europe/Riga.'
      context.addIssue({ code: 'custom', path: ['contact', 'channels', timed, 'hours'], message })
    }
    const codes = settings.locales.map((locale) => locale.code)
    settings.saidAndDone.forEach((code, index) => {
      if (codes.includes(code)) return
      const message = `"${code}" is not one of the locales. Listed are ${codes.join(', ')}.`
      context.addIssue({ code: 'custom', path: ['saidAndDone', index], message, params: { known: codes } })
    })
    settings.locales.forEach((locale, index) => {
      if (codes.indexOf(locale.code) !== index) {
        context.addIssue({
          code: 'custom',
          path: ['locales', index, 'code'],
          message: `The locale "${locale.code}" is listed twice. Keep one.`,
        })
      }
      locale.fallback.forEach((code, position) => {
        if (code === locale.code || !codes.includes(code)) {
          context.addIssue({
            code: 'custom',
            path: ['locales', index, 'fallback', position],
            message: `The fallback "${code}" of "${locale.code}" is not another listed locale. Listed are ${codes.join(', ')}.`,
            // What it may have meant.
            params: { known: codes.filter((known) => known !== locale.code) },
          })
        }
      })
    })
  })
/** The settings in use, in which the address is always known. */
export type Settings = z.infer<typeof settingsSchema> & { url: string }
