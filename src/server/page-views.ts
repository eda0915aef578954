/** How long a page view is remembered at least, in ms; twice that at the most. */
const SPAN = 10 * 60_000
/** Page views that are remembered at the most, twice: 30 MB. More than these in one span and it ends early, which only a flood from many addresses does. */
export const MOST_PAGE_VIEWS = 50_000

/**
 * Bounds how many page views a visit may name: one answer counts per page view, so whoever could make them without end could vote
 * without end. Says whether a visit may go on with these; ids that it named before always pass.
 */
export function createPageViewBound(limit: number, clock: () => number): (visit: string, pageViews: string[]) => boolean {
  let span = 0
  let remembered = 0
  let current = new Map<string, Set<string>>()
  let previous = new Map<string, Set<string>>()

  return (visit, pageViews) => {
    const now = Math.floor(clock() / SPAN)
    if (now !== span) {
      // A clock that jumps, forwards or back, starts afresh.
      previous = now === span + 1 ? current : new Map()
      current = new Map()
      span = now
      remembered = 0
    }
    const known = current.get(visit) ?? new Set<string>()
    const earlier = previous.get(visit)
    const fresh = [...new Set(pageViews)].filter((id) => !known.has(id) && !earlier?.has(id))
    if (known.size + fresh.length > limit) return false
    const size = known.size
    for (const id of pageViews) known.add(id)
    if (known.size > 0) current.set(visit, known)
    remembered += known.size - size
    if (remembered >= MOST_PAGE_VIEWS) {
      previous = current
      current = new Map()
      remembered = 0
    }
    return true
  }
}
