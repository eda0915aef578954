import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { memoryPages, validateXML } from 'xmllint-wasm'
import { importMarkdown } from '../../src/articles/import/import-markdown.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { writePo } from '../../src/translations/exchange/po.ts'
import { type ExchangedArticle, makeSegments } from '../../src/translations/exchange/segment.ts'
import { writeXliff } from '../../src/translations/exchange/xliff.ts'
import { Translations } from '../../src/translations/status.ts'
import { findCorpora } from '../fixtures/corpora.ts'

const readSchema = (name: string) => readFileSync(join(import.meta.dirname, '../fixtures/xliff-schema', name), 'utf8')

/** What the schema of XLIFF 2.0 says against a file. */
async function findProblems(xml: string): Promise<string[]> {
  const { errors } = await validateXML({
    xml: [{ fileName: 'export.xlf', contents: xml }],
    schema: [readSchema('xliff-core-2.0.xsd')],
    preload: [{ fileName: 'informativeCopiesOf3rdPartySchemas/w3c/xml.xsd', contents: readSchema('xml.xsd') }],
    maxMemoryPages: memoryPages.GiB,
  })
  return errors.map(({ rawMessage }) => rawMessage)
}

function exportAll(dir: string, locale: string): { translations: Translations; articles: ExchangedArticle[] } {
  const translations = new Translations(readContentTree(dir))
  const paths = [...new Set(translations.tree.articles.map(({ path }) => path))]
  return { translations, articles: paths.flatMap((path) => makeSegments(translations, locale, path) ?? []) }
}

describe('XLIFF for translators', () => {
  it.each(['fa', 'he', 'ru', 'lv', 'de'])('of the product’s own help centre is what the standard calls XLIFF, into %s', async (locale) => {
    const { translations, articles } = exportAll('content', locale)
    expect(await findProblems(writeXliff(articles, translations.originalLocale, locale))).toEqual([])
  })

  it.each(findCorpora())(
    'of $name is what the standard calls XLIFF, in every language',
    async ({ dir }) => {
      const target = mkdtempSync(join(tmpdir(), 'waymark-schema-'))
      importMarkdown(dir, target)
      for (const locale of new Translations(readContentTree(target)).locales) {
        const { translations, articles } = exportAll(target, locale)
        expect(await findProblems(writeXliff(articles, translations.originalLocale, locale)), locale).toEqual([])
      }
    },
    300_000,
  )

  it('holds signs that XML cannot, an earlier original, and what looks like markup', async () => {
    const segment = {
      id: 'b0123456789ab.2',
      source: 'A \u0007 & <b>"c"</b> ]]> \u202E',
      target: '\u0001',
      before: 'Was \u000B.',
      note: '<p> & ]]>',
      kind: 'paragraph' as const,
      line: 1,
    }
    const articles = [{ path: 'a/b', file: 'articles/en/a/b.mdx', segments: [segment, { ...segment, id: 'b0', target: undefined }] }]
    expect(await findProblems(writeXliff(articles, 'en', 'fa'))).toEqual([])
  })

  it('is found to be wrong when it is', async () => {
    const { articles } = exportAll('content', 'lv')
    const xml = writeXliff(articles.slice(0, 1), 'en', 'lv')
    for (const [from, to] of [
      [' srcLang="en"', ''],
      ['<segment state="translated">', '<segment state="done">'],
      ['<source>', '<original>x</original><source>'],
    ] as const) {
      expect(await findProblems(xml.replace(from, to)), from).not.toEqual([])
    }
  })
})

describe('PO for translators', () => {
  it.each(findCorpora())(
    'of $name is accepted by gettext, in every language',
    ({ dir }) => {
      const target = mkdtempSync(join(tmpdir(), 'waymark-po-'))
      importMarkdown(dir, target)
      for (const locale of new Translations(readContentTree(target)).locales) {
        const { translations, articles } = exportAll(target, locale)
        const file = join(target, `${locale}.po`)
        writeFileSync(file, writePo(articles, translations.originalLocale, locale))
        const { status, stderr } = spawnSync('msgfmt', ['--check', '-o', '/dev/null', file], { encoding: 'utf8' })
        expect([status, stderr.replace(/^.*warning: header field 'PO-Revision-Date' missing in header\n/gm, '')], locale).toEqual([0, ''])
      }
    },
    300_000,
  )
})
