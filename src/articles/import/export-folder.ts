import { readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join, posix } from 'node:path'
import { localeCodeSchema } from '../../languages/contract.ts'
import { displayPath } from '../../settings/text-file.ts'
import { decodeText, writeHtmlArticle } from './html-page.ts'
import type { Note, SourceCategory, SourceFile, SourceFolder } from './source-folder.ts'

/** An article of another help centre, in one language. */
export interface ExportedText {
  locale: string
  title: string
  description?: string
  html: string
  isDraft: boolean
  /** Days as YYYY-MM-DD. */
  published?: string | undefined
  updated?: string | undefined
  keywords?: string[]
  /** Paths that it has there. */
  addresses: string[]
}

/** An article of another help centre. */
export interface ExportedArticle {
  id: string
  /** Id of its category; none of its own when absent. */
  category: string | undefined
  texts: ExportedText[]
}

/** What was read of an export. */
export interface Export {
  articles: ExportedArticle[]
  /** Titles and descriptions by id of the category, then by locale. */
  categories: Map<string, Map<string, SourceCategory>>
  /** The id of the article that an address of the export leads to. */
  findArticle: (address: string) => string | undefined
  /** The path of the file in the export that an address leads to. */
  findFile: (address: string) => string | undefined
}

const NO_CATEGORY = 'general'

/** An export as the importer reads folders. `language` is the language whose titles become addresses. */
export function makeSourceFolder(dir: string, file: string, read: Export, others: string[], note: Note): SourceFolder {
  const shorten = shortenLocales(read.articles.flatMap(({ texts }) => texts.map(({ locale }) => locale)))
  const categoryNames = nameAll([...read.categories].map(([id, texts]) => [id, [...texts.values()][0]?.title ?? id]))
  const articleNames = nameAll(read.articles.map(({ id, texts }) => [id, pickTitle(texts)]))
  const categoryOf = ({ category }: ExportedArticle) => (category === undefined ? NO_CATEGORY : (categoryNames.get(category) ?? NO_CATEGORY))
  const places = new Map(read.articles.map((article) => [article.id, `${categoryOf(article)}/${articleNames.get(article.id)}`]))
  const folder: SourceFolder = { dir, name: basename(file).replace(/\.json$/i, ''), locales: [], files: [], categories: new Map(), others }
  for (const article of read.articles) {
    for (const text of article.texts) {
      const locale = shorten(text.locale)
      if (!locale) {
        note('unknown-locale', displayPath(file), `"${text.title}" is in "${text.locale}", which is no language tag, so it was left out.`, 1, 'error')
        continue
      }
      const { title, description, keywords, published, updated, isDraft } = text
      const fields = {
        title,
        ...(description && { description }),
        ...(keywords && keywords.length > 0 && { keywords: keywords.slice(0, 20) }),
        ...(published && { published }),
        ...(updated && { updated }),
        ...(isDraft && { draft: true }),
      }
      const html = rewriteAddresses(text.html, locale, places, read)
      const [category = NO_CATEGORY, name = article.id] = places.get(article.id)?.split('/') ?? []
      const relative = posix.join(locale, category, `${name}.html`)
      folder.files.push({
        locale,
        category,
        name,
        relative,
        absolute: file,
        file: `${displayPath(file)} (article ${article.id}, ${text.locale})`,
        text: writeHtmlArticle(fields, html),
        addresses: text.addresses,
      } satisfies SourceFile)
      if (!folder.locales.includes(locale)) folder.locales.push(locale)
    }
  }
  for (const [id, texts] of read.categories) {
    for (const [code, text] of texts) {
      const locale = shorten(code)
      if (!locale) continue
      const known = folder.categories.get(locale) ?? new Map<string, SourceCategory>()
      folder.categories.set(locale, known.set(categoryNames.get(id) ?? id, text))
    }
  }
  return folder
}

/** Links between articles and to files of the export, as they would be in a folder of files. */
function rewriteAddresses(html: string, locale: string, places: ReadonlyMap<string, string>, { findArticle, findFile }: Export): string {
  return html.replace(/\b(href|src)\s*=\s*(["'])(.*?)\2/gi, (whole, name: string, _quote: string, value: string) => {
    const address = decodeText(value)
    const [, path = address, hash = ''] = /^([^#]*)(#.*)?$/.exec(address) ?? []
    const place = places.get(findArticle(path) ?? '')
    const file = place ? `/${locale}/${place}.html${hash}` : findFile(path)
    if (!file) return whole
    return `${name}="${(file.startsWith('/') ? file : `/${file}`).replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`
  })
}

/** Names for files, by id: the words of the title, and the id where two have the same. */
function nameAll(titles: [string, string][]): Map<string, string> {
  const slug = (title: string) =>
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '')
  const counts = new Map<string, number>()
  for (const [, title] of titles) counts.set(slug(title), (counts.get(slug(title)) ?? 0) + 1)
  return new Map(titles.map(([id, title]) => [id, slug(title) === '' ? `a-${id}` : counts.get(slug(title)) === 1 ? slug(title) : `${slug(title)}-${id}`]))
}

/** English makes the most readable addresses; else the first language. */
const pickTitle = (texts: ExportedText[]) => (texts.find(({ locale }) => /^en\b/i.test(locale)) ?? texts[0])?.title ?? ''

/** `en-us` becomes `en` when the help centre has no other English and that is what `en` means; `pt-pt` keeps its country. Undefined for no language tag. */
function shortenLocales(codes: string[]): (code: string) => string | undefined {
  const canonical = (code: string) => {
    try {
      return Intl.getCanonicalLocales(code.replaceAll('_', '-'))[0]
    } catch {
      return undefined
    }
  }
  const all = new Set(codes.map(canonical))
  return (code) => {
    const tag = canonical(code)
    if (tag === undefined) return undefined
    const { language } = new Intl.Locale(tag)
    const isOnly = [...all].filter((other) => other && new Intl.Locale(other).language === language).length === 1
    const short = isOnly && new Intl.Locale(language).maximize().region === new Intl.Locale(tag).region ? language : tag
    return localeCodeSchema.safeParse(short).success ? short : undefined
  }
}

/** A field of somebody else's JSON, of which nothing is certain. */
export type Json = Record<string, unknown>
export const asObject = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {})
export const asText = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')
export const asList = (value: unknown): Json[] => (Array.isArray(value) ? value.map(asObject) : [])

/** A file of JSON, or all of a folder, and the other files beside them as paths below it. */
export function readExportFiles(path: string, note: Note): { dir: string; values: unknown[]; others: string[] } {
  const isFolder = statSync(path).isDirectory()
  const dir = isFolder ? path : dirname(path)
  const names = isFolder ? readdirSync(path, { recursive: true, encoding: 'utf8' }).map((name) => name.replaceAll('\\', '/')) : [basename(path)]
  const files = names.filter((name) => !/(^|\/)\./.test(name) && isFile(join(dir, name))).sort()
  const values = files
    .filter((name) => /\.json$/i.test(name))
    .flatMap((name) => {
      try {
        return [JSON.parse(readFileSync(join(dir, name), 'utf8')) as unknown]
      } catch (error) {
        const message = `This file is not valid JSON, so what it says was left out: ${error instanceof Error ? error.message : error}`
        note('unreadable-file', displayPath(join(dir, name)), message, 1, 'error')
        return []
      }
    })
  return { dir, values, others: files.filter((name) => !/\.json$/i.test(name)) }
}

/** False for a link that leads nowhere, too. */
function isFile(path: string): boolean {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

/** Path of a web address; undefined when it is none. */
export function pathOf(url: string): string | undefined {
  if (!URL.canParse(url, 'https://x')) return undefined
  const { pathname } = new URL(url, 'https://x')
  try {
    return decodeURIComponent(pathname)
  } catch {
    return pathname
  }
}

/** Numbers above are milliseconds: as seconds they would lie after the year 9999. */
const LAST_SECOND = 253_402_300_799

/** A day of a time as JSON has it: ISO text, or seconds or milliseconds since 1970. Undefined for what no front matter can hold. */
export function dayOf(value: unknown): string | undefined {
  const time = typeof value === 'number' ? (value > LAST_SECOND ? value : value * 1000) : Date.parse(asText(value))
  return time >= 0 && time <= LAST_SECOND * 1000 ? new Date(time).toISOString().slice(0, 10) : undefined
}

/** Says that a tree of headings above articles became one row of categories. */
export function noteOneLevel(note: Note, path: string, found: string, kept: string): void {
  note('not-imported', displayPath(path), `The export has ${found}. Categories here have one level, so each of the ${kept} became a category of its own.`, 1)
}
