import { setup } from './page-setup.ts'

/** Searches that are remembered. */
const MOST = 5
const KEY = `waymark-searches-${setup.locale}`

/** What this reader searched for before, on this device and nowhere else; the latest first. */
export function recentSearches(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string' && text).slice(0, MOST) : []
  } catch {
    // Storage is blocked, or something else wrote there.
    return []
  }
}

/** Remembers a search that the reader followed to a page. */
export function keepSearch(text: string): void {
  const others = recentSearches().filter((known) => known.toLowerCase() !== text.toLowerCase())
  write([text, ...others].slice(0, MOST))
}

/** Forgets all of them. */
export function forgetSearches(): void {
  write([])
}

function write(searches: string[]): void {
  try {
    if (searches.length > 0) localStorage.setItem(KEY, JSON.stringify(searches))
    else localStorage.removeItem(KEY)
  } catch {
    // Storage is full or blocked: nothing is remembered.
  }
}
