import { findFieldPlace } from '../../articles/parse.ts'
import { didYouMean, findNearestPath } from '../../settings/nearest.ts'
import type { Rule } from '../rule.ts'

/** An article to read next that does not exist. */
export const unknownRelated: Rule = {
  id: 'unknown-related',
  severity: 'error',
  check(content, report) {
    for (const article of content.articles) {
      const related = 'frontMatter' in article.source ? article.source.frontMatter?.related : undefined
      related?.forEach((path, index) => {
        if (content.paths.has(path) && path !== article.path) return
        const place = findFieldPlace(article.source.source, ['related', index])
        if (path === article.path) report(article, `"${path}" in "related" is this article itself. Remove it.`, place)
        else
          report(
            article,
            `"${path}" in "related" is no article.${didYouMean(findNearestPath(path, content.paths))} Write category/slug, without a language.`,
            place,
          )
      })
    }
  },
}
