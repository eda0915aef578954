import type { SearchSetup, SearchText } from './contract.ts'
import { createWorkerSearch } from './worker-search.ts'

async function loadSetup(): Promise<SearchSetup> {
  const inPage = document.querySelector('script#search--setup')
  if (inPage) return JSON.parse(inPage.textContent) as SearchSetup
  const form = document.querySelector<HTMLFormElement>('.search-trigger')
  const answer = await fetch(`${form?.action}setup.json`)
  return (await answer.json()) as SearchSetup
}

/** What the build said about searching in this locale. The search page carries it; elsewhere it is loaded with this code, when the reader first wants to search. */
export const setup = await loadSetup()
/** The one search of this page: the dialog, the field and the results share what it has loaded. */
export const search = createWorkerSearch({ locale: setup.locale, prefix: setup.prefix, indexes: setup.indexes, foreign: setup.foreign ?? [] })

const number = new Intl.NumberFormat(setup.locale)
const plural = new Intl.PluralRules(setup.locale)

/** An interface text with its variables. */
export function phrase(key: SearchText, query = ''): string {
  return setup.texts[key].replace('{{query}}', () => query)
}

/** “12 results” in the reader's language. */
export function countPhrase(count: number): string {
  const text = setup.count[plural.select(count)] ?? setup.count['other'] ?? '{{count}}'
  return text.replace(/\{\{count[^}]*\}\}/, number.format(count))
}

/** Address of the results page for a search. */
export function searchAddress(text: string, category = ''): string {
  const parameters = new URLSearchParams(text ? { q: text } : {})
  if (category) parameters.set('category', category)
  const query = parameters.toString()
  return `${setup.prefix}/search/${query && `?${query}`}`
}
