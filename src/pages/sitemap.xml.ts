import type { APIRoute } from 'astro'
import { SitemapStream, streamToPromise } from 'sitemap'
import { currentLibrary } from '../articles/current.ts'
import type { Library } from '../articles/library.ts'

/** Every page that search engines should know, with its translations. Fallback pages are left out. */
export const GET: APIRoute = async () => {
  const library = currentLibrary()
  const stream = new SitemapStream({ hostname: library.settings.url, xmlns: { news: false, image: false, video: false, xhtml: true } })
  for (const page of listPages(library)) {
    const links = page.locales.map((lang) => ({ lang, url: library.url(lang, page.path) }))
    const fallback = page.locales.includes(library.defaultLocale) ? library.defaultLocale : page.locales[0]!
    for (const { lang, url } of links) {
      stream.write({
        url,
        ...(page.updated(lang) ? { lastmod: page.updated(lang)! } : {}),
        ...(links.length > 1 ? { links: [...links, { lang: 'x-default', url: library.url(fallback, page.path) }] } : {}),
      })
    }
  }
  stream.end()
  const xml = await streamToPromise(stream)
  return new Response(new Uint8Array(xml), { headers: { 'content-type': 'application/xml; charset=utf-8' } })
}

interface SitePage {
  path: string
  locales: string[]
  updated: (locale: string) => string | undefined
}

function listPages(library: Library): SitePage[] {
  const never = () => undefined
  const { settings } = library
  const reached = library.locales.filter((locale) => library.hasContact(locale))
  const everywhere = [
    { path: '/', locales: library.locales, updated: never },
    ...(settings.saidAndDone.length > 0 ? [{ path: '/said-and-done/', locales: settings.saidAndDone, updated: never }] : []),
    ...(reached.length > 0 ? [{ path: '/contact/', locales: reached, updated: never }] : []),
  ]
  const categories = library.categories(library.defaultLocale).map(({ id }) => ({ path: `/${id}/`, locales: library.locales, updated: never }))
  const articles = library.articles(library.defaultLocale).map(({ path, translations }) => ({
    path: `/${path}/`,
    locales: translations,
    updated: (locale: string) => library.article(locale, path)?.frontMatter.updated,
  }))
  const guides = library.guides(library.defaultLocale).map(({ id, translations }) => ({ path: `/guides/${id}/`, locales: translations, updated: never }))
  const allGuides = guides.length > 0 ? [{ path: '/guides/', locales: library.locales, updated: never }] : []
  return [...everywhere, ...categories, ...articles, ...allGuides, ...guides]
}
