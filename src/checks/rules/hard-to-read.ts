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
      const prose = article.passages.filter(({ kind }) => kind === 'paragraph' || kind === 'item').flatMap(({ sentences }) => sentences)
      const hardness = findHardness(article.locale, prose, WORDS)
      if (!hardness) continue
      const { value, formula } = hardness
      const figure = formula.isEase
        ? `${Math.round(value)} of 100, and plain texts have ${formula.plain} or more`
        : `LIX ${Math.round(value)}, and plain texts have ${formula.plain} or less`
      const message = `This article is very hard to read: ${figure}. Use shorter words, and make two sentences of long ones.`
      report(article, message, { line: 1 })
    }
  },
}
