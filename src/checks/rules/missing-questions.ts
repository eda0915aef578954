import type { Rule } from '../rule.ts'

/** An article that does not say how customers ask for it. Only where somebody has filled in the front matter: who says `kind` knows the fields. */
export const missingQuestions: Rule = {
  id: 'missing-questions',
  severity: 'warning',
  check(content, report) {
    for (const { file, locale, path, source } of content.articles) {
      const fields = 'frontMatter' in source ? source.frontMatter : undefined
      if (!fields || (fields.questions?.length ?? 0) > 0 || content.frontMatter(locale, path)?.kind === undefined) continue
      report({ file }, 'The article has no "questions". Write two or three as customers ask them: the search finds it by their words.', { line: 1 })
    }
  },
}
