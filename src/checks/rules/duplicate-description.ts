import type { Rule } from '../rule.ts'
import { findFieldPlace } from '../../articles/parse.ts'

/** Two articles with one description: in a list of results nobody can tell them apart. */
export const duplicateDescription: Rule = {
  id: 'duplicate-description',
  severity: 'warning',
  check(content, report) {
    const first = new Map<string, string>()
    for (const { file, locale, path, source } of content.articles) {
      const fields = 'frontMatter' in source ? source.frontMatter : undefined
      if (!fields) continue
      const place = () => findFieldPlace(source.source, ['description'])
      const same = (text: string) =>
        text
          .normalize('NFKC')
          .replace(/[\s.]+/g, ' ')
          .trim()
          .toLowerCase()
      const description = same(fields.description)
      // One word is nobody's idea of a description; it waits to be written.
      if (!description.includes(' ')) continue
      if (description === same(fields.title)) {
        report({ file }, 'The description repeats the title. Say what the reader gets from the article.', place())
        continue
      }
      const key = `${locale}\n${description}`
      const other = first.get(key)
      if (other === undefined) first.set(key, path)
      else report({ file }, `The description is the same as that of "${other}". Say what is different about this article.`, place())
    }
  },
}
