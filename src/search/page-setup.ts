import type { SearchSetup, SearchText } from './contract.ts'
import { createSearch } from './query.ts'

/** What the build said about searching on this page. */
export const setup = JSON.parse(document.getElementById('search-setup')?.textContent ?? '{}') as SearchSetup
/** The one search of this page: the dialog, the field and the results share what it has loaded. */
export const search = createSearch(setup)

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
