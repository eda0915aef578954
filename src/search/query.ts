import type { SearchAnswer, SearchQuery, SearchResult, SearchScope } from './contract.ts'
import { markWords, queryWords, readExcerpt } from './mark.ts'
import { loadPagefind, type Found, type LoadIndex, type PagefindData, type PagefindModule } from './pagefind.ts'

/** With fewer results than this in the reader's language, the others are asked too. */
const FEW = 3
/** Results shown of each other language. */
const OTHERS = 5
const SECTIONS = 3

/** The search of one locale. */
export interface Search {
  /** Rejects when the index cannot be loaded; the next call tries again. */
  ask: (query: SearchQuery) => Promise<SearchAnswer>
  /** Loads the index before the first question. */
  warm: () => void
}

/** Makes the search of a page. Nothing is loaded before the first call. */
export function createSearch(scope: SearchScope, load: LoadIndex = loadPagefind): Search {
  const loaded = new Map<string, Promise<PagefindModule>>()
  let attempt = 0

  function open(locale: string): Promise<PagefindModule> {
    const index = loaded.get(locale) ?? load(locale, attempt)
    loaded.set(locale, index)
    return index
  }

  async function ask(query: SearchQuery): Promise<SearchAnswer> {
    try {
      return await answer(query)
    } catch (error) {
      // Browsers remember a module that failed to load, so the next attempt has another address.
      loaded.clear()
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
    const words = queryWords(query.text)
    const empty = { query, results: [], total: 0, hasAllWords: true, otherLanguages: [] }
    if (words.length === 0) return empty
    const filters: Record<string, string[]> = query.category ? { category: [query.category] } : {}
    const others = scope.indexes.filter((locale) => locale !== scope.locale)
    const hasOwn = others.length < scope.indexes.length

    let hasAllWords = true
    let found = hasOwn ? await find(scope.locale, query.text, filters) : []
    const results = await read(found.slice(0, query.limit), scope.locale, words)
    const otherLanguages: SearchResult[] = []
    if (found.length < FEW) {
      for (const locale of others) {
        for (const result of await read((await find(locale, query.text, filters)).slice(0, OTHERS), locale, words)) {
          if (results.some((known) => known.path === result.path) || otherLanguages.some((known) => known.path === result.path)) continue
          const own = hasOwn ? await translation(result.path, words) : undefined
          if (own) results.push(own)
          else otherLanguages.push({ ...result, locale })
        }
      }
    }
    let total = Math.max(found.length, results.length)
    if (total === 0 && otherLanguages.length === 0 && hasOwn && words.length > 1) {
      hasAllWords = false
      found = await findSome(words, filters)
      total = found.length
      results.push(...(await read(found.slice(0, query.limit), scope.locale, words)))
    }
    return { query, results, total, hasAllWords, otherLanguages }
  }

  async function find(locale: string, text: string | null, filters: Record<string, string[]>): Promise<Found[]> {
    const index = await open(locale)
    const { results } = await index.search(text, { filters })
    // Pagefind takes a part of the index that did not arrive for one without the word.
    if (results.length === 0 && globalThis.navigator?.onLine === false) throw new Error('The browser is offline.')
    return results
  }

  /** Articles with at least one of the words, those with the most telling ones first. */
  async function findSome(words: string[], filters: Record<string, string[]>): Promise<Found[]> {
    const sums = new Map<string, { found: Found; score: number }>()
    for (const word of words) {
      for (const found of await find(scope.locale, word, filters)) {
        sums.set(found.id, { found, score: (sums.get(found.id)?.score ?? 0) + found.score })
      }
    }
    return [...sums.values()].sort((a, b) => b.score - a.score).map((sum) => sum.found)
  }

  /** An article found by words of another language, as the reader's own language has it. */
  async function translation(path: string, words: string[]): Promise<SearchResult | undefined> {
    return (await read((await find(scope.locale, null, { article: [path] })).slice(0, 1), scope.locale, words))[0]
  }

  async function read(found: Found[], locale: string, words: string[]): Promise<SearchResult[]> {
    return Promise.all(found.map(async (one) => toResult(await one.data(), locale, words)))
  }

  function toResult(data: PagefindData, locale: string, words: string[]): SearchResult {
    const path = data.filters['article']?.[0] ?? ''
    const url = `${scope.prefix}/${path}/`
    // An article found by its title or keywords has no marked words in its text: its description says more.
    const excerpt = data.excerpt.includes('<mark>') ? readExcerpt(data.excerpt) : markWords(data.meta['description'] ?? '', words)
    const sections = data.sub_results.flatMap((section) => {
      const hash = section.url.split('#')[1]
      return hash && section.excerpt.includes('<mark>')
        ? [{ title: markWords(section.title, words), url: `${url}#${hash}`, weight: section.excerpt.split('<mark>').length }]
        : []
    })
    sections.sort((a, b) => b.weight - a.weight)
    return {
      path,
      url,
      title: markWords(data.meta['title'] ?? path, words),
      excerpt,
      category: { id: data.filters['category']?.[0] ?? '', title: data.filters['topic']?.[0] ?? '' },
      locale,
      sections: sections.slice(0, SECTIONS).map(({ title, url }) => ({ title, url })),
    }
  }

  return { ask, warm }
}
