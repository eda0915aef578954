import { styleText } from 'node:util'
import type { Finding } from '../contract.ts'

/** Findings for a person: one per line, `file:line:column rule message`, then a line that counts them. */
export function reportToTerminal(findings: readonly Finding[], options: { colours: boolean }): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) => (options.colours ? styleText(format, text, { validateStream: false }) : text)
  const lines = findings.map((finding) => {
    const place = [finding.file, finding.line, finding.column].filter((part) => part !== undefined).join(':')
    const rule = paint(finding.severity === 'error' ? 'red' : 'yellow', finding.rule)
    return `${paint('bold', place)} ${rule}  ${finding.message}`
  })
  return [...lines, summarise(findings)].join('\n')
}

/** `3 errors, 1 warning in 2 files`. */
export function summarise(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.'
  const errors = findings.filter((finding) => finding.severity === 'error').length
  const parts = [count(errors, 'error'), count(findings.length - errors, 'warning')].filter((part) => !part.startsWith('0 '))
  return `${parts.join(', ')} in ${count(new Set(findings.map((finding) => finding.file)).size, 'file')}`
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
