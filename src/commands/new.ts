// Begins a file of the content: `npm run new -- article | category | notice | guide | locale`. Asks for what no flag says.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { cancel, isCancel, text } from '@clack/prompts'
import { readContentTree, type ContentTree } from '../articles/tree.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'
import { displayPath } from '../settings/text-file.ts'
import type { Question } from './new/thing.ts'
import { THINGS } from './new/things.ts'

const USAGE = `Usage: npm run new -- <what> [flags]
${Object.entries(THINGS)
  .map(
    ([name, { questions }]) => `  ${name.padEnd(9)} ${questions.map((question) => `--${question.name}${question.otherwise ? ' (optional)' : ''}`).join(' ')}`,
  )
  .join('\n')}
In a terminal it asks for what no flag says. The content is that of CONTENT_DIR (./content).`

class RequestError extends Error {}

try {
  const [kind = '', ...rest] = process.argv.slice(2)
  const thing = THINGS[kind]
  if (kind === '--help' || kind === '-h') console.log(USAGE)
  else if (!thing) throw new RequestError(`${kind === '' ? 'Say what to begin' : `"${kind}" cannot be begun`}.\n${USAGE}`)
  else {
    const dir = process.env['CONTENT_DIR'] || './content'
    if (!existsSync(join(dir, 'settings.yml'))) throw new RequestError(`There is no settings.yml in "${dir}". Set CONTENT_DIR to the folder that holds it.`)
    const tree = readContentTree(dir)
    const { values } = parseArgs({ args: rest, options: Object.fromEntries(thing.questions.map(({ name }) => [name, { type: 'string' as const }])) })
    const answers: Record<string, string> = {}
    for (const question of thing.questions) answers[question.name] = await answer(question, values[question.name] as string | undefined, tree)
    write(dir, thing.make(answers, tree), kind)
  }
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof RequestError)) throw error
  console.error(isOption ? `${error.message.split('. ')[0]}.\n${USAGE}` : error.message)
  process.exitCode = 2
}

async function answer(question: Question, given: string | undefined, tree: ContentTree): Promise<string> {
  const isAsked = given === undefined && process.stdin.isTTY === true
  if (!isAsked) {
    const value = given ?? question.otherwise?.(tree)
    if (value === undefined) throw new RequestError(`--${question.name} is missing: ${question.ask} For example --${question.name} "${question.example}".`)
    const problem = question.check(value, tree)
    if (problem) throw new RequestError(`--${question.name} is "${value}". ${problem}`)
    return value
  }
  const initialValue = question.otherwise?.(tree)
  const reply = await text({
    message: question.ask,
    placeholder: question.example,
    ...(initialValue && { initialValue }),
    validate: (value) => question.check(value ?? '', tree),
  })
  if (!isCancel(reply)) return reply
  cancel('Nothing was written.')
  process.exit(130)
}

function write(dir: string, files: Map<string, string>, kind: string): void {
  const lists = new Set(['categories.yml', 'settings.yml'])
  for (const path of files.keys())
    if (!lists.has(path) && existsSync(join(dir, path)))
      throw new RequestError(`${displayPath(join(dir, path))} exists already. Choose another name for the ${kind}.`)
  const written = [...files].map(([path, content]) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true })
    writeFileSync(join(dir, path), content)
    return displayPath(join(dir, path))
  })
  console.log(`Written: ${written.join(', ')}`)
  const findings = checkContent(readContentTree(dir)).filter(({ file }) => written.includes(file))
  if (findings.length > 0) console.log(reportToTerminal(findings, describeTerminal(process.stdout)))
}
