import type { Rule } from '../rule.ts'

const ADVICE = {
  id: 'Links and the change of language find a section by it: keep the id of the original.',
  code: 'Code is typed as it stands: keep it. Only comments and examples are translated.',
  placeholder: 'Programs fill it in: keep it as it is.',
  picture: 'Keep the name of the file: one of the same name beside the translation takes its place.',
  component: 'Keep every component with its properties; only words are translated.',
} as const

/** What must be the same in every language and is not: ids of headings, code, placeholders, pictures, components. */
export const translationParts: Rule = {
  id: 'translation-parts',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, parts } of content.differences) {
      const { original } = content.languageNames(locale)
      for (const { part, line, missing, added } of parts) {
        const was = missing.map((text) => shorten(text)).join(' and ')
        const is = added.map((text) => shorten(text)).join(' and ')
        const problem =
          added.length === 0
            ? `${was} of ${original} is missing here`
            : missing.length === 0
              ? `${original} has no ${is} here`
              : `${was} in ${original} is ${is} here`
        report({ file }, `${problem}. ${ADVICE[part]}`, { line })
      }
    }
  },
}

const shorten = (text: string) => {
  const joined = text.replace(/\s+/g, ' ')
  return `"${joined.length > 70 ? `${joined.slice(0, 69)}…` : joined}"`
}
