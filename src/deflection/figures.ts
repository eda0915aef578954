import type { Reason } from '../feedback/contract.ts'
import type { Store } from '../storage/store.ts'
import type { PublishedArticle } from './contract.ts'
import type { Queries } from './load.ts'
import { type Effort, measureEffort } from './statistics/effort.ts'
import { isEnough, measureProportion, type Proportion } from './statistics/proportion.ts'

/** Orders of the table; the first is the default. */
export const SORTS = ['lowest', 'highest', 'views', 'votes', 'effort', 'title'] as const
export type Sort = (typeof SORTS)[number]

/** One article in one language. */
export interface ArticleFigures {
  article: string
  locale: string
  title: string
  category: string
  /** Address on the site; absent when the article is not published. */
  url?: string | undefined
  /** False for an article with figures that the built site does not have (any more). */
  isPublished: boolean
  views: number
  helpful: Proportion
  effort: Effort
  reasons: { reason: Reason; n: number }[]
}

export interface CommentFigure {
  article: string
  locale: string
  title: string
  url?: string | undefined
  /** Epoch ms. */
  time: number
  text: string
  vote: 0 | 1 | null
}

export interface Figures {
  articles: ArticleFigures[]
  comments: CommentFigure[]
  total: { views: number; helpful: Proportion; effort: Effort }
}

export interface FiguresQuestion {
  /** Only what reached us at or after this epoch ms. */
  since: number
  /** One language, or all of them. */
  locale?: string | undefined
  sort: Sort
}

type Key = { article: string; locale: string }

/** Answers a question about the articles from the events, with every article of the site in it. */
export async function gatherFigures(
  { store, queries, published }: { store: Store; queries: Queries; published: PublishedArticle[] | undefined },
  { since, locale, sort }: FiguresQuestion,
): Promise<Figures> {
  const [views, votes, scores, reasons, comments] = await Promise.all([
    store.read<Key & { views: number }>(queries.views, { since }),
    store.read<Key & { yes: number; n: number }>(queries.votes, { since }),
    store.read<Key & { score: number; n: number }>(queries.effort, { since }),
    store.read<Key & { reason: Reason; n: number }>(queries.reasons, { since }),
    store.read<Omit<CommentFigure, 'title' | 'url'>>(queries.comments, { since, locale: locale ?? '' }),
  ])

  const rows = new Map<string, ArticleFigures & { scores: number[] }>()
  const findRow = ({ article, locale }: Key) => {
    const key = `${locale} ${article}`
    const row = rows.get(key) ?? {
      article,
      locale,
      title: article,
      category: article.split('/')[0] ?? '',
      // Without a list of articles nothing can be said to be gone.
      isPublished: published === undefined,
      views: 0,
      helpful: measureProportion(0, 0),
      effort: measureEffort([0, 0, 0, 0, 0, 0, 0]),
      reasons: [],
      scores: [0, 0, 0, 0, 0, 0, 0],
    }
    rows.set(key, row)
    return row
  }
  for (const { path, locale, title, url, category, categoryTitle } of published ?? []) {
    Object.assign(findRow({ article: path, locale }), { title, url, category: categoryTitle ?? category, isPublished: true })
  }
  for (const row of views) findRow(row).views = row.views
  for (const row of votes) findRow(row).helpful = measureProportion(row.yes, row.n)
  for (const row of scores) findRow(row).scores[row.score - 1] = row.n
  for (const row of reasons) findRow(row).reasons.push({ reason: row.reason, n: row.n })

  const articles = [...rows.values()].filter((row) => !locale || row.locale === locale).map(({ scores, ...row }) => ({ ...row, effort: measureEffort(scores) }))
  return {
    articles: sortArticles(articles, sort),
    comments: comments.map((comment) => {
      const { title, url } = findRow(comment)
      return { ...comment, title, url }
    }),
    total: {
      views: articles.reduce((sum, row) => sum + row.views, 0),
      helpful: measureProportion(
        articles.reduce((sum, row) => sum + row.helpful.count, 0),
        articles.reduce((sum, row) => sum + row.helpful.n, 0),
      ),
      effort: measureEffort([0, 1, 2, 3, 4, 5, 6].map((index) => articles.reduce((sum, row) => sum + (row.effort.distribution[index] ?? 0), 0))),
    },
  }
}

/** Ranks by the lower bound of the interval, never by the raw share: two of two yes is no proof. Too few come last. */
export function sortArticles(articles: ArticleFigures[], sort: Sort): ArticleFigures[] {
  const byTitle = (a: ArticleFigures, b: ArticleFigures) => a.title.localeCompare(b.title) || a.locale.localeCompare(b.locale)
  const lastWhenFew = (n: number, value: number) => (isEnough(n) ? value : Number.POSITIVE_INFINITY)
  const rank: Record<Sort, (row: ArticleFigures) => number> = {
    lowest: ({ helpful }) => lastWhenFew(helpful.n, helpful.low),
    highest: ({ helpful }) => lastWhenFew(helpful.n, -helpful.low),
    effort: ({ effort }) => lastWhenFew(effort.n, effort.mean ?? 0),
    views: ({ views }) => -views,
    votes: ({ helpful }) => -helpful.n,
    title: () => 0,
  }
  const fewest = (row: ArticleFigures) => (sort === 'effort' ? -row.effort.n : -row.helpful.n)
  const compare = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1)
  return articles.toSorted(
    (a, b) => compare(rank[sort](a), rank[sort](b)) || (sort === 'title' ? 0 : compare(fewest(a), fewest(b)) || compare(-a.views, -b.views)) || byTitle(a, b),
  )
}
