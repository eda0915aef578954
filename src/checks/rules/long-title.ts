import { findFieldPlace } from '../../articles/parse.ts'
import type { Rule } from '../rule.ts'
import { measure } from '../width.ts'

/** Search engines cut longer titles (www.gov.uk/guidance/content-design/writing-for-gov-uk, “Titles and summaries”). */
const LIMIT = 65

/** A title that lists and search engines cut. */
export const longTitle: Rule = {
  id: 'long-title',
  severity: 'warning',
  check(content, report) {
    for (const { file, source } of content.articles) {
      const title = 'frontMatter' in source ? source.frontMatter?.title : undefined
      const width = title === undefined ? 0 : measure(title)
      if (title !== undefined && width > LIMIT) {
        const message = `The title has ${width} characters. Search engines show about ${LIMIT}: put what readers look for first, and move the rest to the description.`
        report({ file }, message, findFieldPlace(source.source, ['title']))
      }
    }
  },
}
