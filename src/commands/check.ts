import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readContentTree } from '../articles/tree.ts'
import { reportAsJson } from '../checks/reporters/json.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'

const USAGE = `Usage: npm run check -- [--content-only] [--json]
  --content-only  Check the content, not types and lint.
  --json          Print the findings in the content as JSON.`

/** Programs besides our own check, by what they look at. */
const TOOLS = [
  { name: 'types', command: 'astro', arguments: ['check'] },
  { name: 'lint', command: 'biome', arguments: ['check'] },
]

const options = readOptions()
if (options) {
  // They start first and run while this process reads the content.
  const tools = options.contentOnly ? [] : TOOLS.map(runTool)
  const contentPassed = checkContentFolder(options.json)
  const results = await Promise.all(tools)
  for (const { name, passed, output } of results) {
    // With --json only the findings go to the standard output.
    const print = options.json ? console.error : console.log
    print(passed ? `${name}: ok` : `${name}: failed\n${output.trim()}`)
  }
  process.exitCode = contentPassed && results.every((result) => result.passed) ? 0 : 1
}

function readOptions(): { contentOnly: boolean; json: boolean } | undefined {
  try {
    const { values } = parseArgs({ options: { 'content-only': { type: 'boolean' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
    if (values.help) {
      console.log(USAGE)
      return undefined
    }
    return { contentOnly: values['content-only'] ?? false, json: values.json ?? false }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message.split('. ')[0] : error}.\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

function checkContentFolder(json: boolean): boolean {
  const dir = process.env['CONTENT_DIR'] || './content'
  if (!existsSync(dir)) {
    console.error(`There is no folder "${dir}". Set CONTENT_DIR to the folder that holds settings.yml and articles/.`)
    return false
  }
  const findings = checkContent(readContentTree(dir))
  if (json) console.log(reportAsJson(findings))
  else console.log(findings.length === 0 ? 'content: ok' : reportToTerminal(findings, describeTerminal(process.stdout)))
  return !findings.some((finding) => finding.severity === 'error')
}

/** Runs a program of node_modules and keeps what it prints until it is known to matter. */
function runTool(tool: (typeof TOOLS)[number]): Promise<{ name: string; passed: boolean; output: string }> {
  return new Promise((resolve) => {
    const isWindows = process.platform === 'win32'
    const program = join('node_modules', '.bin', isWindows ? `${tool.command}.cmd` : tool.command)
    const child = spawn(program, tool.arguments, {
      shell: isWindows,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
    })
    let output = ''
    child.stdout.on('data', (chunk) => (output += chunk))
    child.stderr.on('data', (chunk) => (output += chunk))
    child.on('error', (error) => resolve({ name: tool.name, passed: false, output: `${program} could not be started: ${error.message}. Run "npm ci".` }))
    child.on('close', (code) => resolve({ name: tool.name, passed: code === 0, output }))
  })
}
