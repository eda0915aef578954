import { lstatSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, join, posix } from 'node:path'
import type { Finding } from '../../checks/contract.ts'
import { localeCodeSchema } from '../../languages/contract.ts'
import { displayPath } from '../../settings/text-file.ts'
import { readHtmlPage } from './html-page.ts'

/** A file of Markdown or HTML as it was found. */
export interface SourceFile {
  /** Locale code, e.g. `pt-BR`, however the folder spells it. */
  locale: string
  /** First folder below the locale's. */
  category: string
  /** Name without extension; parts of deeper folders are joined by `/`. */
  name: string
  /** Path below the imported folder, with `/`. */
  relative: string
  absolute: string
  /** Path as findings show it. */
  file: string
  text: string
  /** Addresses that it had on the site it comes from. */
  addresses?: string[]
}

/** What a locale's categories.json says about a category. */
export interface SourceCategory {
  title: string
  description: string
}

/** A folder of Markdown, read but not converted. */
export interface SourceFolder {
  dir: string
  /** From manifest.json, else the name of the folder. */
  name: string
  /** In the order of their codes. */
  locales: string[]
  files: SourceFile[]
  /** By locale, then by category folder, in the order of the file. */
  categories: Map<string, Map<string, SourceCategory>>
  /** Pictures and other files, as paths below the folder; what no article uses is left out. */
  others: string[]
}

/** Adds a line to the import report. */
export type Note = (rule: string, file: string, message: string, line?: number, severity?: Finding['severity']) => void

/** Something that had to be changed to read a text. Lines are those of the body. */
export type BlockNote = (rule: string, message: string, line: number) => void

/** Folder name of articles that stand in no category. */
export const NO_CATEGORY = 'general'

const HTML = /\.html?$/i
const MARKDOWN = /\.(md|markdown|html?)$/i

/** Reads `<dir>/<locale>/<category>/<slug>.md`. What cannot be read is noted and left out. */
export function readSourceFolder(dir: string, note: Note): SourceFolder {
  const folder: SourceFolder = { dir, name: basename(join(process.cwd(), dir)), locales: [], files: [], categories: new Map(), others: [] }
  const manifest = readJson(join(dir, 'manifest.json'), note)
  folder.name = findName(manifest) ?? basename(displayPath(dir).replace(/\/+$/, '') || folder.name)
  for (const name of list(dir, note)) {
    if (!isFolder(join(dir, name))) {
      if (MARKDOWN.test(name))
        note('misplaced-file', displayPath(join(dir, name)), 'This file stands in no language, so it was left out. Move it to a folder such as en/general.', 1)
      else if (name !== 'manifest.json') folder.others.push(name)
      continue
    }
    const code = readLocale(name, join(dir, name))
    const files = walk(join(dir, name), name, note)
    if (code === undefined || folder.locales.includes(code)) {
      if (files.some((path) => MARKDOWN.test(path))) {
        const reason = code ? `is the language "${code}" again` : 'is no language tag such as "fa" or "pt-BR"'
        note('unknown-locale', displayPath(join(dir, name)), `The folder "${name}" ${reason}, so it was left out. Rename it and import again.`, 1, 'error')
      }
      folder.others.push(...files.filter((path) => !MARKDOWN.test(path)))
      continue
    }
    const before = folder.files.length
    for (const relative of files) readFile(folder, code, relative, note)
    if (folder.files.length > before) folder.locales.push(code)
    folder.categories.set(code, readCategories(join(dir, name, 'categories.json'), note))
  }
  return folder
}

function readFile(folder: SourceFolder, locale: string, relative: string, note: Note): void {
  const absolute = join(folder.dir, relative)
  const file = displayPath(absolute)
  if (!MARKDOWN.test(relative)) {
    if (/\.(mdx|rst|adoc)$/i.test(relative)) note('not-markdown', file, 'This is neither plain Markdown (.md) nor HTML, so it was left out.', 1, 'error')
    else if (relative !== `${relative.split('/')[0]}/categories.json`) folder.others.push(relative)
    return
  }
  const read = readText(absolute)
  const text = read !== undefined && HTML.test(relative) ? readHtmlPage(read) : read
  if (text === undefined) {
    note('unreadable-file', file, 'This file is not text in UTF-8, so it was left out. Save it as UTF-8 and import again.', 1, 'error')
    return
  }
  const parts = relative.normalize('NFC').replace(MARKDOWN, '').split('/').slice(1)
  const category = parts.length > 1 ? (parts.shift() ?? NO_CATEGORY) : NO_CATEGORY
  if (parts.length > 1) note('nested-folder', file, `Articles stand directly in their category, so this one became part of "${category}".`, 1)
  folder.files.push({ locale, category, name: parts.join('/'), relative: relative.normalize('NFC'), absolute, file, text })
}

/** Text of a file in UTF-8 (or UTF-16 with its mark); undefined for anything else. */
function readText(path: string): string | undefined {
  try {
    // A pipe would be waited for without end.
    if (!statSync(path).isFile()) return undefined
    const bytes = readFileSync(path)
    const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return text.includes('\u0000') ? undefined : text.replace(/\r\n?/g, '\n')
  } catch {
    return undefined
  }
}

function readLocale(folder: string, path: string): string | undefined {
  try {
    const code = Intl.getCanonicalLocales(folder.replaceAll('_', '-'))[0] ?? ''
    if (!localeCodeSchema.safeParse(code).success) return undefined
    // "img" and "src" look like language tags; a list of categories or a known language tells.
    const isKnown = new Intl.DisplayNames(['en'], { type: 'language', fallback: 'none' }).of(code) !== undefined
    return isKnown || list(path, () => {}).includes('categories.json') ? code : undefined
  } catch {
    return undefined
  }
}

function readCategories(path: string, note: Note): Map<string, SourceCategory> {
  const json = readJson(path, note)
  const text = (value: unknown) => (typeof value === 'string' ? value.replace(/\s+/g, ' ').trim() : '')
  const entries = Array.isArray(json)
    ? json.map((item) => [(item as { id?: unknown } | null)?.id, item] as const)
    : Object.entries((json ?? {}) as Record<string, unknown>)
  const categories = new Map<string, SourceCategory>()
  for (const [id, value] of entries) {
    const fields = (typeof value === 'string' ? { title: value } : (value ?? {})) as Record<string, unknown>
    if (typeof id === 'string')
      categories.set(id.normalize('NFC'), { title: text(fields['title'] ?? fields['name']), description: text(fields['description']) })
  }
  return categories
}

function readJson(path: string, note: Note): unknown {
  if (!statSync(path, { throwIfNoEntry: false })?.isFile()) return undefined
  try {
    return JSON.parse(readText(path) ?? '')
  } catch {
    note('unreadable-file', displayPath(path), 'This file is not valid JSON, so what it says was left out.', 1)
    return undefined
  }
}

function findName(manifest: unknown): string | undefined {
  const top = (manifest ?? {}) as Record<string, unknown>
  const about = (top['about'] ?? {}) as Record<string, unknown>
  const repository =
    typeof about['repo'] === 'string'
      ? about['repo']
          .replace(/\.git$/, '')
          .split('/')
          .at(-1)
      : undefined
  return [top['name'], top['title'], about['name'], about['title'], repository]
    .find((name): name is string => typeof name === 'string' && name.trim() !== '')
    ?.trim()
}

/** Files below a folder, as paths from the imported folder. */
function walk(path: string, relative: string, note: Note): string[] {
  return list(path, note).flatMap((name) => {
    const below = posix.join(relative, name)
    const absolute = join(path, name)
    // A link may lead out of the folder, or back into itself.
    if (lstatSync(absolute).isSymbolicLink()) {
      note('symbolic-link', displayPath(absolute), 'This is a symbolic link, so it was left out. Put the file itself there and import again.', 1)
      return []
    }
    return isFolder(absolute) ? walk(absolute, below, note) : [below]
  })
}

function list(path: string, note: Note): string[] {
  try {
    return readdirSync(path)
      .filter((name) => !name.startsWith('.'))
      .sort()
  } catch (error) {
    note('unreadable-file', displayPath(path), `This folder cannot be read: ${error instanceof Error ? error.message : error}.`, 1, 'error')
    return []
  }
}

const isFolder = (path: string) => statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
