import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importFolder, importMarkdown } from '../articles/import/import-markdown.ts'
import { readIntercom } from '../articles/import/read-intercom.ts'
import { readZendesk } from '../articles/import/read-zendesk.ts'
import { readContentTree } from '../articles/tree.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'
import { count } from './count.ts'

const USAGE = `Usage: npm run import -- <format> <folder or file> [--to <content folder>] [--json]
  markdown  A folder with <locale>/<category>/<slug>.md (or .html) and <locale>/categories.json.
  zendesk   Answers of the Help Center API of Zendesk Guide: articles, sections, translations; one JSON file or a folder of them.
  intercom  Articles and collections as the API of Intercom lists them; one JSON file or a folder of them.
  --to      Where the content tree is written. Default ./imported.
  --json    Print the report as JSON.
The exit code is 1 when an article could not be brought over, or when the check finds errors in the result.`

const FORMATS = {
  markdown: (path: string, target: string) => importMarkdown(path, target),
  zendesk: (path: string, target: string) => importFolder((note) => readZendesk(path, note), target),
  intercom: (path: string, target: string) => importFolder((note) => readIntercom(path, note), target),
}

interface Request {
  format: keyof typeof FORMATS
  folder: string
  target: string
  json: boolean
}

const options = readOptions()
if (options) runImport(options)

function runImport({ format, folder, target, json }: Request): void {
  const report = FORMATS[format](folder, target)
  const total = Object.values(report.articles).reduce((sum, count) => sum + count, 0)
  // The check has the last word on whether the tree can be built.
  const errors = total > 0 ? checkContent(readContentTree(target)).filter((finding) => finding.severity === 'error') : []
  if (json) console.log(JSON.stringify({ ...report, checkErrors: errors }, null, 2))
  else {
    const terminal = describeTerminal(process.stdout)
    if (report.findings.length > 0) console.log(`${reportToTerminal(report.findings, terminal)}\n`)
    if (total > 0) {
      const counts = Object.entries(report.articles).map(([locale, number]) => `${locale} ${number}`)
      console.log(`${count(total, 'article')} in ${target}: ${counts.join(', ')}`)
      console.log(`Files: ${report.written} written, ${report.unchanged} unchanged, ${report.removed} removed, ${report.kept} kept as you changed them`)
      if (errors.length > 0) console.log(`\nThe check still finds errors:\n${reportToTerminal(errors, terminal)}`)
      else console.log(`Next: CONTENT_DIR=${target} npm run build`)
    }
  }
  if (total === 0)
    console.error(
      `No article was found in "${folder}". ${format === 'markdown' ? 'Articles are Markdown files at <locale>/<category>/<slug>.md, e.g. en/billing/refund.md.' : 'Give it what the API answers, with its articles and their bodies.'}`,
    )
  const isIncomplete = report.findings.some((finding) => finding.severity === 'error')
  process.exitCode = total === 0 || isIncomplete || errors.length > 0 ? 1 : 0
}

function readOptions(): Request | undefined {
  const refuse = (message: string) => {
    console.error(`${message}\n${USAGE}`)
    process.exitCode = 2
    return undefined
  }
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { to: { type: 'string', default: './imported' }, json: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } },
    })
    if (values.help) {
      console.log(USAGE)
      return undefined
    }
    const [format, folder, ...rest] = positionals
    if (!isFormat(format)) return refuse(`The format is "${format ?? ''}". It can be ${Object.keys(FORMATS).join(', ')}.`)
    if (folder === undefined || rest.length > 0) return refuse('Name one folder to import.')
    if (!existsSync(folder) || (format === 'markdown' && !statSync(folder).isDirectory())) return refuse(`There is no folder "${folder}".`)
    return { format, folder, target: values.to, json: values.json ?? false }
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message.split('. ')[0] : error}.`)
  }
}

function isFormat(name: string | undefined): name is keyof typeof FORMATS {
  return name !== undefined && Object.hasOwn(FORMATS, name)
}
