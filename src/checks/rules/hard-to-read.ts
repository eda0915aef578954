import { findHardness } from '../readability.ts'
import type { Rule } from '../rule.ts'

/** A formula says nothing about fewer. */
const WORDS = 100

/** An article of long words and long sentences, in languages for which a formula of readability was published. */
export const hardToRead: Rule = {
  id: 'hard-to-read',
  severity: 'warning',
  check(content, report) {
    for (const article of content.articles) {
      const prose = article.passages.filter(({ kind }) => kind === 'paragraph' || kind === 'item').map(({ words }) => words)
      const ease = findHardness(article.locale, prose, WORDS)
      if (ease === undefined) continue
      const message = `This article is very hard to read: ${Math.round(ease)} of 100, and plain texts have 60 or more. Use shorter words, and make two sentences of long ones.`
      report(article, message, { line: 1 })
    }
  },
}
