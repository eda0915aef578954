import type { ContentTree } from '../articles/tree.ts'
import { RULES } from './all-rules.ts'
import { CheckedContent, type CheckOptions } from './content.ts'
import type { Finding } from './contract.ts'

/** Every problem of a content tree, by file and line. One bad file never hides the findings of another. */
export function checkContent(tree: ContentTree, options: CheckOptions = {}): Finding[] {
  return runRules(new CheckedContent(tree, options, RULES), options)
}

/** The same for content that is parsed already. */
export function runRules(content: CheckedContent, options: Pick<CheckOptions, 'errorsOnly'> = {}): Finding[] {
  const { tree } = content
  const findings: Finding[] = [...tree.findings]
  for (const rule of RULES) {
    const chosen = rule.isNeeded ? undefined : tree.readable.checks?.[rule.id]
    const level = chosen ?? rule.severity
    if (level === 'off' || (options.errorsOnly && level === 'warning')) continue
    rule.check(content, ({ file }, message, place, own, fix) => {
      const severity = chosen === undefined ? (own ?? level) : level
      findings.push({
        rule: rule.id,
        severity,
        file,
        ...(place && { line: place.line, ...(place.column !== undefined && { column: place.column }) }),
        message,
        ...(fix && { fix }),
      })
    })
  }
  return findings.sort(compareFindings)
}

function compareFindings(a: Finding, b: Finding): number {
  return compareText(a.file, b.file) || (a.line ?? 0) - (b.line ?? 0) || (a.column ?? 0) - (b.column ?? 0) || compareText(a.rule, b.rule)
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
