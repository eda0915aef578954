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
