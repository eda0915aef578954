// What leads readers to an article: `npm run backlinks -- <category/slug> [--json]`.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readContentTree } from '../articles/tree.ts'
import { RULES } from '../checks/all-rules.ts'
import { CheckedContent } from '../checks/content.ts'
import { findMentions, type Mention } from '../checks/mentions.ts'
import { didYouMean, findNearestPath } from '../settings/nearest.ts'

const USAGE = `Usage: npm run backlinks -- <category/slug> [--json]
Lists the links to an article, and the settings, terms, guides and notices that name it. The content is that of CONTENT_DIR (./content).`

const HOW: Record<Mention['how'], string> = {
  link: 'link',
  related: 'to read next',
  popular: 'popular',
  glossary: 'term',
  guide: 'guide',
  notice: 'notice',
}

try {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } })
  const [path, ...others] = positionals
  if (values.help) console.log(USAGE)
  else if (path === undefined || others.length > 0) refuse(`Name one article.\n${USAGE}`)
  else list(path.replace(/\.mdx?$/, ''), values.json === true)
} catch (error) {
  refuse(`${error instanceof Error ? error.message.split('. ')[0] : error}.\n${USAGE}`)
}

function list(path: string, json: boolean): void {
  const dir = process.env['CONTENT_DIR'] || './content'
  if (!existsSync(dir)) {
    refuse(`There is no folder "${dir}". Set CONTENT_DIR to the folder that holds settings.yml and articles/.`)
    return
  }
  const content = new CheckedContent(readContentTree(dir), {}, RULES)
  if (!content.paths.has(path)) {
    refuse(`There is no article "${path}".${didYouMean(findNearestPath(path, content.paths))}`)
    return
  }
  const mentions = findMentions(content)
    .filter(({ to }) => to === path)
    .map(({ place, from: _from, ...mention }) => ({ ...mention, ...place() }))
  if (json) console.log(JSON.stringify(mentions, null, 2))
  else if (mentions.length === 0) console.log(`No text leads to "${path}". Readers find it in the list of its category and in the search.`)
  else
    for (const { file, line, column, how, words } of mentions)
      console.log(`${[file, line, column].filter((part) => part !== undefined).join(':')} ${HOW[how]}${words ? `  ${words}` : ''}`)
}

function refuse(message: string): void {
  console.error(message)
  process.exitCode = 2
}
