import type { Backlink, Finding } from '../checks/contract.ts'

/** Where the development server tells what readers say: `<locale>/<category>/<slug>` comes after it. */
export const FEEDBACK_PATH = '/@writer/feedback/'

/** How an article is led to, as its writer would say it. */
export const HOW: Record<Backlink['how'], string> = {
  link: 'link',
  related: 'to read next',
  popular: 'popular articles of the settings',
  glossary: 'term of the glossary',
  guide: 'guide',
  notice: 'notice',
}

/** Warnings elsewhere that a page lists; thousands would make every page of a large site slow. */
const ELSEWHERE = 12

/** What a page tells its writer: everything of its own file, and of the others all errors and the first warnings. */
export function sortFindings(findings: readonly Finding[], file: string | undefined): { here: Finding[]; elsewhere: Finding[]; more: number } {
  const here = findings.filter((finding) => finding.file === file)
  const others = findings.filter((finding) => finding.file !== file)
  const errors = others.filter(({ severity }) => severity === 'error')
  const warnings = others.filter(({ severity }) => severity === 'warning')
  return { here, elsewhere: [...errors, ...warnings.slice(0, ELSEWHERE)], more: Math.max(0, warnings.length - ELSEWHERE) }
}

/** `2 errors, 1 warning`; empty without any. */
export function countFindings(findings: readonly Finding[]): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length
  const count = (number: number, noun: string) => (number === 0 ? [] : [`${number} ${noun}${number === 1 ? '' : 's'}`])
  return [...count(errors, 'error'), ...count(findings.length - errors, 'warning')].join(', ')
}
