import type { PageView, SentEvent } from './view.ts'

/** Most events of one request; see deflection/contract.ts. */
const MOST = 20

/**
 * Tells the endpoint what happens on this page between its opening and its end, which view.ts tells. Who asked not to be counted (Global Privacy
 * Control) is only heard when they say something on purpose. Other scripts tell of theirs by the function that this returns, or by the event `waymark:record`.
 */
export function startRecording({ read, make, send }: PageView): (event: { type: string }) => void {
  const waiting: SentEvent[] = []
  let lastSearch: string | undefined

  const flush = (): void => {
    while (waiting.length > 0) send(waiting.splice(0, MOST))
  }
  const flushHidden = () => document.visibilityState === 'hidden' && flush()

  const isPrivate = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true
  const record = (type: string, fields: object, about?: object | null): string => {
    const event = make(type, fields, about)
    // What happens together travels together.
    if (waiting.push(event) === 1) setTimeout(flush)
    flushHidden()
    return event.id
  }
  document.addEventListener('visibilitychange', flushHidden)

  const recordOther = (detail: { type: string; recorded?: string; search?: string }): void => {
    const { type, recorded: _, ...fields } = detail
    if (isPrivate && type !== 'solved') return
    if (type === 'search') {
      lastSearch = record(type, fields)
      detail.recorded = lastSearch
    } else if (type === 'search_click') {
      // The search may have been told by the page before.
      const search = fields.search ?? lastSearch
      if (search) record(type, { ...fields, search })
    } else record(type, fields, read)
  }
  if (isPrivate) return recordOther

  const { lang } = document.documentElement
  addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[hreflang]') : null
    if (!link || link.hreflang === lang) return
    record('locale_switch', { from: lang, to: link.hreflang, exists: link.dataset['fallback'] === undefined }, read)
  })
  addEventListener('waymark:record', (event) => recordOther((event as CustomEvent<{ type: string }>).detail))
  return recordOther
}
