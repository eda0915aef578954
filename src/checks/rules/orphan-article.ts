import { findMentions } from '../mentions.ts'
import type { Rule } from '../rule.ts'

/**
 * An article that no other text leads to. Off unless the settings ask for it: every article is in the list of its category and in the
 * search, so no reader is lost; it only tells writers what could be linked.
 */
export const orphanArticle: Rule = {
  id: 'orphan-article',
  severity: 'off',
  check(content, report) {
    const mentioned = new Set(findMentions(content).map(({ to }) => to))
    const seen = new Set<string>()
    for (const { file, path } of content.articles) {
      if (mentioned.has(path) || seen.has(path)) continue
      seen.add(path)
      report({ file }, `No other text leads to "${path}". Link to it where readers need it, or name it in "related" of an article.`, { line: 1 })
    }
  },
}
