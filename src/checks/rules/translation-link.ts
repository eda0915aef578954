import type { Rule } from '../rule.ts'

/** A link of a translation that leads elsewhere than in the original, is missing, or is one more. */
export const translationLink: Rule = {
  id: 'translation-link',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, links } of content.differences) {
      const { original } = content.languageNames(locale)
      for (const { line, missing, added } of links) {
        const was = missing.map((href) => `"${href}"`).join(' and ')
        const is = added.map((href) => `"${href}"`).join(' and ')
        const problem =
          missing.length === 0
            ? `${is} is a link that ${original} lacks`
            : added.length === 0
              ? `${original} has a link to ${was} here`
              : `${was} in ${original} is ${is} here`
        const advice = added.length === 0 ? 'Add it.' : missing.length === 0 ? 'Remove it, or add it to the original.' : 'Correct the address.'
        report({ file }, `${problem}. ${advice}`, { line })
      }
    }
  },
}
