import type { SearchAnswer } from './contract.ts'

/**
 * Asks the search of the page's locale, for code that is not the search: a question, or a message of several sentences of which
 * the first 2,000 characters are read. Loads the search at the first call; rejects when it cannot be loaded.
 */
export async function ask(question: string, limit = 3): Promise<SearchAnswer> {
  const { search } = await import('./page-setup.ts')
  return search.ask({ text: question, limit })
}
