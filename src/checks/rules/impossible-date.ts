import { isFuture } from '../../articles/days.ts'
import { findFieldPlace } from '../../articles/parse.ts'
import type { Rule } from '../rule.ts'

/** Days that cannot be: of a change that has not happened yet, or of one before the article was there. Feeds and search engines believe them. */
export const impossibleDate: Rule = {
  id: 'impossible-date',
  severity: 'warning',
  check(content, report) {
    for (const article of content.tree.articles) {
      const { source, frontMatter: own = {} as never } = article
      // A "published" to come is a plan: the article is built from that day on.
      const isAhead = own.updated !== undefined && isFuture(own.updated, content.now)
      if (isAhead) {
        const message = `"updated" is ${own.updated}, which is still to come. Write the day it happened. Until that day feeds leave the change out.`
        report(article, message, findFieldPlace(source, ['updated']))
      }
      const published = content.frontMatter(article.locale, article.path)?.published
      if (isAhead || !own.updated || !published || published <= own.updated) continue
      const message = `"updated" is ${own.updated}, before the article was published, ${published}. Correct the one that is wrong.`
      report(article, message, findFieldPlace(source, ['updated']))
    }
  },
}
