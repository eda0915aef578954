import { existsSync, mkdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Finding } from '../../checks/contract.ts'
import { reportToTerminal } from '../../checks/reporters/terminal.ts'
import { displayPath } from '../../settings/text-file.ts'
import { acceptArticle } from '../../translations/exchange/accept.ts'
import { writePo } from '../../translations/exchange/po.ts'
import { LARGEST, readReturnedFile } from '../../translations/exchange/read-file.ts'
import { ExchangeError } from '../../translations/exchange/returned-file.ts'
import { type ExchangedArticle, makeSegments } from '../../translations/exchange/segment.ts'
import { writeXliff } from '../../translations/exchange/xliff.ts'
import { replaceFile } from '../../translations/records.ts'
import { count } from '../count.ts'
import { readLocale, readPath, TranslateError, type TranslateRequest } from './request.ts'

const FORMATS = { xliff: { extension: 'xlf', write: writeXliff }, po: { extension: 'po', write: writePo } }

/** Writes a file for translators: all articles of a locale, some categories, or some articles. */
export function exportFiles({ translations, words, options }: TranslateRequest): void {
  const locale = readLocale(translations, options.locale)
  const format = FORMATS[(options.format ?? 'xliff') as keyof typeof FORMATS]
  if (!format) throw new TranslateError(`--format is "${options.format}". Write xliff or po.`)
  const chosen = words.map((word) => (translations.tree.articles.some(({ category }) => category === word) ? word : readPath(translations, word)))
  const isChosen = (path: string) => chosen.length === 0 || chosen.some((name) => path === name || path.startsWith(`${name}/`))
  const paths = [...new Set(translations.tree.articles.map(({ path }) => path))].sort().filter(isChosen)
  const articles = paths.flatMap((path) => makeSegments(translations, locale, path) ?? [])
  const to = options.to ?? 'translate'
  mkdirSync(to, { recursive: true })
  for (const { name, text } of fileTexts(articles, (some) => format.write(some, translations.originalLocale, locale))) {
    const file = join(to, `${[locale, name].filter(Boolean).join('-')}.${format.extension}`)
    replaceFile(file, text)
    console.log(displayPath(file))
  }
  const segments = articles.flatMap((article) => article.segments)
  const open = segments.filter(({ target, before }) => target === undefined || before !== undefined).length
  console.log(
    `${count(articles.length, 'article')}, ${count(segments.length, 'segment')}, ${open} to translate. Bring them back: npm run translate -- import <file>`,
  )
}

/** One file, or one for each category when that would be too large to be read again. */
function fileTexts(articles: ExchangedArticle[], write: (articles: ExchangedArticle[]) => string): { name: string; text: string }[] {
  const whole = write(articles)
  const categories = [...new Set(articles.map(({ path }) => path.split('/')[0]!))]
  if (Buffer.byteLength(whole) <= LARGEST * 1e6 || categories.length < 2) return [{ name: '', text: whole }]
  return categories.map((name) => ({ name, text: write(articles.filter(({ path }) => path.startsWith(`${name}/`))) }))
}

/** Brings files back from translators. An article is written whole or not at all. */
export function importFiles({ translations, words, options, colours }: TranslateRequest): void {
  if (words.length === 0) throw new TranslateError('Name the files to import, e.g. translate/fa.xlf.')
  const findings: Finding[] = []
  const counts = { written: 0, unchanged: 0, refused: 0 }
  for (const word of words) {
    const file = displayPath(word)
    try {
      if (!existsSync(word) || !statSync(word).isFile()) throw new ExchangeError(`There is no file "${word}".`)
      const returned = readReturnedFile(word, translations)
      if (options.locale !== undefined && options.locale !== returned.to)
        throw new ExchangeError(`The file is a translation into "${returned.to}", not "${options.locale}".`, 1)
      for (const [path, segments] of returned.articles) {
        const accepted = acceptArticle(translations, returned.to, path, segments, file)
        counts[accepted.outcome]++
        findings.push(...accepted.findings)
      }
    } catch (error) {
      if (!(error instanceof ExchangeError)) throw error
      findings.push({
        rule: 'translation-import',
        severity: 'error',
        file,
        ...(error.line !== undefined && { line: error.line }),
        message: `${error.message} Nothing was changed.`,
      })
    }
  }
  if (options.json) console.log(JSON.stringify({ ...counts, findings }, null, 2))
  else {
    if (findings.length > 0) console.log(reportToTerminal(findings, { colours }))
    console.log(`Articles: ${counts.written} written, ${counts.unchanged} unchanged, ${counts.refused} refused`)
  }
  if (findings.some(({ severity }) => severity === 'error')) process.exitCode = 1
}
