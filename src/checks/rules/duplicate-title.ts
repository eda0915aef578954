import { findFieldPlace } from '../../articles/parse.ts'
import type { Rule } from '../rule.ts'

/** Two articles with one title: in lists and results readers cannot tell which of them they want. */
export const duplicateTitle: Rule = {
  id: 'duplicate-title',
  severity: 'warning',
  check(content, report) {
    const seen = new Map<string, { file: string; path: string }>()
    for (const article of content.tree.articles) {
      const { frontMatter, locale, path } = article
      if (!frontMatter) continue
      const key = `${locale} ${frontMatter.title.normalize('NFKC').toLocaleLowerCase(locale).replace(/\s+/g, ' ')}`
      const first = seen.get(key)
      if (!first) seen.set(key, article)
      // Two files of one article have a finding of their own.
      else if (first.path !== path)
        report(
          article,
          `The title "${frontMatter.title}" is that of ${first.file}, too, so readers cannot tell the two apart. Say in each what only it answers, or join them.`,
          findFieldPlace(article.source, ['title']),
        )
    }
  },
}
