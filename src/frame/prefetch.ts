/** Long enough to mean it. */
const PAUSE_MS = 80

/** Fetches the page behind a link that a reader is about to follow, in browsers that do not read `/speculation.json`. */
export function startPrefetch(): void {
  const { connection } = navigator as { connection?: { saveData?: boolean } }
  if (HTMLScriptElement.supports?.('speculationrules') || connection?.saveData) return
  const known = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  const consider = ({ target }: Event) => {
    clearTimeout(timer)
    const link = target instanceof Element ? target.closest('a') : null
    if (!link || link.origin !== location.origin || link.pathname === location.pathname || /\.\w+$|^\/(?:api|insights)\//.test(link.pathname)) return
    const { pathname } = link
    if (!known.has(pathname)) timer = setTimeout(() => prefetch(pathname), PAUSE_MS)
  }
  const prefetch = (pathname: string) => {
    known.add(pathname)
    document.head.append(Object.assign(document.createElement('link'), { rel: 'prefetch', href: pathname }))
  }
  for (const type of ['pointerover', 'touchstart', 'focusin']) document.addEventListener(type, consider, { passive: true })
}
