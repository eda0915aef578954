import type { PublishedArticle } from './contract.ts'
import type { ArticleFigure } from './queries/articles.ts'
import { measureEffort } from './statistics/effort.ts'
import { isEnough, measureProportion } from './statistics/proportion.ts'

/** Orders of the list; the first is the default. */
export const SORTS = ['fix', 'lowest', 'highest', 'views', 'votes', 'effort', 'title'] as const
export type Sort = (typeof SORTS)[number]

/** One article in one language, with its name on the site. */
export interface ArticleFigures extends ArticleFigure {
  title: string
  category: string
  /** Address on the site; absent when the article is not published. */
  url?: string | undefined
  /** False for an article with figures that the built site does not have (any more). */
  isPublished: boolean
}

export interface Listing {
  /** One language, or all of them. */
  locale?: string | undefined
  category?: string | undefined
  article?: string | undefined
  sort: Sort
}

/** From how many tickets on a fix is worth a place at the top; below, chance decides. */
const WORTH_FIXING = 0.5

/** Every article of the site and every one with figures, in the order asked for. */
export function listArticles(
  figures: ArticleFigure[],
  published: PublishedArticle[] | undefined,
  { locale, category, article, sort }: Listing,
): ArticleFigures[] {
  const rows = new Map<string, ArticleFigures>()
  for (const row of figures) {
    // Without a list of articles nothing can be said to be gone.
    rows.set(`${row.locale} ${row.article}`, { ...row, title: row.article, category: row.article.split('/')[0] ?? '', isPublished: published === undefined })
  }
  for (const { path, locale, title, url, category, categoryTitle } of published ?? []) {
    const row = rows.get(`${locale} ${path}`) ?? makeEmpty(path, locale)
    rows.set(`${locale} ${path}`, { ...row, title, url, category: categoryTitle ?? category, isPublished: true })
  }
  const isMeant = (row: ArticleFigures) =>
    (!locale || row.locale === locale) && (!category || row.article.startsWith(`${category}/`)) && (!article || row.article === article)
  return sortArticles([...rows.values()].filter(isMeant), sort)
}

function makeEmpty(article: string, locale: string): ArticleFigure {
  const nothing = measureProportion(0, 0)
  return {
    article,
    locale,
    views: 0,
    visits: 0,
    helpful: nothing,
    expected: 0.5,
    effort: measureEffort([0, 0, 0, 0, 0, 0, 0]),
    reasons: [],
    comments: 0,
    contact: { rate: nothing, shrunk: 0, avoidable: 0 },
  }
}

/** Ranks by the lower bound of the interval, never by the raw share: two of two yes is no proof. Too few come last. */
function sortArticles(articles: ArticleFigures[], sort: Sort): ArticleFigures[] {
  const byTitle = (a: ArticleFigures, b: ArticleFigures) => a.title.localeCompare(b.title) || a.locale.localeCompare(b.locale)
  const lastWhenFew = (n: number, value: number) => (isEnough(n) ? value : Number.POSITIVE_INFINITY)
  const lowest = ({ helpful }: ArticleFigures) => lastWhenFew(helpful.n, helpful.low)
  const rank: Record<Sort, (row: ArticleFigures) => number> = {
    fix: ({ contact }) => (contact.avoidable >= WORTH_FIXING ? -contact.avoidable : 0),
    lowest,
    highest: ({ helpful }) => lastWhenFew(helpful.n, -helpful.low),
    effort: ({ effort }) => lastWhenFew(effort.n, effort.mean ?? 0),
    views: ({ views }) => -views,
    votes: ({ helpful }) => -helpful.n,
    title: () => 0,
  }
  const fewest = (row: ArticleFigures) => (sort === 'effort' ? -row.effort.n : -row.helpful.n)
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
  const secondly = (a: ArticleFigures, b: ArticleFigures) =>
    sort === 'title' ? 0 : (sort === 'fix' ? compare(lowest(a), lowest(b)) : 0) || compare(fewest(a), fewest(b)) || compare(-a.views, -b.views)
  return articles.toSorted((a, b) => compare(rank[sort](a), rank[sort](b)) || secondly(a, b) || byTitle(a, b))
}
