import * as z from 'zod'
import { localeCodeSchema } from '../languages/contract.ts'
import { articlePathSchema } from './contract.ts'

const FORMER_PLACE = /^[a-z0-9]+(?:-[a-z0-9]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*$/
// It becomes the name of a file and a line of hosts' files, so nothing in it may mean something else there.
const ADDRESS = /^(?:\/(?!\.)[^\s/?#\\"<>*:;${}\p{Cc}]+)+\/?$/u

/** One entry of content/redirects.yml: where readers of an old address are sent. */
export const redirectSchema = z.strictObject({
  /** Former `category/slug` of an article, which holds in every language; or one address of an earlier site, e.g. `/hc/en-us/articles/360001-sign-in`. */
  from: z
    .string()
    .max(500, 'Use at most 500 characters.')
    .transform(decode)
    .refine(
      (from) => FORMER_PLACE.test(from) || ADDRESS.test(from),
      'Write the former category/slug, e.g. account/sign-in, or an address that begins with "/", e.g. /hc/en-us/articles/360001-sign-in. "?", "#", quotes and spaces cannot be in it.',
    ),
  /** `category/slug` of the article that is there now. */
  to: articlePathSchema,
  /** Language of the page that an address of an earlier site led to; the default one when absent. */
  locale: localeCodeSchema.optional(),
})
export type Redirect = z.infer<typeof redirectSchema>

/** content/redirects.yml: written by `npm run move` and `npm run import`, and by people. */
export const redirectsSchema = z.array(redirectSchema).superRefine((redirects, context) => {
  const seen = new Map<string, number>()
  for (const [index, { from, locale }] of redirects.entries()) {
    const key = from.replace(/\/$/, '')
    if (seen.has(key)) context.addIssue({ code: 'custom', path: [index, 'from'], message: `"${from}" is redirected twice. Keep one of the two entries.` })
    else seen.set(key, index)
    if (locale && !from.startsWith('/'))
      context.addIssue({
        code: 'custom',
        path: [index, 'locale'],
        message: `"${from}" is the former place of an article, which holds in every language. Remove "locale".`,
      })
  }
})

/** dist/redirects.json, which the build writes for the server. */
export const builtRedirectsSchema = z.object({
  /** Present `category/slug` by the former one: figures of a moved article go on. */
  articles: z.record(articlePathSchema, articlePathSchema),
  /** Address of a page by the address that leads to it. */
  addresses: z.record(z.string().startsWith('/'), z.string().startsWith('/')),
})
export type BuiltRedirects = z.infer<typeof builtRedirectsSchema>

/** An address as people read it: browsers show and copy letters of other scripts as %-codes. */
function decode(from: string): string {
  try {
    return decodeURIComponent(from)
  } catch {
    return from
  }
}
