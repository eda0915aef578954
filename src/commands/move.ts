// Gives an article another place in all languages: `npm run move -- <from> <to>`.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { articlePathSchema } from '../articles/contract.ts'
import { type ContentTree, readContentTree } from '../articles/tree.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'
import { didYouMean, findNearest, findNearestPath } from '../settings/nearest.ts'
import { displayPath } from '../settings/text-file.ts'
import { changeContent, ContentBusy } from './content-lock.ts'
import { finishMove, isUnfinished, makeEdits, MoveError } from './move/journal.ts'
import { planMove } from './move/plan.ts'
import type { Move } from './move/relink.ts'

const USAGE = `Usage: npm run move -- <category/slug> <category/slug> [--dry-run]
       npm run move -- --finish
Renames an article in every language, with the records of its translations, all links to it, and a redirect from its old address.
  --dry-run  Only say what would change.
  --finish   Finish a move that was cut off half-way.
The content is that of CONTENT_DIR (./content).`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'dry-run': { type: 'boolean' }, finish: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
  })
  const dir = process.env['CONTENT_DIR'] || './content'
  if (values.help) console.log(USAGE)
  else if (!existsSync(join(dir, 'settings.yml'))) throw new MoveError(`There is no settings.yml in "${dir}". Set CONTENT_DIR to the folder that holds it.`)
  else if (values.finish) await changeContent(() => finish(dir))
  else {
    const [from, to, ...others] = positionals.map((word) => word.replace(/\.mdx?$/, ''))
    if (from === undefined || to === undefined || others.length > 0) throw new MoveError(`Name the article, and where it goes.\n${USAGE}`)
    await changeContent(() => {
      if (isUnfinished(dir)) throw new MoveError('An earlier move was cut off half-way. Finish it first: npm run move -- --finish')
      move(dir, { from, to }, values['dry-run'] === true)
    })
  }
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof MoveError || error instanceof ContentBusy)) throw error
  console.error(isOption ? `${error.message.split('. ')[0]}.\n${USAGE}` : error.message)
  process.exitCode = 2
}

function move(dir: string, wanted: Move, isDry: boolean): void {
  const tree = readContentTree(dir)
  refuseMove(tree, wanted)
  const edits = planMove(tree, wanted)
  for (const { path, note, after } of edits) console.log(`${after === null ? '-' : '+'} ${displayPath(join(dir, path))}  ${note}`)
  if (isDry) {
    console.log('\nNothing was changed. Without --dry-run it is.')
    return
  }
  makeEdits(dir, edits)
  console.log(`\n${wanted.from} is ${wanted.to} now. Readers of the old address are led there after the next build.`)
  const files = new Set(edits.map(({ path }) => displayPath(join(dir, path))))
  const findings = checkContent(readContentTree(dir)).filter(({ file, severity }) => severity === 'error' && files.has(file))
  if (findings.length > 0) console.log(`\n${reportToTerminal(findings, describeTerminal(process.stdout))}`)
}

function refuseMove({ articles, categories, findings, settings }: ContentTree, { from, to }: Move): void {
  if (!settings) throw new MoveError(`${findings[0]?.message ?? 'settings.yml cannot be read.'} Run "npm run check".`)
  const unreadable = findings.find(({ rule }) => rule === 'not-utf-8' || rule === 'yaml-syntax')
  if (unreadable) throw new MoveError(`${unreadable.file}:${unreadable.line ?? 1} ${unreadable.message}\nNothing was moved.`)
  const paths = new Set(articles.map(({ path }) => path))
  if (!paths.has(from)) throw new MoveError(`There is no article "${from}".${didYouMean(findNearestPath(from, paths))} Write category/slug.`)
  const problem = articlePathSchema.safeParse(to).error?.issues[0]?.message
  if (problem) throw new MoveError(`An article cannot be at "${to}". ${problem}`)
  if (paths.has(to)) throw new MoveError(`There is an article at "${to}" already. Choose another place, or remove that one first.`)
  const known = categories.map(({ id }) => id)
  const category = to.split('/')[0]!
  if (!known.includes(category)) {
    const near = didYouMean(findNearest(category, known))
    throw new MoveError(`There is no category "${category}".${near} Categories are ${known.join(', ')}; "npm run new -- category" adds one.`)
  }
}

function finish(dir: string): void {
  if (!isUnfinished(dir)) console.log('No move was cut off: there is nothing to finish.')
  else console.log(`Finished: ${finishMove(dir).length} files.`)
}
