import { didYouMean, findNearest } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** A folder that categories.yml does not list: its articles would not be built. */
export const unknownCategory: Rule = {
  id: 'unknown-category',
  severity: 'error',
  check(content, report) {
    const ids = content.tree.categories.map((category) => category.id)
    if (ids.length === 0) return
    for (const article of content.articles) {
      if (ids.includes(article.category)) continue
      const near = didYouMean(findNearest(article.category, ids))
      report(article, `There is no category "${article.category}".${near} Categories are listed in ${content.fileName('categories.yml')}.`, { line: 1 })
    }
  },
}
