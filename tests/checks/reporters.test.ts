import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/checks/contract.ts'
import { reportAsJson } from '../../src/checks/reporters/json.ts'
import { reportToTerminal, summarise } from '../../src/checks/reporters/terminal.ts'

const error: Finding = { rule: 'dead-link', severity: 'error', file: 'content/b.mdx', line: 3, column: 5, message: 'Gone.' }
const warning: Finding = { rule: 'missing-alt', severity: 'warning', file: 'content/a.mdx', message: 'No words.' }

describe('reporters', () => {
  it('tells errors before warnings, each with its place and severity, and counts them in the last line', () => {
    expect(reportToTerminal([warning, error, { ...error, line: 9 }], { colours: false })).toBe(
      [
        'content/b.mdx:3:5 error dead-link\n  Gone.\ncontent/b.mdx:9:5 error dead-link\n  Gone.',
        'content/a.mdx warning missing-alt\n  No words.',
        '2 errors, 1 warning in 2 files',
      ].join('\n\n'),
    )
  })

  it('colours errors and warnings apart on a terminal', () => {
    expect(reportToTerminal([error], { colours: true })).toContain('\u001b[31merror')
    expect(reportToTerminal([warning], { colours: true })).toContain('\u001b[33mwarning')
    expect(reportToTerminal([error, warning], { colours: false })).not.toContain('\u001b')
  })

  it('shows a thousand findings of a rule in a file, and says how many more there are', () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ ...error, line: index + 1 }))
    const report = reportToTerminal([...many, { ...error, file: 'content/c.mdx' }], { colours: false })
    expect(report.match(/b\.mdx:\d+/g)).toHaveLength(1000)
    expect(report).toContain('2000 more of dead-link in content/b.mdx\ncontent/c.mdx:3:5')
    expect(report).toContain('3001 errors in 2 files')
  })

  it('writes signs that would steer the terminal as their numbers', () => {
    const steering = { ...error, file: 'content/\u001b[2J.mdx', message: 'A\u0000B \u202E.' }
    expect(reportToTerminal([steering], { colours: false })).toContain('content/\\u001B[2J.mdx:3:5 error dead-link\n  A\\u0000B \\u202E.')
  })

  it('breaks messages between words where the terminal ends, and leaves them whole for programs', () => {
    const long = { ...error, message: `Write ${'one more word '.repeat(20)}here.` }
    const lines = (columns?: number) => reportToTerminal([long], { colours: false, columns }).split('\n').slice(1, -2)
    expect(lines()).toEqual([`  ${long.message}`])
    expect(Math.max(...lines(60).map((line) => line.length))).toBeLessThanOrEqual(60)
    expect(
      lines(60)
        .map((line) => line.trim())
        .join(' '),
    ).toBe(long.message)
    expect(Math.max(...lines(400).map((line) => line.length))).toBeLessThanOrEqual(110)
  })

  it('counts in words that fit the number', () => {
    expect(summarise([])).toBe('No findings.')
    expect(summarise([error, error, error, { ...warning, file: error.file }])).toBe('3 errors, 1 warning in 1 file')
  })

  it('gives programs every field of every finding', () => {
    expect(JSON.parse(reportAsJson([error, warning]))).toEqual([error, warning])
  })
})
