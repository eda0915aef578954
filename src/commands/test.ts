import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'

const REPORT = '.cache/tests.json'

/** Runs a command to its end and resolves with whether it succeeded. */
function run(command: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => spawn(command, args, { stdio: 'inherit' }).on('exit', (code) => resolve(code === 0)))
}

// The check counts as one test; then everything else, a real browser included.
const isChecked = await run('node', ['src/commands/check.ts'])
mkdirSync('.cache', { recursive: true })
// A runner that breaks writes no report, and the one of an earlier run would speak for it.
rmSync(REPORT, { force: true })
const isTested = await run('node', [
  'node_modules/vitest/vitest.mjs',
  'run',
  '--config',
  'tests/vitest.config.ts',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${REPORT}`,
  ...process.argv.slice(2),
])
const report = existsSync(REPORT)
  ? (JSON.parse(readFileSync(REPORT, 'utf8')) as { numPassedTests: number; numFailedTests: number })
  : { numPassedTests: 0, numFailedTests: 0 }
const passed = report.numPassedTests + (isChecked ? 1 : 0)
// A file that breaks before its first test has no failed test of its own.
const failed = Math.max(report.numFailedTests, isTested ? 0 : 1) + (isChecked ? 0 : 1)
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed === 0 ? 0 : 1
