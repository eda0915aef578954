import { findFieldPlace } from '../../articles/parse.ts'
import type { Rule } from '../rule.ts'
import { measure } from '../width.ts'

/** Search engines cut longer summaries (www.gov.uk/guidance/content-design/writing-for-gov-uk, “Titles and summaries”). */
const LIMIT = 160

/** A description that search engines cut. */
export const longDescription: Rule = {
  id: 'long-description',
  severity: 'warning',
  check(content, report) {
    for (const { file, source } of content.articles) {
      const description = 'frontMatter' in source ? source.frontMatter?.description : undefined
      const width = description === undefined ? 0 : measure(description)
      if (width > LIMIT) {
        const message = `The description has ${width} characters. Search engines show about ${LIMIT}: say in one sentence what the reader gets.`
        report({ file }, message, findFieldPlace(source.source, ['description']))
      }
    }
  },
}
