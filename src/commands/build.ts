import { spawn } from 'node:child_process'
import { readContentTree } from '../articles/tree.ts'
import { reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'

/**
 * Checks the content and builds the site into OUT_DIR (dist).
 * Resolves with false, after showing every finding, when the content has errors or the build fails.
 */
export async function build(): Promise<boolean> {
  const findings = checkContent(readContentTree(process.env['CONTENT_DIR'] || 'content'))
  const errors = findings.filter((finding) => finding.severity === 'error')
  if (errors.length > 0) {
    console.error(reportToTerminal(findings, { colours: process.stderr.isTTY }))
    console.error('The site was not built: the content has errors. The last build, if any, is untouched.')
    return false
  }
  const astro = spawn('node', ['node_modules/astro/bin/astro.mjs', 'build', '--silent'], {
    stdio: 'inherit',
    // Under a test runner Astro would otherwise make a development build.
    env: { ...process.env, NODE_ENV: 'production', ASTRO_TELEMETRY_DISABLED: '1' },
  })
  return new Promise((resolve) => astro.on('exit', (code) => resolve(code === 0)))
}

if (import.meta.main) process.exitCode = (await build()) ? 0 : 1
