import type { CheckedContent } from './content.ts'
import type { Finding, Fix, Place, RuleName } from './contract.ts'

/** Adds a finding of the running rule. A rule may lower its severity for a milder case, and say how to mend what can only mean one thing. */
export type Report = (where: { file: string }, message: string, place?: Place, severity?: Finding['severity'], fix?: Fix) => void

/** One thing that can be wrong with content. Each stands in a file of its own, named after its id. */
export interface Rule extends RuleName {
  /** Looks at all content and reports everything it finds; never stops at the first. */
  check: (content: CheckedContent, report: Report) => void
}
