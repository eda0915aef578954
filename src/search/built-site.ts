import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { SearchAnswer, SearchSetup } from './contract.ts'
import { INDEX_FOLDER, type LoadFile } from './index-files.ts'
import { createSearch, type Search } from './query.ts'

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
  const root = join(resolve(outDir), INDEX_FOLDER)
  if (!existsSync(root)) throw new Error(`There is no built site with a search in ${outDir}. Run "npm run build" first, or set OUT_DIR to where it is.`)
  const locales = readdirSync(root)
  const searches = new Map<string, Search>()
  const readJson = (...path: string[]): unknown => JSON.parse(readFileSync(join(resolve(outDir), ...path), 'utf8'))
  const load: LoadFile = async (path) => readJson(INDEX_FOLDER, path)

  function open(locale: string): Search {
    const known = searches.get(locale)
    if (known) return known
    const setup = [[locale], []].flatMap((folder) => {
      const path = [...folder, 'search', 'setup.json']
      return existsSync(join(outDir, ...path)) ? [readJson(...path) as SearchSetup] : []
    })
    const own = setup.find((one) => one.locale === locale)
    if (!own) throw new Error(`The site in ${outDir} has no locale "${locale}". It has articles in ${locales.join(', ')}.`)
    const search = createSearch(own, load)
    searches.set(locale, search)
    return search
  }

  const { locale: defaultLocale } = readJson('search', 'setup.json') as SearchSetup
  return { locales, defaultLocale, ask: async (question, locale, limit = 5) => open(locale).ask({ text: question, limit }) }
}

/**
 * Articles (`category/slug`) of a language that the search of the built site in a folder finds, best first; undefined when there is no such
 * search. Opened anew each time, because a site may be built again at any moment.
 */
export async function askBuiltSite(outDir: string, question: string, locale: string, limit: number): Promise<string[] | undefined> {
  if (!existsSync(join(resolve(outDir), INDEX_FOLDER, locale))) return undefined
  const { results } = await openBuiltSite(outDir).ask(question, locale, limit)
  return results.map(({ path }) => path)
}
