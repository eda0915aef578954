import { sendAside, sendLeaving } from '../delivery/browser.ts'
import type { PageView } from './view.ts'

/** Most events of one request; see deflection/contract.ts. */
const MOST = 20

/**
 * Tells the endpoint what happens on this page between its opening and its end, which view.ts tells. Who asked not to be counted (Global Privacy
 * Control) is only heard when they say something on purpose. Other scripts tell of theirs by the function that this returns, or by the event `waymark:record`.
 */
export function startRecording({ id: pageView, read, createId }: PageView): (event: { type: string }) => void {
  const { lang } = document.documentElement
  const { endpoint = '' } = document.body.dataset
  const shared = { pv: pageView, path: location.pathname.slice(0, 512), v: 1 }
  const waiting: object[] = []
  let lastSearch: string | undefined
  let isLeaving = false

  const flush = (): void => {
    const events = waiting.splice(0, MOST)
    if (events.length === 0) return
    const { id } = events[0] as { id: string }
    const parcel = { id, url: `${endpoint}/api/events`, body: { events, ...(navigator.webdriver ? { automated: true } : {}) } }
    if (isLeaving || document.visibilityState === 'hidden') sendLeaving(parcel)
    else sendAside(parcel)
    flush()
  }

  const isPrivate = (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true
  const record = (type: string, fields: object, about?: object | null): string => {
    const id = createId()
    waiting.push({ id, type, ts: Date.now(), ...shared, locale: lang, ...about, ...fields })
    if (isLeaving || document.visibilityState === 'hidden') flush()
    // What happens together travels together.
    else if (waiting.length === 1) setTimeout(flush)
    return id
  }

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

  addEventListener('pagehide', () => {
    isLeaving = true
    flush()
  })
  addEventListener('pageshow', () => {
    isLeaving = false
  })

  addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[hreflang]') : null
    if (!link || link.hreflang === lang) return
    record('locale_switch', { from: lang, to: link.hreflang, exists: link.dataset['fallback'] === undefined }, read)
  })
  addEventListener('waymark:record', (event) => recordOther((event as CustomEvent<{ type: string }>).detail))
  return recordOther
}
