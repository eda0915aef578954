import type { Finding } from '../checks/contract.ts'

const ARTICLE = /^(.*\barticles\/)([^/]+)(\/[^/]+\/[^/]+\.mdx?)$/

/**
 * Findings for somebody who is writing: errors first, and all translations that an edit left behind as one line for the article. There are
 * as many of those as languages after every edit, and they are work for later.
 */
export function arrangeForWriter(findings: readonly Finding[], originalLocale: string): Finding[] {
  const behind = findings.filter(({ rule, file }) => rule === 'translation-behind' && ARTICLE.test(file))
  const rest = findings.filter((finding) => !behind.includes(finding))
  const joined = [...Map.groupBy(behind, ({ file }) => file.replace(ARTICLE, `$1${originalLocale}$3`))].map(([file, those]): Finding => {
    const locales = those.map((finding) => finding.file.replace(ARTICLE, '$2')).join(', ')
    const [many, are] = those.length === 1 ? ['1 translation', 'is'] : [`${those.length} translations`, 'are']
    const message = `${many} of this article ${are} behind (${locales}). When you have finished: npm run translate -- status`
    return { rule: 'translation-behind', severity: those[0]!.severity, file, line: 1, message }
  })
  const isError = ({ severity }: Finding) => severity === 'error'
  const all = [...rest, ...joined]
  return [...all.filter(isError), ...all.filter((finding) => !isError(finding))]
}
