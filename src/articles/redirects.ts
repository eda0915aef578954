import type { Article, Library } from './library.ts'
import type { BuiltRedirects, Redirect } from './redirect-contract.ts'

/** An old address and the page that its readers are sent to. */
export interface RedirectPage {
  /** Address without %-codes, e.g. `/lv/account/sign-in/`. */
  from: string
  article: Article
  /** The old address is the former place of an article, whose Markdown was there too. */
  isPlace: boolean
}

/** Where each former place of an article leads in the end, by itself; what goes in a circle is left out. */
export function followRedirects(redirects: readonly Redirect[]): Map<string, string> {
  const next = new Map(redirects.map(({ from, to }) => [from, to]))
  const ends = new Map<string, string>()
  for (const { from } of redirects) {
    const seen = new Set([from])
    let end = next.get(from)!
    while (next.has(end) && !seen.has(end)) {
      seen.add(end)
      end = next.get(end)!
    }
    if (!seen.has(end)) ends.set(from, end)
  }
  return ends
}

/** Every old address with its page. Where an article stands now, nothing is redirected. */
export function listRedirects(library: Library): RedirectPage[] {
  const ends = followRedirects(library.redirects)
  return library.redirects.flatMap(({ from, locale }) => {
    const to = ends.get(from)
    if (to === undefined) return []
    const isPlace = !from.startsWith('/')
    const codes = isPlace ? library.locales : [locale && library.locales.includes(locale) ? locale : library.defaultLocale]
    return codes.flatMap((code) => {
      const article = library.article(code, to)
      if (!article || (isPlace && library.article(code, from))) return []
      return [{ from: isPlace ? library.url(code, `/${from}/`) : from, article, isPlace }]
    })
  })
}

/** What the server is told: every old address, that of an article's Markdown too. */
export function describeRedirects(library: Library): BuiltRedirects {
  const ends = followRedirects(library.redirects)
  const isMoved = ([from, to]: [string, string]) =>
    !from.startsWith('/') && library.article(library.defaultLocale, to) && !library.article(library.defaultLocale, from)
  const addresses = listRedirects(library).flatMap(({ from, article, isPlace }) => {
    const page: [string, string][] = [[from, article.url]]
    return isPlace ? [...page, [`${from.slice(0, -1)}.md`, `${article.url.slice(0, -1)}.md`] as [string, string]] : page
  })
  return { articles: Object.fromEntries([...ends].filter(isMoved)), addresses: Object.fromEntries(addresses) }
}
