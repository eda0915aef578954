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
The first answer needs no flag: npm run new -- locale lv. The locales en-XA (marked and longer) and ar-XB (from right to left) are
made for finding text that nobody can translate. In a terminal it asks for what no flag says. The content is that of CONTENT_DIR (./content).`

class RequestError extends Error {}

try {
  const [kind = '', ...rest] = process.argv.slice(2)
  const thing = THINGS[kind]
  if ([kind, ...rest].some((word) => word === '--help' || word === '-h')) console.log(USAGE)
  else if (!thing) throw new RequestError(`${kind === '' ? 'Say what to begin' : `"${kind}" cannot be begun`}.\n${USAGE}`)
  else {
    const dir = process.env['CONTENT_DIR'] || './content'
    if (!existsSync(join(dir, 'settings.yml'))) throw new RequestError(`There is no settings.yml in "${dir}". Set CONTENT_DIR to the folder that holds it.`)
    const tree = readContentTree(dir)
    const options = Object.fromEntries(thing.questions.map(({ name }) => [name, { type: 'string' as const }]))
    const { values, positionals } = parseArgs({ args: rest, options, allowPositionals: true })
    if (positionals.length > 1) throw new RequestError(`"${positionals[1]}" is one word too many. Put quotes around what belongs together.\n${USAGE}`)
    const answers: Record<string, string> = {}
    // What stands there without a flag answers the first question.
    const given = (index: number, name: string) => (values[name] as string | undefined) ?? (index === 0 ? positionals[0] : undefined)
    for (const [index, question] of thing.questions.entries()) answers[question.name] = await answer(question, given(index, question.name), tree)
    write(dir, thing.make(answers, tree), kind)
    const note = thing.note?.(answers)
    if (note) console.log(note)
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
