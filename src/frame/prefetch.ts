/** Long enough to mean it. */
const PAUSE_MS = 80
/**
 * A page is fetched, not run, when the pointer rests on its link or a finger touches it, so that no view is counted that nobody had.
 * Addresses with a query say what a reader looks for, and are left alone; files with an ending are no pages.
 */
const RULES = {
  prefetch: [
    {
      where: { and: [{ href_matches: '/*' }, { not: { href_matches: ['/api/*', '/insights/*', '/translations/*', '/*\\?(.+)', '/*.*'] } }] },
      eagerness: 'moderate',
    },
  ],
}

/** Fetches the page behind a link that a reader is about to follow. Browsers without speculation rules are told of each link. */
export function startPrefetch(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (connection?.saveData) return
  if (HTMLScriptElement.supports?.('speculationrules')) {
    document.head.append(Object.assign(document.createElement('script'), { type: 'speculationrules', textContent: JSON.stringify(RULES) }))
    return
  }
  const known = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const prefetch = (pathname: string) => {
    known.add(pathname)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: pathname }))
  }
  const consider = ({ target }: Event) => {
    clearTimeout(timer)
    const link = target instanceof Element ? target.closest('a') : null
    if (link?.origin !== location.origin || link.pathname === location.pathname || /\.\w+$|^\/(?:api|insights|translations)\//.test(link.pathname)) return
    const { pathname } = link
    if (!known.has(pathname)) timer = setTimeout(() => prefetch(pathname), PAUSE_MS)
  }
  for (const type of ['pointerover', 'touchstart', 'focusin']) document.addEventListener(type, consider, { passive: true })
}
