import type { Article } from './library.ts'

/** Articles listed beside one article at most, so that a page does not grow with its category. */
const LIMIT = 12

/** The articles around one in its category, and those just before and after it. */
export function nearestSiblings(article: Article): { siblings: Article[]; previous: Article | undefined; next: Article | undefined } {
  const all = article.category.articles
  const index = all.indexOf(article)
  const start = Math.max(0, Math.min(index - LIMIT / 2, all.length - LIMIT))
  return { siblings: all.slice(start, start + LIMIT), previous: all[index - 1], next: all[index + 1] }
}

/** Puts the articles of a category in the order that their writers gave them, those without one by their titles behind. */
export function sortForReading(articles: Article[], locale: string): void {
  const collator = new Intl.Collator(locale)
  articles.sort((a, b) => orderOf(a) - orderOf(b) || collator.compare(a.frontMatter.title, b.frontMatter.title))
}

const orderOf = ({ frontMatter }: Article) => frontMatter.order ?? Number.MAX_SAFE_INTEGER
