import { setup } from './page-setup.ts'

/** Searches that are remembered in each language. */
const MOST = 5
const KEY = 'waymark-searches'

/** Whether the reader asked for it on this device. Until they do, nothing is stored. */
export function isRemembering(): boolean {
  return read() !== undefined
}

/** Remembers the searches that follow, because the reader said so. */
export function rememberSearches(): void {
  write({})
}

/** What this reader searched for before, on this device and nowhere else; the latest first. */
export function recentSearches(): string[] {
  const kept = read()?.[setup.locale]
  return Array.isArray(kept) ? kept.filter((text) => typeof text === 'string' && text).slice(0, MOST) : []
}

/** Remembers a search that the reader followed to a page, if they want it. */
export function keepSearch(text: string): void {
  const all = read()
  if (!all) return
  const others = recentSearches().filter((known) => known.toLowerCase() !== text.toLowerCase())
  write({ ...all, [setup.locale]: [text, ...others].slice(0, MOST) })
}

/** Forgets all of them, in every language, and remembers no more. */
export function forgetSearches(): void {
  try {
    localStorage.removeItem(KEY)
  } catch {
    // Storage is blocked: there is nothing to forget.
  }
}

/** Lists by language; undefined unless the reader asked for them. */
function read(): Record<string, unknown> | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? 'null')
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, unknown>) : undefined
  } catch {
    // Storage is blocked, or something else wrote there.
    return undefined
  }
}

function write(searches: Record<string, unknown>): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(searches))
  } catch {
    // Storage is full or blocked: nothing is remembered.
  }
}
