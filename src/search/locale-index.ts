import type { SearchResult } from './contract.ts'
import { markWords, meansWord, queryWords, readExcerpt } from './mark.ts'
import type { Found, PagefindData, PagefindModule } from './pagefind.ts'

const SECTIONS = 3
/** How many of the best finds are read to learn whether they have a word. */
const SAMPLE = 2

/** Category and article filters. */
export type Filters = Record<string, string[]>

/** What a text finds in one language. */
export interface LocaleFinds {
  found: Found[]
  /** False when some of the words are in no article, or in no article together. */
  hasAllWords: boolean
}

/** The index of one language; its results lead to pages of the reader's locale, whose address prefix is given. */
export class LocaleIndex {
  readonly #pagefind: PagefindModule
  readonly #locale: string
  readonly #prefix: string
  readonly #known = new Map<string, Promise<boolean>>()

  constructor(pagefind: PagefindModule, locale: string, prefix: string) {
    this.#pagefind = pagefind
    this.#locale = locale
    this.#prefix = prefix
  }

  /** Articles with all the words that any article has. */
  async find(text: string, filters: Filters): Promise<LocaleFinds> {
    const words = queryWords(text)
    const areKnown = await Promise.all(words.map((word) => this.#isKnown(word)))
    const known = words.filter((_word, index) => areKnown[index])
    if (known.length === 0) return { found: [], hasAllWords: false }
    const hasAllWords = known.length === words.length
    // Quotation marks in the reader's own text ask for a phrase.
    return { found: await this.#search(hasAllWords ? text : known.join(' '), filters), hasAllWords }
  }

  /** Articles with at least one of the words, those with the most telling ones first. */
  async findSome(text: string, filters: Filters): Promise<LocaleFinds> {
    const sums = new Map<string, { one: Found; score: number }>()
    for (const word of queryWords(text)) {
      if (!(await this.#isKnown(word))) continue
      for (const one of await this.#search(word, filters)) sums.set(one.id, { one, score: (sums.get(one.id)?.score ?? 0) + one.score })
    }
    const found = [...sums.values()].sort((a, b) => b.score - a.score).map((sum) => sum.one)
    return { found, hasAllWords: false }
  }

  /** The article with this path, if it has a text in this language. */
  async findArticle(path: string): Promise<Found[]> {
    return (await this.#search(null, { article: [path] })).slice(0, 1)
  }

  /** Loads what was found, with the words of the search marked. */
  async read(found: Found[], text: string): Promise<SearchResult[]> {
    const words = queryWords(text)
    return Promise.all(found.map(async (one) => this.#toResult(await one.data(), words)))
  }

  /** For a word it does not have, Pagefind takes the words that it begins with: “zebra” would find “z”. */
  #isKnown(word: string): Promise<boolean> {
    const known = this.#known.get(word) ?? this.#findsWord(word)
    this.#known.set(word, known)
    return known
  }

  async #findsWord(word: string): Promise<boolean> {
    const best = (await this.#search(word, {})).slice(0, SAMPLE)
    const texts = await Promise.all(best.map((one) => one.data()))
    return texts.some(({ excerpt, meta }) => {
      const marked = readExcerpt(excerpt).filter((piece) => piece.isMarked)
      return [...marked.map((piece) => piece.text), ...Object.values(meta)].some((text) => meansWord(text, word))
    })
  }

  async #search(text: string | null, filters: Filters): Promise<Found[]> {
    const { results } = await this.#pagefind.search(text, { filters })
    // Pagefind takes a part of the index that did not arrive for one without the word.
    if (results.length === 0 && globalThis.navigator?.onLine === false) throw new Error('The browser is offline.')
    return results
  }

  #toResult(data: PagefindData, words: string[]): SearchResult {
    const path = data.filters['article']?.[0] ?? ''
    const url = `${this.#prefix}/${path}/`
    // An article found by its title or keywords has no marked words in its text: its description says more.
    const excerpt = data.excerpt.includes('<mark>') ? readExcerpt(data.excerpt) : markWords(data.meta['description'] ?? '', words)
    const sections = data.sub_results.flatMap((section) => {
      const hash = section.url.split('#')[1]
      const weight = section.excerpt.split('<mark>').length - 1
      return hash && weight > 0 ? [{ title: markWords(section.title, words), url: `${url}#${hash}`, weight }] : []
    })
    sections.sort((a, b) => b.weight - a.weight)
    return {
      path,
      url,
      title: markWords(data.meta['title'] ?? path, words),
      excerpt,
      category: { id: data.filters['category']?.[0] ?? '', title: data.filters['topic']?.[0] ?? '' },
      locale: this.#locale,
      sections: sections.slice(0, SECTIONS).map(({ title, url }) => ({ title, url })),
    }
  }
}
