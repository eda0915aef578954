import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import type { SearchAnswer, SearchSetup } from './contract.ts'
import type { FirstFile } from './first-file.ts'
import { PAGEFIND_OPTIONS, type LoadIndex, type PagefindModule } from './pagefind.ts'
import { createSearch, type Search } from './query.ts'
import type { WordListFile } from './word-list.ts'

/** The search of a site that is already built, for programs beside it: the same answers as readers get. */
export interface BuiltSearch {
  /** Locales with articles of their own. */
  locales: string[]
  /** The locale at `/`. */
  defaultLocale: string
  /** Answers a question, or a message of several sentences. Throws when the site does not have the locale. */
  ask: (question: string, locale: string, limit?: number) => Promise<SearchAnswer>
}

/** Opens the search of the built site in a folder. Throws when there is none. */
export function openBuiltSite(outDir: string): BuiltSearch {
  const root = join(resolve(outDir), 'pagefind')
  if (!existsSync(root)) throw new Error(`There is no built site with a search in ${outDir}. Run "npm run build" first, or set OUT_DIR to where it is.`)
  const locales = readdirSync(root)
  const searches = new Map<string, Search>()
  const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(resolve(outDir), ...path), 'utf8'))
  const load: LoadIndex = async (locale) => ({
    pagefind: await importPagefind(join(root, locale)),
    words: readJson('pagefind', locale, 'words.json') as WordListFile,
  })
  const loadFirst = async (locale: string) => readJson('pagefind', locale, 'first.json') as FirstFile

  function open(locale: string): Search {
    const known = searches.get(locale)
    if (known) return known
    const setup = [[locale], []].flatMap((folder) => {
      const path = [...folder, 'search', 'setup.json']
      return existsSync(join(outDir, ...path)) ? [readJson(...path) as SearchSetup] : []
    })
    const own = setup.find((one) => one.locale === locale)
    if (!own) throw new Error(`The site in ${outDir} has no locale "${locale}". It has articles in ${locales.join(', ')}.`)
    const search = createSearch(own, load, loadFirst)
    searches.set(locale, search)
    return search
  }

  const { locale: defaultLocale } = readJson('search', 'setup.json') as SearchSetup
  return { locales, defaultLocale, ask: async (question, locale, limit = 5) => open(locale).ask({ text: question, limit }) }
}

/** Reads files for Pagefind, which knows only `fetch`; in front of its program, so that `fetch` of everything else stays what it is. */
const FETCH_FILES = `import { readFile } from 'node:fs/promises'
const fetch = (address) => readFile(new URL(address.split('?')[0])).then((bytes) => new Response(bytes), () => new Response('', { status: 404 }))
`

async function importPagefind(folder: string): Promise<PagefindModule> {
  const program = FETCH_FILES + readFileSync(join(folder, 'pagefind.js'), 'utf8')
  const pagefind = (await import(`data:text/javascript;base64,${Buffer.from(program).toString('base64')}#${pathToFileURL(folder)}`)) as PagefindModule
  await pagefind.options({ ...PAGEFIND_OPTIONS, basePath: `${pathToFileURL(folder).href}/` })
  await pagefind.init()
  return pagefind
}
