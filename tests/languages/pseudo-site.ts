import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { isScalar, parseDocument, visit } from 'yaml'
import { parseMdx, type Tree, visitTree } from '../../src/articles/import/mdast.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { PSEUDO_LOCALES, type PseudoLocale, pseudoText } from '../../src/languages/pseudo.ts'
import { acceptArticle } from '../../src/translations/exchange/accept.ts'
import { makeSegments, type Segment } from '../../src/translations/exchange/segment.ts'
import { Translations } from '../../src/translations/status.ts'

/** The product's own help centre with its texts and articles in both pseudo-locales too, built. What stays English is marked as English. */
export function buildPseudoSite(): { content: string; dist: string; dir: string } {
  const dir = mkdtempSync(join(tmpdir(), 'waymark-pseudo-'))
  const [content, dist] = [join(dir, 'content'), join(dir, 'dist')]
  cpSync('content', content, { recursive: true })
  const run = (...args: string[]) => {
    const env = { ...process.env, CONTENT_DIR: content, OUT_DIR: dist, DATA_DIR: join(dir, 'data') }
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
    expect(status, stdout + stderr).toBe(0)
  }
  for (const locale of PSEUDO_LOCALES) run('src/commands/new.ts', 'locale', locale)
  for (const file of ['settings.yml', 'categories.yml']) addTexts(join(content, file))
  writeFileSync(join(content, 'settings.yml'), `${readFileSync(join(content, 'settings.yml'), 'utf8')}\ntranslations:\n  page: true\n`)
  cpSync(join(content, 'articles/en'), join(content, 'articles/en-XA'), { recursive: true, filter: (file) => !file.endsWith('.mdx') })
  translateArticles(content)
  for (const locale of PSEUDO_LOCALES) translateGuides(content, locale)
  run('src/commands/check.ts', '--content-only')
  run('src/commands/build.ts')
  return { dir, content, dist }
}

/** Wherever a text is written once per language, the pseudo-locales get theirs. */
function addTexts(file: string): void {
  const document = parseDocument(readFileSync(file, 'utf8'))
  visit(document, {
    Map: (_key, node) => {
      const english = node.get('en')
      if (typeof english === 'string') for (const locale of PSEUDO_LOCALES) node.set(locale, pseudoText(english, locale))
    },
  })
  writeFileSync(file, document.toString({ lineWidth: 0 }))
}

/** Fields of a guide that readers see, and that hold one text; `questions` and `keywords` are lists of what readers type. */
const GUIDE_TEXTS = new Set(['title', 'description', 'question', 'help', 'text', 'contact'])

/** Guides have no segments: their texts are translated where they stand, addresses and names of steps stay. */
function translateGuides(content: string, locale: PseudoLocale): void {
  mkdirSync(join(content, 'guides', locale), { recursive: true })
  for (const name of readdirSync(join(content, 'guides/en'))) {
    const document = parseDocument(readFileSync(join(content, 'guides/en', name), 'utf8'))
    visit(document, {
      Pair: (_key, { key, value }) => {
        if (!isScalar(key) || !isScalar<string>(value) || typeof value.value !== 'string') return
        if (GUIDE_TEXTS.has(String(key.value))) value.value = pseudoText(value.value, locale)
        if (key.value === 'solution') value.value = translateMarkdown(value.value, (text) => pseudoText(text, locale))
      },
    })
    writeFileSync(join(content, 'guides', locale, name), document.toString({ lineWidth: 0 }))
  }
}

/** Articles go the way of a translator: segments out, segments in. */
function translateArticles(content: string): void {
  const translations = new Translations(readContentTree(content))
  const paths = translations.tree.articles.filter(({ locale }) => locale === 'en').map(({ path }) => path)
  for (const path of paths) {
    const segments = makeSegments(translations, 'en-XA', path)?.segments ?? []
    const returned = segments.map((segment) => ({ id: segment.id, target: translateSegment(segment), isFinished: true, line: 1 }))
    const { outcome, findings } = acceptArticle(translations, 'en-XA', path, returned, 'pseudo')
    expect([outcome, findings, existsSync(join(content, `articles/en-XA/${path}.mdx`))]).toEqual(['written', [], true])
  }
}

/** Letters get their marks, one for one, so that titles stay within their limits; code, tags and addresses stay. */
function translateSegment({ kind, source }: Segment): string {
  const mark = (text: string) => pseudoText(text, 'en-XA').slice(1, text.length + 1)
  if (kind === 'code') return source
  if (/^(title|description|question|property)$/.test(kind)) return mark(source)
  return translateMarkdown(source, mark)
}

/** Changes the words of a text in Markdown; code, tags and addresses stay. */
function translateMarkdown(source: string, change: (text: string) => string): string {
  const places: [number, number][] = []
  const tree = { type: 'root', children: parseMdx(source) } as Tree
  visitTree(tree, (node) => {
    const { start, end } = node.position ?? {}
    if (node.type === 'text' && start?.offset !== undefined && end?.offset !== undefined) places.push([start.offset, end.offset])
  })
  return places.toSorted(([a], [b]) => b - a).reduce((text, [start, end]) => text.slice(0, start) + change(text.slice(start, end)) + text.slice(end), source)
}
