import { styleText } from 'node:util'
import type { Finding } from '../contract.ts'

/** How a report is shown. */
export interface TerminalOptions {
  colours: boolean
  /** Letters in a line of the terminal. Messages are broken there; without it, each stays in one line for programs. */
  columns?: number | undefined
}

/** Whether and how wide a stream of this process is shown to a person. NO_COLOR and FORCE_COLOR are what they are everywhere (no-color.org). */
export function describeTerminal(stream: { isTTY?: boolean; columns?: number }): TerminalOptions {
  const isForced = Boolean(process.env['FORCE_COLOR']) && process.env['FORCE_COLOR'] !== '0'
  return { colours: !process.env['NO_COLOR'] && (stream.isTTY === true || isForced), columns: stream.isTTY ? stream.columns : undefined }
}

/** Longer lines are hard to read, however wide the terminal is. */
const WIDEST = 110
const INDENT = '  '
/** Findings of one rule in one file that are shown, more than a file that somebody wrote has: a picture saved as an article has 35,000, and would hide those of all others. */
const MOST_ALIKE = 1000

/**
 * Findings for a person, errors first: a line with `file:line:column`, which editors and terminals open, the severity and the rule;
 * below it what is wrong and what to do. A line that counts them comes last.
 */
export function reportToTerminal(findings: readonly Finding[], { colours, columns }: TerminalOptions): string {
  const paint = (format: Parameters<typeof styleText>[0], text: string) => (colours ? styleText(format, text, { validateStream: false }) : text)
  const show = ({ file, line, column, severity, rule, message }: Finding) => {
    const place = [file, line, column].filter((part) => part !== undefined).join(':')
    const kind = paint(['bold', severity === 'error' ? 'red' : 'yellow'], severity)
    return [`${paint('bold', showControls(place))} ${kind} ${paint('dim', rule)}`, ...wrap(showControls(message), columns)].join(`\n${INDENT}`)
  }
  const alike = Map.groupBy(findings, nameKind)
  /** Findings that are shown, and the first that is not, by their place among those of their kind. */
  const places = new Map([...alike.values()].flatMap((same) => same.slice(0, MOST_ALIKE + 1).map((finding, place) => [finding, place] as const)))
  const showFew = (finding: Finding): string[] => {
    const place = places.get(finding)
    if (place === undefined) return []
    if (place < MOST_ALIKE) return [show(finding)]
    const left = (alike.get(nameKind(finding))?.length ?? 0) - MOST_ALIKE
    return [`${INDENT}${left} more of ${finding.rule} in ${showControls(finding.file)}`]
  }
  const blocks = (['error', 'warning'] as const).map((severity) =>
    findings
      .filter((finding) => finding.severity === severity)
      .flatMap(showFew)
      .join('\n'),
  )
  const worst = findings.some(({ severity }) => severity === 'error') ? 'red' : 'yellow'
  return [...blocks, findings.length === 0 ? summarise(findings) : paint(['bold', worst], summarise(findings))].filter(Boolean).join('\n\n')
}

const nameKind = ({ severity, rule, file }: Finding) => `${severity} ${rule} ${file}`

/** Text of a file as a terminal may get it: signs that would steer it, or turn the line around, are written as their numbers. */
const showControls = (text: string) =>
  text.replace(/(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/gu, (sign) => `\\u${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`)

/** A message in lines that fit, broken between words. */
function wrap(message: string, columns: number | undefined): string[] {
  if (columns === undefined) return [message]
  const width = Math.max(20, Math.min(WIDEST, columns) - INDENT.length)
  const lines: string[] = ['']
  for (const word of message.split(' ')) {
    const line = lines.at(-1) ?? ''
    if (line === '') lines[lines.length - 1] = word
    else if (line.length + 1 + word.length > width) lines.push(word)
    else lines[lines.length - 1] = `${line} ${word}`
  }
  return lines
}

/** `3 errors, 1 warning in 2 files`. */
export function summarise(findings: readonly Finding[]): string {
  if (findings.length === 0) return 'No findings.'
  const errors = findings.filter((finding) => finding.severity === 'error').length
  const parts = [count(errors, 'error'), count(findings.length - errors, 'warning')].filter((part) => !part.startsWith('0 '))
  return `${parts.join(', ')} in ${count(new Set(findings.map((finding) => finding.file)).size, 'file')}`
}

const count = (number: number, noun: string) => `${number} ${noun}${number === 1 ? '' : 's'}`
