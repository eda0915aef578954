import type { Library } from '../articles/library.ts'
import { findFallbackChain } from '../languages/contract.ts'
import { SEARCH_TEXTS, type SearchSetup, type SearchText } from './contract.ts'
import { searchableLocales } from './document.ts'

/** What the browser code of a locale's pages needs; see `SearchSetup`. */
export function searchSetup(library: Library, locale: string): SearchSetup {
  const { t, template, pluralTemplates } = library.translator(locale)
  // The fallback chain first, then every language that this locale's fallback pages are in.
  const asked = new Set([...findFallbackChain(library.settings.locales, locale), ...library.articles(locale).map((article) => article.textLocale)])
  const searchable = searchableLocales(library)
  const foreign = searchable.filter((code) => code !== locale && !asked.has(code))
  const contact = library.hasContact(locale) ? [{ title: t('site.contact'), url: library.url(locale, '/contact/') }] : []
  return {
    locale,
    prefix: library.url(locale, ''),
    indexes: [...asked].filter((code) => searchable.includes(code)),
    foreign: foreign.map((code) => ({ locale: code, prefix: library.url(code, '') })),
    languages: Object.fromEntries(
      [...asked, ...foreign].map((code) => {
        const { locale, direction } = library.translator(code)
        return [code, { name: locale.name, direction }]
      }),
    ),
    texts: Object.fromEntries(SEARCH_TEXTS.map((key) => [key, template(`search.${key}`)])) as Record<SearchText, string>,
    count: pluralTemplates('search.count'),
    popular: library.settings.popular.flatMap((path) => {
      const article = library.article(locale, path)
      return article ? [{ title: article.frontMatter.title, url: article.url, category: article.category.title, locale: article.textLocale }] : []
    }),
    popularTitle: t('home.popular'),
    ways: [{ title: t('site.allArticles'), url: library.url(locale, '/search/') }, ...contact],
    help: [{ title: t('search.browse'), url: library.url(locale, '/search/') }, ...contact],
  }
}
