import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import type { Library } from '../../src/articles/library.ts'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { SiteFolder } from '../../src/output/site-folder.ts'
import { buildSearchIndex } from '../../src/search/index.ts'
import { createSearch, type Search } from '../../src/search/query.ts'
import { searchSetup } from '../../src/search/setup.ts'
import { loadFrom } from './load-from.ts'

const SETTINGS = `name: Help
description: Answers
url: https://help.example
company: { name: Acme }
contact: { channels: [] }
popular: [billing/refund]
locales:
  - { code: en, name: English }
  - { code: fa, name: فارسی }
  - { code: he, name: עברית }
  - { code: ru, name: Русский }
  - { code: lv, name: Latviešu }
`
const CATEGORIES = `- { id: account, title: { en: Account, fa: حساب } }
- { id: billing, title: { en: Billing, fa: پرداخت } }
`

/** Makes a library of articles given as `<locale>/<category>/<slug>` and their source, and of other files of the content. */
export async function makeLibrary(
  articles: Record<string, string>,
  options: { drafts: boolean; now?: number } = { drafts: false },
  others: Record<string, string> = {},
): Promise<Library> {
  const dir = mkdtempSync(join(tmpdir(), 'search-content-'))
  writeFileSync(join(dir, 'settings.yml'), SETTINGS)
  writeFileSync(join(dir, 'categories.yml'), CATEGORIES)
  const sources = Object.entries(articles).map(([path, source]): [string, string] => [`articles/${path}.mdx`, source])
  for (const [path, source] of [...sources, ...Object.entries(others)]) {
    const file = join(dir, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, source)
  }
  return createLibrary(readContentTree(dir), { ...options, publicDir: 'public' })
}

/** Makes the index of a library, and opens the search that a reader of a locale would have. */
export async function serveSearch(library: Library) {
  const index = await buildSearchIndex(library)
  const files = await index.files()
  const outDir = mkdtempSync(join(tmpdir(), 'search-index-'))
  index.writeTo(new SiteFolder(outDir))
  return {
    outDir,
    files,
    open: (locale: string): Search => createSearch(searchSetup(library, locale), loadFrom(files)),
  }
}

/** An article's source. */
export function article(title: string, body: string, more = ''): string {
  return `---\ntitle: ${title}\ndescription: About ${title}\n${more}---\n\n${body}\n`
}
