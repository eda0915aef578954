/** How long a page view is remembered at least; twice that at the most. */
const SPAN = 10 * 60_000

/**
 * Bounds how many page views a visit may name: one answer counts per page view, so whoever could make them without end could vote
 * without end. Says whether a visit may go on with these; ids that it named before always pass.
 */
export function createPageViewBound(limit: number, clock: () => number): (visit: string, pageViews: string[]) => boolean {
  let span = 0
  let current = new Map<string, Set<string>>()
  let previous = new Map<string, Set<string>>()

  return (visit, pageViews) => {
    const now = Math.floor(clock() / SPAN)
    if (now !== span) {
      // A clock that jumps, forwards or back, starts afresh.
      previous = now === span + 1 ? current : new Map()
      current = new Map()
      span = now
    }
    const known = current.get(visit) ?? new Set<string>()
    const earlier = previous.get(visit)
    const fresh = [...new Set(pageViews)].filter((id) => !known.has(id) && !earlier?.has(id))
    if (known.size + fresh.length > limit) return false
    for (const id of pageViews) known.add(id)
    if (known.size > 0) current.set(visit, known)
    return true
  }
}
