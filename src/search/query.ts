import type { SearchAnswer, SearchQuery, SearchResult, SearchScope } from './contract.ts'
import { LocaleIndex, type Filters } from './locale-index.ts'
import { queryWords } from './mark.ts'
import { loadPagefind, type LoadIndex } from './pagefind.ts'

/** With fewer results than this in the reader's language, the others are asked too. */
const FEW = 3
/** Results shown of each other language. */
const OTHERS = 5

/** The search of one locale. */
export interface Search {
  /** Rejects when the index cannot be loaded; the next call tries again. */
  ask: (query: SearchQuery) => Promise<SearchAnswer>
  /** Loads the index before the first question. */
  warm: () => void
}

/** Makes the search of a page. Nothing is loaded before the first call. */
export function createSearch(scope: SearchScope, load: LoadIndex = loadPagefind): Search {
  const opened = new Map<string, Promise<LocaleIndex>>()
  let attempt = 0

  function open(locale: string): Promise<LocaleIndex> {
    const index = opened.get(locale) ?? load(locale, attempt).then((pagefind) => new LocaleIndex(pagefind, locale, scope.prefix))
    opened.set(locale, index)
    return index
  }

  async function ask(query: SearchQuery): Promise<SearchAnswer> {
    try {
      return await answer(query)
    } catch (error) {
      // Browsers remember a module that failed to load, so the next attempt has another address.
      opened.clear()
      attempt++
      throw error
    }
  }

  function warm(): void {
    const [locale] = scope.indexes
    // A failure is told to the reader who asks something.
    if (locale) open(locale).catch(() => {})
  }

  async function answer(query: SearchQuery): Promise<SearchAnswer> {
    const { text, limit } = query
    const results: SearchResult[] = []
    if (queryWords(text).length === 0) return { query, results, total: 0, hasAllWords: true, otherLanguages: [] }
    const filters: Filters = query.category ? { category: [query.category] } : {}
    const own = scope.indexes.includes(scope.locale) ? await open(scope.locale) : undefined

    let { found, hasAllWords } = (await own?.find(text, filters)) ?? { found: [], hasAllWords: true }
    let elsewhere = found.length < FEW ? await askOthers(text, filters) : []
    if (own && found.length === 0 && elsewhere.length === 0) ({ found, hasAllWords } = await own.findSome(text, filters))
    if (own) results.push(...(await own.read(found.slice(0, limit), text)))

    const otherLanguages: SearchResult[] = []
    elsewhere = elsewhere.filter((result) => !results.some((known) => known.path === result.path))
    for (const result of elsewhere) {
      // What the reader's language has is shown in it, though words of another language found it.
      const [translation] = own ? await own.read(await own.findArticle(result.path), text) : []
      if (translation) results.push(translation)
      else otherLanguages.push(result)
    }
    const total = Math.max(found.length, results.length)
    return { query, results, total, hasAllWords: hasAllWords || found.length === 0, otherLanguages }
  }

  /** Articles that the other languages find, each once. */
  async function askOthers(text: string, filters: Filters): Promise<SearchResult[]> {
    const byPath = new Map<string, SearchResult>()
    for (const locale of scope.indexes.filter((code) => code !== scope.locale)) {
      const index = await open(locale)
      const { found, hasAllWords } = await index.find(text, filters)
      const results = hasAllWords ? await index.read(found.slice(0, OTHERS), text) : []
      for (const result of results) if (!byPath.has(result.path)) byPath.set(result.path, result)
    }
    return [...byPath.values()]
  }

  return { ask, warm }
}
