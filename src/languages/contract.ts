import * as z from 'zod'

/** A BCP 47 language tag, e.g. `fa` or `pt-BR`. */
export const localeCodeSchema = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, 'Write a language tag such as "fa" or "pt-BR".')
  // The only language whose tag is an address that the site needs for something else.
  .refine((code) => code !== 'api', '"api" cannot be the tag of a language here, because /api/ is the address of the endpoint. Write api-Latn for Apiaká.')

/** One language of the help centre. */
export const localeSchema = z.strictObject({
  code: localeCodeSchema,
  /** The language's name in the language itself, e.g. `فارسی`. */
  name: z.string().min(1),
  /** Writing direction; found from the language when absent. */
  direction: z.enum(['ltr', 'rtl']).optional(),
  /** Which digits its articles write, `latin` (0–9) or `native` (such as ۰–۹); the check then finds others. Any when absent. */
  digits: z.enum(['latin', 'native']).optional(),
  /** Locales tried in turn for an article that is not translated; the default locale is always last. */
  fallback: z.array(localeCodeSchema).default([]),
})
export type Locale = z.infer<typeof localeSchema>

export type Direction = 'ltr' | 'rtl'

/** Attributes of a text in another language than the page around it; none when it is the page's own. */
export interface TextLanguage {
  lang?: string
  dir?: Direction
}

/** Scripts written from right to left (Unicode's right-to-left scripts in present use). */
const RIGHT_TO_LEFT_SCRIPTS = new Set(['Adlm', 'Arab', 'Aran', 'Hebr', 'Mand', 'Nkoo', 'Rohg', 'Samr', 'Syrc', 'Thaa'])

/** Direction of a locale: as set, else from the script its language is usually written in. */
export function findDirection(locale: Pick<Locale, 'code' | 'direction'>): Direction {
  if (locale.direction) return locale.direction
  const script = new Intl.Locale(locale.code).maximize().script
  return script && RIGHT_TO_LEFT_SCRIPTS.has(script) ? 'rtl' : 'ltr'
}

/** Locales to try for a text, best first: the locale, its fallbacks, the default. */
export function findFallbackChain(locales: Locale[], code: string): string[] {
  const own = locales.find((locale) => locale.code === code)
  const last = locales[0]?.code
  return [...new Set([code, ...(own?.fallback ?? []), ...(last ? [last] : [])])]
}

/** Address prefix of a locale: '' for the default, `/fa` for the others. */
export function localePrefix(locales: Locale[], code: string): string {
  return locales[0]?.code === code ? '' : `/${code}`
}
