import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { close, createIndex } from 'pagefind'
import type { Article, Library } from '../articles/library.ts'
import { searchDocument } from './document.ts'

/** The files that browsers search in. */
export interface SearchIndex {
  /** Writes `<outDir>/pagefind/<locale>/…`. */
  writeTo: (outDir: string) => Promise<void>
  /** The same files by their path below `/pagefind/`, e.g. `fa/pagefind.js`. */
  files: () => Promise<Map<string, Uint8Array>>
}

/** Interfaces that Pagefind brings and no page loads: 430 kB per index. */
const UNUSED = /^pagefind-(ui|modular-ui|component-ui|highlight)\./
/** What readers do not search for: marks beside headings, and words on buttons. */
const NOT_TEXT = ['.anchor', 'button', 'svg']

/** The articles of a locale that are in its index: its own texts, without drafts. */
export function searchableArticles(library: Library, locale: string): Article[] {
  return library.articles(locale).filter((article) => article.isTranslated && !article.frontMatter.draft)
}

/** Locales that have an index, in the order of the settings. */
export function searchableLocales(library: Library): string[] {
  return library.locales.filter((locale) => searchableArticles(library, locale).length > 0)
}

/**
 * Makes one index per locale, each complete in its own folder. One index for all would decide by the language of the page
 * which words to search; a folder each lets a page ask another language as well, with that language's stems.
 */
export async function buildSearchIndex(library: Library): Promise<SearchIndex> {
  const files = new Map<string, Uint8Array>()
  running++
  try {
    for (const locale of searchableLocales(library)) {
      for (const [path, content] of await buildLocale(library, locale)) files.set(`${locale}/${path}`, content)
    }
  } finally {
    // All indexes share one process of Pagefind; only the last one may end it.
    running--
    if (running === 0) await close()
  }
  return {
    files: async () => files,
    writeTo: async (outDir) => {
      const root = join(outDir, 'pagefind')
      rmSync(root, { recursive: true, force: true })
      for (const [path, content] of files) {
        mkdirSync(dirname(join(root, path)), { recursive: true })
        writeFileSync(join(root, path), content)
      }
    },
  }
}

let running = 0

async function buildLocale(library: Library, locale: string): Promise<[string, Uint8Array][]> {
  const { index, errors } = await createIndex({ excludeSelectors: NOT_TEXT })
  if (!index) throw new Error(`The search index of "${locale}" was not started: ${errors.join(' ')}`)
  for (const article of searchableArticles(library, locale)) {
    const added = await index.addHTMLFile({ url: article.url, content: searchDocument(article, library) })
    refuse(added.errors, `${article.file} is not in the search index`)
  }
  const made = await index.getFiles()
  refuse(made.errors, `The search index of "${locale}" was not made`)
  await index.deleteIndex()
  return made.files.filter((file) => !UNUSED.test(file.path)).map((file) => [file.path, file.content])
}

/** Pagefind reports problems instead of throwing them. */
function refuse(errors: string[], what: string): void {
  if (errors.length > 0) throw new Error(`${what}: ${errors.join(' ')}`)
}
