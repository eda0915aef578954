import { dirname, posix } from 'node:path'
import type { Finding } from '../../checks/contract.ts'
import { stringify } from 'yaml'
import { displayPath } from '../../settings/text-file.ts'
import { findHiddenSigns } from '../hidden-signs.ts'
import { REDIRECTS } from '../content-folder.ts'
import { TangledError } from '../parse.ts'
import { redirectSchema } from '../redirect-contract.ts'
import { makeCategoryIds, makeSlugs } from './addresses.ts'
import { Assets } from './assets.ts'
import { readBlocks, type Block } from './blocks.ts'
import { makeFrontMatter, splitFile, writeFrontMatter } from './front-matter.ts'
import { flattenHeadings, settleHeadings } from './headings.ts'
import { settleLinks, type LinkPlaces } from './links.ts'
import { textOf, type Tree } from './mdast.ts'
import { mergeList } from './merge.ts'
import { writeBlocks } from './serialise.ts'
import { makeMessages, makeSiteFiles, orderLocales, type SiteFile } from './site-files.ts'
import { readSourceFolder, type BlockNote, type Note, type SourceFile, type SourceFolder } from './source-folder.ts'
import { writeFiles, type Written } from './write.ts'

/** What an import found and did. */
export interface ImportReport extends Written {
  /** Articles written, by locale; the default first. */
  articles: Record<string, number>
  /** One per thing that was changed or left out, with the file and line of the source. */
  findings: Finding[]
}

/** An article between being read and being written. */
interface Draft {
  source: SourceFile
  /** Final `category/slug`. */
  path: string
  bodyLine: number
  frontMatter: string
  /** Kept out of the built site. */
  isHidden: boolean
  blocks: Block[]
  anchors: Map<string, string>
}

/** Turns a folder of Markdown and HTML into a content tree. Importing the same folder again writes nothing. */
export const importMarkdown = (dir: string, target: string, options: { messagesDir?: string } = {}): ImportReport =>
  importFolder((note) => readSourceFolder(dir, note), target, options)

/** Turns what a reader made of an export into a content tree. */
export function importFolder(read: (note: Note) => SourceFolder, target: string, options: { messagesDir?: string } = {}): ImportReport {
  const findings: Finding[] = []
  const note: Note = (rule, file, message, line, severity = 'warning') => findings.push({ rule, severity, file, ...(line !== undefined && { line }), message })
  const folder = read(note)
  const categoryIds = makeCategoryIds(
    folder.files.map((file) => file.category),
    folder.locales,
  )
  const slugs = new Map<string, Map<string, string>>()
  for (const category of categoryIds.keys())
    slugs.set(
      category,
      makeSlugs(
        folder.files.filter((file) => file.category === category).map((file) => file.name),
        'article',
      ),
    )

  const drafts: Draft[] = []
  const seen = new Set<string>()
  for (const source of folder.files) {
    const path = `${categoryIds.get(source.category)}/${slugs.get(source.category)?.get(source.name)}`
    if (seen.has(`${source.locale}/${path}`)) {
      note('duplicate-article', source.file, 'Another file of this language has the same name, so this one was left out.', 1, 'error')
      continue
    }
    try {
      const draft = readDraft(source, path, note)
      if (!draft) continue
      drafts.push(draft)
      seen.add(`${source.locale}/${path}`)
      if (path !== `${source.category}/${source.name}`)
        note('invalid-slug', source.file, `"${source.category}/${source.name}" cannot be an address; it is ${path} now.`, 1)
    } catch (error) {
      note('unreadable-file', source.file, `This file could not be read, so it was left out: ${explain(error)}`, 1, 'error')
    }
  }

  const counts = new Map<string, number>()
  for (const { source } of drafts) counts.set(source.locale, (counts.get(source.locale) ?? 0) + 1)
  const locales = orderLocales(counts)
  if (drafts.length === 0) return { articles: {}, findings: sort(findings), written: 0, unchanged: 0, removed: 0, kept: 0 }

  const files = new Map<string, string | Uint8Array>()
  const assets = new Assets(folder.dir)
  const places = findPlaces(drafts, locales, categoryIds)
  for (const draft of drafts) {
    const { source, path } = draft
    const file = posix.join('articles', source.locale, `${path}.mdx`)
    const say = lineNote(draft, note)
    const takeFile: LinkPlaces['takeFile'] = (from, kind) => assets.take(from, kind, dirname(file))
    try {
      settleLinks(draft.blocks, { locale: source.locale, path, folder: dirname(source.relative) }, { ...places, takeFile }, say)
      files.set(file, `${draft.frontMatter}\n${writeBlocks(draft.blocks, say)}`)
    } catch (error) {
      // Its words are better than nothing, and other articles link to it.
      note('simplified', source.file, `The formatting could not be read, so only the words were kept: ${error instanceof Error ? error.message : error}`, 1)
      const paragraphs = draft.blocks.map((block) => ({
        ...block,
        source: undefined,
        node: { type: 'paragraph', children: [{ type: 'text', value: textOf(block.node) }] } as Tree,
      }))
      files.set(file, `${draft.frontMatter}\n${writeBlocks(paragraphs, () => {})}`)
    }
  }
  for (const [path, bytes] of assets.files) files.set(path, bytes)
  const used = new Map([...categoryIds].filter(([, id]) => drafts.some((draft) => draft.path.startsWith(`${id}/`))))
  const siteFiles = makeSiteFiles(folder, locales, used, (rule, file, message, line, severity) => note(rule, displayPath(file), message, line, severity))
  const redirects = makeRedirects(drafts, note)
  if (redirects) siteFiles.set(REDIRECTS, redirects)
  for (const [path, { text }] of siteFiles) files.set(path, text)
  assets.noteUnused(folder.others, note)
  for (const code of locales) {
    const messages = makeMessages(code, options.messagesDir)
    if (!messages) continue
    files.set(`messages/${code}.json`, messages.text)
    note(
      'untranslated-messages',
      `messages/${code}.json`,
      `${messages.untranslated} interface texts of "${code}" are in English. Translate them in this file.`,
      1,
    )
  }
  const written = writeFiles(target, files, new Map([...siteFiles].map(([path, { merge }]) => [path, merge])), note)
  return { articles: Object.fromEntries(locales.map((code) => [code, counts.get(code) ?? 0])), findings: sort(findings), ...written }
}

/** Old addresses that articles had, for those that readers can open. */
function makeRedirects(drafts: readonly Draft[], note: Note): SiteFile | undefined {
  const seen = new Set<string>()
  const redirects = drafts.flatMap(({ source, path, isHidden }) =>
    (isHidden ? [] : (source.addresses ?? [])).flatMap((address) => {
      const redirect = redirectSchema.safeParse({ from: address, to: path, locale: source.locale })
      if (!redirect.success) {
        note('lost-address', source.file, `Readers of "${address}" cannot be led to the article, because of a sign in this address.`, 1)
        return []
      }
      if (seen.has(redirect.data.from)) return []
      seen.add(redirect.data.from)
      return [redirect.data]
    }),
  )
  if (redirects.length === 0) return undefined
  return { text: stringify(redirects, { lineWidth: 0 }), merge: (present) => mergeList(present, redirects, 'from') }
}

function readDraft(source: SourceFile, path: string, note: Note): Draft | undefined {
  const { fields, body, bodyLine } = splitFile(source.text, source.file, note)
  if (body.trim() === '' && !(typeof fields['description'] === 'string' && fields['description'].trim() !== '')) {
    note('empty-file', source.file, 'This file has no text, so it was left out.', 1)
    return undefined
  }
  const draft: Draft = { source, path, bodyLine, frontMatter: '', isHidden: false, blocks: [], anchors: new Map() }
  const say = lineNote(draft, note)
  try {
    draft.blocks = readBlocks(removeHiddenSigns(body, say), say)
  } catch (error) {
    if (!(error instanceof TangledError)) throw error
    const what = 'more than 1,000 braces or quotes are open up to here, or 20,000 stars and underscores stand in one paragraph'
    note(
      'unreadable-file',
      source.file,
      `This file could not be read, so it was left out: ${what}. Remove what was opened.`,
      // Lines of a page are not those of what was made of it.
      /\.html?$/i.test(source.file) ? 1 : error.line + bodyLine - 1,
      'error',
    )
    return undefined
  }
  const find = (type: string) => draft.blocks.map((block) => block.node).find((node) => node.type === type && textOf(node).trim() !== '')
  const words = (node: Tree | undefined) => (node ? textOf(node) : undefined)
  const frontMatter = makeFrontMatter(fields, { heading: words(find('heading')), paragraph: words(find('paragraph')), slug: source.name }, source.file, note)
  flattenHeadings(draft.blocks, say)
  draft.anchors = settleHeadings(draft.blocks, frontMatter.title, say)
  draft.frontMatter = writeFrontMatter(frontMatter)
  draft.isHidden = frontMatter.draft === true
  return draft
}

/** The text without the signs that no page can show, or that would let it read otherwise than it is written. */
function removeHiddenSigns(text: string, say: BlockNote): string {
  const signs = findHiddenSigns(text).filter(({ kind }) => kind !== 'embedding')
  let rest = text
  for (const { index, sign } of signs.toSorted((a, b) => b.index - a.index)) {
    const code = `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
    say('control-character', `The character ${code}, which nobody sees, was left out.`, text.slice(0, index).split('\n').length)
    rest = rest.slice(0, index) + rest.slice(index + 1)
  }
  return rest
}

const lineNote =
  (draft: Pick<Draft, 'source' | 'bodyLine'>, note: Note) =>
  (rule: string, message: string, line: number): void =>
    note(rule, draft.source.file, message, line + draft.bodyLine - 1)

/** Looks up what links may lead to, however they spell it. */
function findPlaces(drafts: Draft[], locales: string[], categoryIds: Map<string, string>): Omit<LinkPlaces, 'takeFile'> {
  const byPath = new Map<string, { path: string; locale: string | undefined }>()
  const byLocale = new Map<string, Draft>()
  const key = (path: string) =>
    path
      .replace(/\/+$/, '')
      .replace(/\.(mdx?|markdown|html?)$/i, '')
      .toLowerCase()
  for (const { source, path } of drafts) {
    const [folder = '', ...rest] = source.relative.split('/')
    byPath.set(key(`${folder}/${rest.join('/')}`), { path, locale: source.locale })
    byPath.set(key(`${source.locale}/${rest.join('/')}`), { path, locale: source.locale })
    const alone = key(rest.join('/'))
    if (!byPath.has(alone)) byPath.set(alone, { path, locale: undefined })
  }
  for (const draft of drafts) byLocale.set(`${draft.source.locale}/${draft.path}`, draft)
  const folders = new Map(drafts.map(({ source }) => [source.relative.split('/')[0] ?? '', source.locale]))
  const withoutLocale = (path: string) => {
    const [first = '', ...rest] = path.split('/')
    return folders.has(first) || locales.includes(first) ? rest.join('/') : path
  }
  return {
    findArticle(path) {
      for (const candidate of [path, `${path}/index`, `${path}/readme`].map(key)) {
        const found = byPath.get(candidate) ?? byPath.get(key(withoutLocale(candidate)))
        if (found) {
          const first = path.split('/')[0] ?? ''
          return { path: found.path, locale: found.locale ?? folders.get(first) }
        }
      }
      return undefined
    },
    findCategory(path) {
      const id = categoryIds.get(withoutLocale(path.replace(/\/+$/, '')).replace(/\/(index|readme)(\.\w+)?$/i, ''))
      return id !== undefined && drafts.some((draft) => draft.path.startsWith(`${id}/`)) ? id : undefined
    },
    anchors(locale, path) {
      return [locale, ...locales].map((code) => byLocale.get(`${code}/${path}`)).find(Boolean)?.anchors
    },
  }
}

function sort(findings: Finding[]): Finding[] {
  return findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : (a.line ?? 0) - (b.line ?? 0)))
}

/** What walks a text of thousands of levels runs out of stack, which says nothing to whoever wrote it. */
function explain(error: unknown): string {
  if (error instanceof RangeError) return 'it is nested thousands of levels deep. Take away what was opened again and again, such as ">" or <div>.'
  return error instanceof Error ? error.message : String(error)
}
