import { Feed } from 'feed'
import type { FrontMatter } from './contract.ts'
import { isFuture } from './days.ts'
import type { Library } from './library.ts'

/** Entries of a feed: enough for a reader who looks once a month. */
const LIMIT = 50

/**
 * Atom feed of a locale's own articles, the latest change first. An entry needs a day to be told from those that are read already, so an
 * article without `published` and `updated` is not in it; and a day that is still to come does not count before it is there.
 */
export function articleFeed(library: Library, locale: string, now: number): string {
  const { settings } = library
  const home = settings.url + library.url(locale, '/')
  const own = library
    .articles(locale)
    .flatMap((article) => {
      const days = happenedDays(article.frontMatter, now)
      return article.isTranslated && days.latest ? [{ article, published: days.published, latest: days.latest }] : []
    })
    .sort((a, b) => b.latest.localeCompare(a.latest))
    .slice(0, LIMIT)
  const feed = new Feed({
    id: home,
    title: library.text(settings.name, locale),
    description: library.text(settings.description, locale),
    link: home,
    language: locale,
    copyright: library.text(settings.company.name, locale),
    // A feed must have a day, too: an empty one is as old as its build.
    updated: new Date(own[0]?.latest ?? now),
    feedLinks: { atom: settings.url + library.url(locale, '/feed.xml') },
    generator: 'Waymark',
  })
  for (const { article, published, latest } of own) {
    const { title, description, author } = article.frontMatter
    feed.addItem({
      id: settings.url + article.url,
      link: settings.url + article.url,
      title,
      description,
      date: new Date(latest),
      ...(published ? { published: new Date(published) } : {}),
      ...(author ? { author: [{ name: author }] } : {}),
      category: [{ name: article.category.title }],
    })
  }
  return feed.atom1()
}

/** The day an article was published, and the last on which something happened to it. */
function happenedDays({ published, updated }: FrontMatter, now: number): { published: string | undefined; latest: string | undefined } {
  const [first, last] = [published, updated].map((day) => (day && !isFuture(day, now) ? day : undefined))
  return {
    published: first,
    latest: [first, last]
      .filter((day) => day !== undefined)
      .toSorted()
      .at(-1),
  }
}
