import { Feed } from 'feed'
import type { Library } from './library.ts'

/** Entries of a feed: enough for a reader who looks once a month. */
const LIMIT = 50

/** Atom feed of a locale's own articles, the latest change first. */
export function articleFeed(library: Library, locale: string): string {
  const { settings } = library
  const home = settings.url + library.url(locale, '/')
  const own = library
    .articles(locale)
    .filter((article) => article.isTranslated && dateOf(article))
    .sort((a, b) => dateOf(b)!.localeCompare(dateOf(a)!))
    .slice(0, LIMIT)
  const newest = own[0] && dateOf(own[0])
  const feed = new Feed({
    id: home,
    title: library.text(settings.name, locale),
    description: library.text(settings.description, locale),
    link: home,
    language: locale,
    copyright: library.text(settings.company.name, locale),
    updated: new Date(newest ?? 0),
    feedLinks: { atom: settings.url + library.url(locale, '/feed.xml') },
    generator: 'Waymark',
  })
  for (const article of own) {
    const { title, description, author, published } = article.frontMatter
    feed.addItem({
      id: settings.url + article.url,
      link: settings.url + article.url,
      title,
      description,
      date: new Date(dateOf(article)!),
      ...(published ? { published: new Date(published) } : {}),
      ...(author ? { author: [{ name: author }] } : {}),
      category: [{ name: article.category.title }],
    })
  }
  return feed.atom1()
}

const dateOf = (article: { frontMatter: { updated?: string | undefined; published?: string | undefined } }) =>
  article.frontMatter.updated ?? article.frontMatter.published
