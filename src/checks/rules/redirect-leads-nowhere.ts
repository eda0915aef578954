import { followRedirects } from '../../articles/redirects.ts'
import { didYouMean, findNearestPath } from '../../settings/nearest.ts'
import { findRedirectPlace } from '../redirect-place.ts'
import type { Rule } from '../rule.ts'

/** A redirect to an article that does not exist or is a draft, or into a language that the help centre does not have. */
export const redirectLeadsNowhere: Rule = {
  id: 'redirect-leads-nowhere',
  severity: 'error',
  check(content, report) {
    const ends = followRedirects(content.tree.redirects)
    for (const [index, { from, to, locale }] of content.tree.redirects.entries()) {
      if (locale && !content.locales.includes(locale)) {
        const { file, place } = findRedirectPlace(content, index, 'locale')
        report({ file }, `"${locale}" is no locale of this help centre. Locales are ${content.locales.join(', ')}.`, place)
      }
      const end = ends.get(from)
      // What goes in a circle has a rule of its own.
      if (end === undefined) continue
      const { file, place } = findRedirectPlace(content, index, 'to')
      if (!content.paths.has(end)) {
        const near = didYouMean(findNearestPath(end, content.paths))
        report({ file }, `There is no article "${to}", so readers of "${from}" find nothing.${near} Write category/slug of an article.`, place)
      } else if (content.isDraft(content.locales[0] ?? '', end))
        report({ file }, `"${end}" is a draft, or its day has not come, so readers of "${from}" find nothing until it is published.`, place, 'warning')
    }
  },
}
