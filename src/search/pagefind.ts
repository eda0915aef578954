import type { ArticleText } from './search-document.ts'
import type { WordListFile } from './word-list.ts'

/** What we use of Pagefind's program for the browser, which has no types of its own. */
export interface PagefindModule {
  options: (options: Record<string, unknown>) => Promise<void>
  /** Starts to load the words and the program that compares them. */
  init: () => Promise<void>
  /** A text of `null` finds everything that passes the filters. */
  search: (text: string | null, options: { filters: Record<string, string[]> }) => Promise<{ results: Found[] }>
}

/** Something found; its text is loaded on demand. */
export interface Found {
  id: string
  score: number
  /** Where in the text the searched token is, counted in tokens. */
  words: number[]
  data: () => Promise<{ article: ArticleText }>
}

/** The index of a locale, ready to be asked. */
export interface OpenedIndex {
  pagefind: PagefindModule
  words: WordListFile
}

/** Opens the index of a locale; `attempt` counts the failures before. */
export type LoadIndex = (locale: string, attempt: number) => Promise<OpenedIndex>

/** Words in titles, keywords and customers' questions say more about an article than words in its text. */
export const PAGEFIND_OPTIONS = {
  baseUrl: '/',
  // One token costs a fraction of a millisecond; the worker would cost 12 kB before the first result.
  noWorker: true,
  ranking: { pageLength: 0.9, metaWeights: { title: 3, headings: 0.3, keywords: 4, questions: 3, description: 1, address: 1 } },
}

/** Loads Pagefind, the index and the word list of a locale in a browser. */
export const loadPagefind: LoadIndex = async (locale, attempt) => {
  const again = attempt > 0 ? `?attempt=${attempt}` : ''
  const words = fetchWords(`/pagefind/${locale}/words.json${again}`)
  // Whoever awaits it is told; without this a failed import would leave its failure without an ear.
  words.catch(() => {})
  // Through a variable, or the bundler would try to put it into the page's own script.
  const url = `/pagefind/${locale}/pagefind.js${again}`
  const pagefind = (await import(/* @vite-ignore */ url)) as PagefindModule
  await pagefind.options(PAGEFIND_OPTIONS)
  await pagefind.init()
  return { pagefind, words: await words }
}

async function fetchWords(url: string): Promise<WordListFile> {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url} answered ${response.status}.`)
  return (await response.json()) as WordListFile
}
