import { existsSync, statSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { importMarkdown } from '../articles/import/import-markdown.ts'
import { readContentTree } from '../articles/tree.ts'
import { describeTerminal, reportToTerminal } from '../checks/reporters/terminal.ts'
import { checkContent } from '../checks/run.ts'

const USAGE = `Usage: npm run import -- markdown <folder> [--to <content folder>] [--json]
  <folder>  Holds <locale>/<category>/<slug>.md and <locale>/categories.json.
  --to      Where the content tree is written. Default ./imported.
  --json    Print the report as JSON.
The exit code is 1 when something could not be brought over, or when the check finds errors in the result.`

const options = readOptions()
if (options) runImport(options)

function runImport({ folder, target, json }: { folder: string; target: string; json: boolean }): void {
  const report = importMarkdown(folder, target)
  const total = Object.values(report.articles).reduce((sum, count) => sum + count, 0)
  // The check has the last word on whether the tree can be built.
  const errors = total > 0 ? checkContent(readContentTree(target)).filter((finding) => finding.severity === 'error') : []
  if (json) console.log(JSON.stringify({ ...report, checkErrors: errors }, null, 2))
  else {
    const terminal = describeTerminal(process.stdout)
    if (report.findings.length > 0) console.log(`${reportToTerminal(report.findings, terminal)}\n`)
    if (total > 0) {
      const counts = Object.entries(report.articles).map(([locale, count]) => `${locale} ${count}`)
      console.log(`${total} articles in ${target}: ${counts.join(', ')}`)
      console.log(`Files: ${report.written} written, ${report.unchanged} unchanged, ${report.removed} removed, ${report.kept} kept as you changed them`)
      if (errors.length > 0) console.log(`\nThe check still finds errors:\n${reportToTerminal(errors, terminal)}`)
      else console.log(`Next: CONTENT_DIR=${target} npm run build`)
    }
  }
  if (total === 0)
    console.error(`No article was found in "${folder}". Articles are Markdown files at <locale>/<category>/<slug>.md, e.g. en/billing/refund.md.`)
  const isIncomplete = report.findings.some((finding) => finding.severity === 'error')
  process.exitCode = total === 0 || isIncomplete || errors.length > 0 ? 1 : 0
}

function readOptions(): { folder: string; target: string; json: boolean } | undefined {
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
    if (format !== 'markdown') return refuse(`The format is "${format ?? ''}". Only "markdown" can be imported.`)
    if (folder === undefined || rest.length > 0) return refuse('Name one folder to import.')
    if (!existsSync(folder) || !statSync(folder).isDirectory()) return refuse(`There is no folder "${folder}".`)
    return { folder, target: values.to, json: values.json ?? false }
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message.split('. ')[0] : error}.`)
  }
}
