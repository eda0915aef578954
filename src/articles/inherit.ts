import { findFallbackChain, type Locale } from '../languages/contract.ts'
import { INHERITED_FIELDS, type FrontMatter } from './contract.ts'

/** Fields that only a complete article has: who has one of them wrote the original. */
const OF_THE_ORIGINAL = INHERITED_FIELDS.filter((field) => field !== 'draft')

/**
 * Front matter of an article in one locale with the fields it takes from its other languages, each on its own: from the default
 * locale, else along the fallback chain, else from any language that has the field. So nothing is lost when another locale becomes
 * the default. `read` gives the front matter as written. Undefined when the locale has no article.
 */
export function inheritFields(locale: string, locales: Locale[], read: (locale: string) => FrontMatter | undefined): FrontMatter | undefined {
  const own = read(locale)
  if (!own) return undefined
  const codes = locales.map(({ code }) => code)
  const others = [...new Set([...codes.slice(0, 1), ...findFallbackChain(locales, locale), ...codes])].flatMap((code) => read(code) ?? [])
  const result: Partial<FrontMatter> = {}
  const take = <Field extends (typeof INHERITED_FIELDS)[number]>(field: Field, from: FrontMatter | undefined) => {
    if (from?.[field] !== undefined) result[field] = from[field]
  }
  for (const field of OF_THE_ORIGINAL)
    take(
      field,
      others.find((other) => other[field] !== undefined),
    )
  // An unfinished translation must not hide the others, so only the original decides for all.
  const original = others.find((other) => OF_THE_ORIGINAL.some((field) => other[field] !== undefined))
  const first = read(codes[0] ?? '')
  take('draft', first?.draft === undefined ? original : first)
  return { ...result, ...own }
}
