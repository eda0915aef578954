import { isPast } from '../../articles/days.ts'
import { findFieldPlace } from '../../articles/parse.ts'
import type { Rule } from '../rule.ts'

/** An article that somebody should have read again by now. Translations take the day from the original, which is told of once. */
export const reviewOverdue: Rule = {
  id: 'review-overdue',
  severity: 'warning',
  check(content, report) {
    for (const article of content.tree.articles) {
      const { reviewBy } = article.frontMatter ?? {}
      if (!reviewBy || !isPast(reviewBy, content.now)) continue
      const message = `Somebody was to read this article again by ${reviewBy}. Read it, correct what is no longer true, and set "reviewBy" to the next day it should be read.`
      report(article, message, findFieldPlace(article.source, ['reviewBy']))
    }
  },
}
