import { existsSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type * as z from 'zod'
import type { Finding } from '../checks/contract.ts'
import type { BuildCache } from '../output/build-cache.ts'
import { KeptTogether } from '../output/kept-together.ts'
import type { Settings } from '../settings/contract.ts'
import { loadSettings } from '../settings/load.ts'
import { displayPath, readTextFile } from '../settings/text-file.ts'
import { parseYaml } from '../settings/yaml.ts'
import { isHarmless, isText, isVisible, READ, REDIRECTS, SAID_AND_DONE } from './content-folder.ts'
import {
  categoriesSchema,
  glossarySchema,
  slugSchema,
  synonymsSchema,
  type Category,
  type FrontMatter,
  type GlossaryEntry,
  type Synonyms,
  type Wording,
  wordingSchema,
} from './contract.ts'
import { type GuideFields, guideSchema } from '../guides/contract.ts'
import { type Notice, noticeSchema } from '../notices/contract.ts'
import { parseFrontMatter } from './parse.ts'
import { type Redirect, redirectsSchema } from './redirect-contract.ts'
import { type Done, saidAndDoneSchema } from './said-and-done-contract.ts'

/** A text file of the content tree. */
export interface SourceFile {
  /** Path on disk. */
  absolute: string
  /** Path as findings show it. */
  file: string
  source: string
}

/** An article in one locale, as it is on disk. */
export interface ArticleSource extends SourceFile {
  locale: string
  category: string
  slug: string
  /** `category/slug`, the same in every locale. */
  path: string
  /** Undefined when it has problems; they are among the findings. */
  frontMatter: FrontMatter | undefined
}

/** A shared paragraph in one locale. */
export interface SnippetSource extends SourceFile {
  locale: string
  id: string
}

/** A guide in one locale. */
export interface GuideSource extends SourceFile {
  locale: string
  id: string
  /** Undefined when it has problems; they are among the findings. */
  guide: GuideFields | undefined
}

/** A file of text that nothing reads where it stands. */
export interface StrayFile {
  absolute: string
  /** Path as findings show it. */
  file: string
  /** Steps from the content folder: `['articles', 'en', 'sign-in.mdx']`. */
  steps: string[]
}

/** Everything below the content folder, read but not rendered. */
export interface ContentTree {
  dir: string
  settings: Settings | undefined
  /** The settings, or of broken ones what is right by itself. Only for checking: a site is never made of it. */
  readable: Partial<Settings>
  categories: Category[]
  articles: ArticleSource[]
  snippets: SnippetSource[]
  guides: GuideSource[]
  /** Entries by locale. */
  glossary: Map<string, GlossaryEntry[]>
  /** By locale. */
  synonyms: Map<string, Synonyms>
  /** By locale. */
  wording: Map<string, Wording>
  notices: Notice[]
  redirects: Redirect[]
  /** What readers said and what was done about it. */
  done: Done[]
  strays: StrayFile[]
  /** What could not be read, in the order of the files. */
  findings: Finding[]
}

interface KnownArticle {
  stamp: string
  article: ArticleSource | undefined
  findings: Finding[]
}
/** Articles by their path on disk as they were when they were last read, for a reader who comes again and again. */
export type KnownArticles = Map<string, KnownArticle>

/**
 * Reads a content folder. Never throws over its content: every problem is a finding. Articles whose files have not changed since they became
 * `known` are the same objects again. The front matter that a `cache` has is not parsed.
 */
export function readContentTree(dir: string, { known, cache }: { known?: KnownArticles; cache?: BuildCache } = {}): ContentTree {
  const { settings, readable, findings } = loadSettings(dir)
  const tree: ContentTree = {
    dir,
    settings,
    readable,
    categories: [],
    articles: [],
    snippets: [],
    guides: [],
    glossary: new Map(),
    synonyms: new Map(),
    wording: new Map(),
    notices: [],
    redirects: [],
    done: [],
    strays: [],
    findings: [...findings],
  }

  const categoriesPath = join(dir, 'categories.yml')
  if (existsSync(categoriesPath)) {
    const { source, file } = readSource(tree, categoriesPath)
    const read = parseYaml(source, categoriesSchema, { file })
    tree.categories = read.value ?? []
    tree.findings.push(...read.findings)
  } else {
    const message = 'There is no categories.yml. It lists the folders of articles with a title for each; see content/categories.yml of Waymark.'
    tree.findings.push({ rule: 'missing-categories', severity: 'error', file: displayPath(categoriesPath), message })
  }

  tree.redirects = readList(tree, REDIRECTS, redirectsSchema)
  tree.done = readList(tree, SAID_AND_DONE, saidAndDoneSchema)
  const kept = cache && new KeptTogether<FrontMatter>(cache, `front matter of ${resolve(dir)}`)
  readArticles(tree, known ?? new Map(), kept)
  kept?.keep()
  for (const locale of folders(join(dir, 'snippets'))) {
    for (const name of files(join(dir, 'snippets', locale), /\.mdx$/)) {
      tree.snippets.push({ ...readSource(tree, join(dir, 'snippets', locale, name)), locale, id: name.replace(/\.mdx$/, '') })
    }
  }
  for (const locale of folders(join(dir, 'guides'))) {
    for (const name of files(join(dir, 'guides', locale), /\.yml$/)) {
      const id = name.replace(/\.yml$/, '')
      const read = readSource(tree, join(dir, 'guides', locale, name))
      const { value, findings } = parseYaml(read.source, guideSchema, read)
      if (slugSchema.safeParse(id).success) tree.guides.push({ ...read, locale, id, guide: value })
      else tree.findings.push(invalidSlug(name, read.file, 'no-result.yml'))
      tree.findings.push(...findings)
    }
  }
  for (const name of files(join(dir, 'glossary'), /\.yml$/)) {
    const { source, file } = readSource(tree, join(dir, 'glossary', name))
    const read = parseYaml(source, glossarySchema, { file })
    tree.glossary.set(name.replace(/\.yml$/, ''), read.value ?? [])
    tree.findings.push(...read.findings)
  }
  for (const name of files(join(dir, 'synonyms'), /\.yml$/)) {
    const { source, file } = readSource(tree, join(dir, 'synonyms', name))
    const read = parseYaml(source, synonymsSchema, { file })
    tree.synonyms.set(name.replace(/\.yml$/, ''), read.value ?? { same: [], finds: {} })
    tree.findings.push(...read.findings)
  }
  for (const name of files(join(dir, 'wording'), /\.yml$/)) {
    const { source, file } = readSource(tree, join(dir, 'wording', name))
    const read = parseYaml(source, wordingSchema, { file })
    if (read.value) tree.wording.set(name.replace(/\.yml$/, ''), read.value)
    tree.findings.push(...read.findings)
  }
  for (const name of files(join(dir, 'notices'), /\.yml$/)) {
    const { source, file } = readSource(tree, join(dir, 'notices', name))
    const read = parseYaml(source, noticeSchema, { file })
    if (read.value) tree.notices.push({ ...read.value, id: name.replace(/\.yml$/, '') })
    tree.findings.push(...read.findings)
  }
  for (const [folder, pattern] of Object.entries(READ)) findStrays(tree, [folder], pattern)
  return tree
}

function findStrays(tree: ContentTree, steps: string[], read: RegExp): void {
  const dir = join(tree.dir, ...steps)
  if (!existsSync(dir)) return
  for (const entry of readdirSync(dir, { withFileTypes: true })) {
    if (!isVisible(entry.name)) continue
    const inside = [...steps, entry.name]
    if (entry.isDirectory()) findStrays(tree, inside, read)
    else if (entry.isFile() && isText(entry.name) && !isHarmless(entry.name) && !read.test(inside.join('/'))) {
      const absolute = join(dir, entry.name)
      tree.strays.push({ absolute, file: displayPath(absolute), steps: inside })
    }
  }
}

function readArticles(tree: ContentTree, known: KnownArticles, kept: KeptTogether<FrontMatter> | undefined): void {
  const root = join(tree.dir, 'articles')
  for (const locale of folders(root)) {
    for (const category of folders(join(root, locale))) {
      for (const name of files(join(root, locale, category), /\.mdx?$/)) {
        const absolute = join(root, locale, category, name)
        const { mtimeMs, ctimeMs, size, ino } = statSync(absolute)
        const stamp = [mtimeMs, ctimeMs, size, ino].join()
        const before = known.get(absolute)
        const read = before?.stamp === stamp ? before : { stamp, ...readArticle(absolute, { locale, category, name, kept }) }
        known.set(absolute, read)
        tree.findings.push(...read.findings)
        if (read.article) tree.articles.push(read.article)
      }
    }
  }
}

/** An article file; no article when its name cannot be an address. */
function readArticle(
  absolute: string,
  { locale, category, name, kept }: { locale: string; category: string; name: string; kept: KeptTogether<FrontMatter> | undefined },
): Pick<KnownArticle, 'article' | 'findings'> {
  const { text: source, findings } = readTextFile(absolute)
  const file = displayPath(absolute)
  const slug = name.replace(/\.mdx?$/, '')
  if (!slugSchema.safeParse(slug).success) return { article: undefined, findings: [...findings, invalidSlug(name, file, 'sign-in.mdx')] }
  const read = parseFrontMatter(source, file, kept)
  const article = { absolute, file, source, locale, category, slug, path: `${category}/${slug}`, frontMatter: read.value }
  return { article, findings: [...findings, ...read.findings] }
}

const invalidSlug = (name: string, file: string, example: string): Finding => ({
  rule: 'invalid-slug',
  severity: 'error',
  file,
  message: `"${name}" cannot be an address. Name the file with lower-case letters a–z, digits and single hyphens, such as "${example}".`,
})

/** A file with a list at the top of the content folder; none, or one with nothing but comments, is an empty list. */
function readList<Schema extends z.ZodType<unknown[]>>(tree: ContentTree, name: string, schema: Schema): z.infer<Schema> {
  const path = join(tree.dir, name)
  const { source, file } = existsSync(path) ? readSource(tree, path) : { source: '', file: '' }
  const isEmpty = source.replace(/^\s*#.*$/gm, '').trim() === ''
  const read = parseYaml(isEmpty ? '[]' : source, schema, { file })
  tree.findings.push(...read.findings)
  return read.value ?? ([] as unknown as z.infer<Schema>)
}

function readSource(tree: ContentTree, absolute: string): SourceFile {
  const { text, findings } = readTextFile(absolute)
  tree.findings.push(...findings)
  return { absolute, file: displayPath(absolute), source: text }
}

function folders(dir: string): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && isVisible(entry.name))
    .map((entry) => entry.name)
    .sort()
}

function files(dir: string, pattern: RegExp): string[] {
  if (!existsSync(dir)) return []
  return readdirSync(dir, { withFileTypes: true })
    .filter((entry) => entry.isFile() && isVisible(entry.name) && pattern.test(entry.name))
    .map((entry) => entry.name)
    .sort()
}
