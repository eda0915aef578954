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
      const future = (['published', 'updated'] as const).filter((field) => own[field] && isFuture(own[field], content.now))
      for (const field of future) {
        const message = `"${field}" is ${own[field]}, which is still to come. Write the day it happened. Until that day feeds and the list of new articles leave it out; "draft: true" keeps the article itself from readers.`
        report(article, message, findFieldPlace(source, [field]))
      }
      const published = content.frontMatter(article.locale, article.path)?.published
      if (future.length > 0 || !own.updated || !published || published <= own.updated) continue
      const message = `"updated" is ${own.updated}, before the article was published, ${published}. Correct the one that is wrong.`
      report(article, message, findFieldPlace(source, ['updated']))
    }
  },
}
