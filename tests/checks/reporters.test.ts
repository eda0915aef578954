import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/checks/contract.ts'
import { reportAsJson } from '../../src/checks/reporters/json.ts'
import { reportToTerminal, summarise } from '../../src/checks/reporters/terminal.ts'

const error: Finding = { rule: 'dead-link', severity: 'error', file: 'content/a.mdx', line: 3, column: 5, message: 'Gone.' }
const warning: Finding = { rule: 'missing-alt', severity: 'warning', file: 'content/b.mdx', message: 'No words.' }

describe('reporters', () => {
  it('prints one line per finding and a line that counts them', () => {
    expect(reportToTerminal([error, warning], { colours: false })).toBe(
      'content/a.mdx:3:5 dead-link  Gone.\ncontent/b.mdx missing-alt  No words.\n1 error, 1 warning in 2 files',
    )
  })

  it('colours errors and warnings apart on a terminal', () => {
    expect(reportToTerminal([error], { colours: true })).toContain('\u001b[31mdead-link')
    expect(reportToTerminal([warning], { colours: true })).toContain('\u001b[33mmissing-alt')
  })

  it('counts in words that fit the number', () => {
    expect(summarise([])).toBe('No findings.')
    expect(summarise([error, error, error, { ...warning, file: error.file }])).toBe('3 errors, 1 warning in 1 file')
  })

  it('gives programs every field of every finding', () => {
    expect(JSON.parse(reportAsJson([error, warning]))).toEqual([error, warning])
  })
})
