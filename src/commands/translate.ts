// Everything for translators: `npm run translate -- status | new | diff | confirm | minor | export | import`.
import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readContentTree } from '../articles/tree.ts'
import { Translations } from '../translations/status.ts'
import { changeContent, ContentBusy } from './content-lock.ts'
import { begin } from './translate/begin.ts'
import { confirm, minor } from './translate/confirm.ts'
import { showDiff } from './translate/diff.ts'
import { exportFiles, importFiles } from './translate/exchange.ts'
import { TranslateError } from './translate/request.ts'
import { showStatus } from './translate/status.ts'

const VERBS = { status: showStatus, new: begin, diff: showDiff, confirm, minor, export: exportFiles, import: importFiles }

const USAGE = `npm run translate -- <verb>

  status [<locale>] [--views <file>] [--all] [--json]
                                         what is translated, behind, missing; what to do next first. Views of articles come
                                         from the server's database, or from the table of articles that the insights export
  new <locale> <article>…                begins a translation: the original's file with the front matter that a translation has
  diff <locale> <article> [--json]       what changed in the original, with the translation beside it
  confirm <locale>|all <article>… [--line <n>]
                                         the translation says what the original says now; --line: only this block
  minor <article> [--line <n>] [--locale <locale>]
                                         the edit of the original changes nothing for translations
  export --locale <locale> [--format xliff|po] [--to <folder>] [<category>|<article>…]
                                         files for translators' tools (XLIFF 2.0 or gettext PO), in ./translate
  import <file>… [--locale <locale>] [--json]
                                         brings them back; an article with a broken segment keeps its old text

Articles are named category/slug. The content is that of CONTENT_DIR (./content).`

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      locale: { type: 'string' },
      line: { type: 'string' },
      format: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
      all: { type: 'boolean' },
      views: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  })
  const [name, ...words] = positionals
  const verb = VERBS[name as keyof typeof VERBS]
  if (values.help) console.log(USAGE)
  else if (!verb) throw new TranslateError(name ? `"${name}" is not known.\n\n${USAGE}` : USAGE)
  else {
    const colours = !process.env['NO_COLOR'] && process.stdout.isTTY === true
    // All of them may write: what has no record gets one.
    await changeContent(() => verb({ translations: openTranslations(), words, options: values, colours }))
  }
} catch (error) {
  const isOption = error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')
  if (!(isOption || error instanceof TranslateError || error instanceof ContentBusy)) throw error
  console.error(isOption ? `${error.message}\n\n${USAGE}` : error.message)
  process.exitCode = 2
}

function openTranslations(): Translations {
  const dir = process.env['CONTENT_DIR'] || './content'
  if (!existsSync(dir)) throw new TranslateError(`There is no folder "${dir}". Set CONTENT_DIR to the folder that holds settings.yml and articles/.`)
  const tree = readContentTree(dir)
  if (!tree.settings) throw new TranslateError(`${tree.findings[0]?.message ?? 'settings.yml cannot be read.'} Run "npm run check".`)
  return new Translations(tree)
}
