import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Library } from '../../src/articles/library.ts'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { findFallbackChain } from '../../src/languages/contract.ts'
import { buildSearchIndex } from '../../src/search/index.ts'
import { PAGEFIND_OPTIONS, type PagefindModule } from '../../src/search/pagefind.ts'
import { createSearch, type Search } from '../../src/search/query.ts'

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

/** Makes a library of articles given as `<locale>/<category>/<slug>` and their source. */
export async function makeLibrary(articles: Record<string, string>, options = { drafts: false }): Promise<Library> {
  const dir = mkdtempSync(join(tmpdir(), 'search-content-'))
  writeFileSync(join(dir, 'settings.yml'), SETTINGS)
  writeFileSync(join(dir, 'categories.yml'), CATEGORIES)
  for (const [path, source] of Object.entries(articles)) {
    const file = join(dir, 'articles', `${path}.mdx`)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, source)
  }
  return createLibrary(readContentTree(dir), { ...options, publicDir: 'public' })
}

/** Serves the index of a library, and opens the search that a reader of a locale would have. */
export async function serveSearch(library: Library) {
  const index = await buildSearchIndex(library)
  const files = await index.files()
  const outDir = mkdtempSync(join(tmpdir(), 'search-index-'))
  await index.writeTo(outDir)
  const server = createServer((request, response) => {
    const file = files.get(new URL(request.url ?? '/', 'http://localhost').pathname.slice('/pagefind/'.length))
    response.statusCode = file ? 200 : 404
    response.end(file)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    outDir,
    files,
    close: () => server.close(),
    open: (locale: string): Search =>
      createSearch(
        {
          locale,
          prefix: library.url(locale, ''),
          indexes: findFallbackChain(library.settings.locales, locale).filter((code) => files.has(`${code}/pagefind.js`)),
        },
        // Node imports files only, and fetches only whole addresses; everything else is as in a browser.
        async (code, attempt) => {
          const pagefind = (await import(`${pathToFileURL(join(outDir, 'pagefind', code, 'pagefind.js'))}?attempt=${attempt}`)) as PagefindModule
          await pagefind.options({ ...PAGEFIND_OPTIONS, basePath: `${address}/pagefind/${code}/` })
          return pagefind
        },
      ),
  }
}

/** An article's source. */
export function article(title: string, body: string, more = ''): string {
  return `---\ntitle: ${title}\ndescription: About ${title}\n${more}---\n\n${body}\n`
}
