import type { Rule } from '../rule.ts'

/** Two files for one address: only one of them would be shown. */
export const duplicateArticle: Rule = {
  id: 'duplicate-article',
  severity: 'error',
  isNeeded: true,
  check(content, report) {
    const seen = new Map<string, string>()
    for (const { locale, path, file } of content.articles) {
      const key = `${locale}/${path}`
      const first = seen.get(key)
      if (first === undefined) seen.set(key, file)
      else report({ file }, `This file and ${first} have the same address, /${path}/. Keep one of them.`, { line: 1 })
    }
  },
}
