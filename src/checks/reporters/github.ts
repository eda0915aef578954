import type { Finding } from '../contract.ts'
import { summarise } from './terminal.ts'

/**
 * Findings as workflow commands, which GitHub shows beside the changed lines
 * (docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-error-message).
 */
export function reportToGithub(findings: readonly Finding[]): string {
  const lines = findings.map(({ severity, file, line, column, rule, message }) => {
    const where = { file, line, col: column, title: rule }
    const properties = Object.entries(where).flatMap(([name, value]) =>
      value === undefined ? [] : [`${name}=${encodeText(String(value)).replace(/[:,]/g, encode)}`],
    )
    return `::${severity} ${properties.join(',')}::${encodeText(message)}`
  })
  return [...lines, summarise(findings)].join('\n')
}

const encode = (sign: string) => `%${sign.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
const encodeText = (text: string) => text.replace(/[%\r\n]/g, encode)
