import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readContentTree } from '../articles/tree.ts'
import type { Finding } from '../checks/contract.ts'
import { RULES } from '../checks/all-rules.ts'
import { CheckedContent } from '../checks/content.ts'
import { askExternalLinks, type ExternalOptions } from '../checks/external/check.ts'
import { applyFixes } from '../checks/fix.ts'
import { findMeant, keepBelow } from '../checks/paths.ts'
import { reportToGithub } from '../checks/reporters/github.ts'
import { reportAsJson } from '../checks/reporters/json.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent, runRules } from '../checks/run.ts'
import { didYouMean, findNearestPath } from '../settings/nearest.ts'

const USAGE = `Usage: npm run check -- [path …] [--content-only] [--json | --github] [--fix]
  path            Tell only of this file, folder or article (category/slug); types and lint are left out.
  --content-only  Check the content, not types and lint.
  --json          Print the findings in the content as JSON.
  --github        Print them as annotations of a GitHub workflow.
  --fix           Mend what can only mean one thing, then check.
  --external      Ask for links to other sites, too. Answers hold for --max-age <days> (7);
                  --allow-private asks machines of your own network as well.`

/** Programs besides our own check, by what they look at. */
const TOOLS = [
  { name: 'types', command: 'astro', arguments: ['check'] },
  { name: 'lint', command: 'biome', arguments: ['check'] },
]

/** More rounds than anybody's line has mistakes. */
const ROUNDS = 20

interface Options {
  paths: string[]
  contentOnly: boolean
  format: 'terminal' | 'json' | 'github'
  fix: boolean
  external?: Omit<ExternalOptions, 'choose'>
}

const options = readOptions()
if (options) {
  // They start first and run while this process reads the content.
  const tools = options.contentOnly ? [] : TOOLS.map(runTool)
  const contentPassed = await checkContentFolder(options)
  const results = await Promise.all(tools)
  for (const { name, passed, output } of results) {
    // With --json only the findings go to the standard output.
    const print = options.format === 'json' ? console.error : console.log
    print(passed ? `${name}: ok` : `${name}: failed\n${output.trim()}`)
  }
  process.exitCode ??= contentPassed && results.every((result) => result.passed) ? 0 : 1
}

function readOptions(): Options | undefined {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'content-only': { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
        github: { type: 'boolean', default: false },
        fix: { type: 'boolean', default: false },
        external: { type: 'boolean', default: false },
        'max-age': { type: 'string' },
        'allow-private': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      return undefined
    }
    if (values.json && values.github) throw new Error('Choose one of --json and --github')
    const format = values.json ? 'json' : values.github ? 'github' : 'terminal'
    const external = readExternalOptions(values)
    return { paths: positionals, contentOnly: values['content-only'] || positionals.length > 0, format, fix: values.fix, ...(external && { external }) }
  } catch (error) {
    console.error(`${error instanceof Error ? error.message.split('. ')[0] : error}.\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
}

function readExternalOptions(values: { external: boolean; 'max-age'?: string; 'allow-private'?: boolean }): Options['external'] {
  if (values.external) {
    const days = Number(values['max-age'] ?? 7)
    if (!(days >= 0)) throw new Error(`--max-age is "${values['max-age']}", and must be a number of days, such as 7`)
    return { days, allowPrivate: values['allow-private'] === true, cacheDir: process.env['CACHE_DIR'] || '.cache' }
  }
  const [alone] = (['max-age', 'allow-private'] as const).filter((flag) => values[flag] !== undefined)
  if (alone) throw new Error(`--${alone} belongs to --external`)
  return undefined
}

async function checkContentFolder({ paths, format, fix, external }: Options): Promise<boolean> {
  const dir = process.env['CONTENT_DIR'] || './content'
  if (!existsSync(dir)) {
    console.error(`There is no folder "${dir}". Set CONTENT_DIR to the folder that holds settings.yml and articles/.`)
    return false
  }
  const tree = readContentTree(dir)
  const meant = paths.map((path) => findMeant(path, tree))
  const unknown = paths.find((_, index) => meant[index] === undefined)
  if (unknown !== undefined) {
    const near = didYouMean(findNearestPath(unknown, new Set(tree.articles.map((article) => article.path))))
    console.error(`There is no file, folder or article "${unknown}".${near} Write a path, or an article as category/slug.`)
    process.exitCode = 2
    return false
  }
  const keep = <T extends { file: string }>(those: T[]) =>
    paths.length === 0
      ? those
      : keepBelow(
          those,
          meant.flatMap((files) => files ?? []),
        )
  let findings: Finding[] = external && !fix ? [] : keep(checkContent(tree))
  if (fix) {
    let mended = 0
    for (let round = 0; round < ROUNDS; round++) {
      const now = applyFixes(findings)
      if (now === 0) break
      mended += now
      findings = keep(checkContent(readContentTree(dir)))
    }
    console.error(mended === 0 ? 'Nothing could be mended with certainty.' : `Mended: ${mended}.`)
  }
  if (external) {
    const content = new CheckedContent(readContentTree(dir), {}, RULES)
    console.error(await askExternalLinks(content, { ...external, choose: keep }))
    findings = keep(runRules(content))
  }
  if (format === 'json') console.log(reportAsJson(findings))
  else if (format === 'github') console.log(reportToGithub(findings))
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
