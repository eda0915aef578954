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
  data: () => Promise<PagefindData>
}

/** The text of something found. */
export interface PagefindData {
  meta: Record<string, string>
  filters: Record<string, string[]>
  /** About 30 words; `<` and `>` are escaped, found words are in `<mark>`. */
  excerpt: string
  sub_results: { title: string; url: string; excerpt: string }[]
}

/** Opens the index of a locale; `attempt` counts the failures before. */
export type LoadIndex = (locale: string, attempt: number) => Promise<PagefindModule>

/** Words in titles, keywords and customers' questions say more about an article than words in its text. */
export const PAGEFIND_OPTIONS = {
  baseUrl: '/',
  excerptEllipsis: '…',
  ranking: { metaWeights: { title: 6, keywords: 4, questions: 2, description: 2, address: 3 } },
}

/** Loads Pagefind and the index of a locale in a browser. */
export const loadPagefind: LoadIndex = async (locale, attempt) => {
  // Through a variable, or the bundler would try to put it into the page's own script.
  const url = `/pagefind/${locale}/pagefind.js${attempt > 0 ? `?attempt=${attempt}` : ''}`
  const pagefind = (await import(/* @vite-ignore */ url)) as PagefindModule
  await pagefind.options(PAGEFIND_OPTIONS)
  await pagefind.init()
  return pagefind
}
