import type { CheckedContent } from './content.ts'
import type { Finding, Fix, Place } from './contract.ts'

/** Adds a finding of the running rule. A rule may lower its severity for a milder case, and say how to mend what can only mean one thing. */
export type Report = (where: { file: string }, message: string, place?: Place, severity?: Finding['severity'], fix?: Fix) => void

/** One thing that can be wrong with content. Each stands in a file of its own, named after its id. */
export interface Rule {
  /** Says what is wrong, e.g. `dead-link`; stable, because people search for it. */
  id: string
  /** Unless the settings say otherwise. A rule that is off is a matter of taste or of the kind of help centre. */
  severity: Finding['severity'] | 'off'
  /** The site cannot be built, or not safely, from content that breaks it, so the settings cannot lower it. */
  isNeeded?: true
  /** Looks at all content and reports everything it finds; never stops at the first. */
  check: (content: CheckedContent, report: Report) => void
}
