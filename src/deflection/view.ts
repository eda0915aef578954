import { createId } from '../delivery/id.ts'

/** One opening of a page, in its memory only. */
export interface PageView {
  /** Names it. */
  id: string
  /** The article that is read, as events name it; null on other pages. */
  read: { article: string; revision: string | undefined; locale: string | undefined } | null
  /** Handed over, because a file that two scripts share is one more request for every page. */
  createId: () => string
}

/** This opening of the page. */
export const startView = (): PageView => ({ id: createId(), read: findReading(), createId })

function findReading(): PageView['read'] {
  const article = document.querySelector<HTMLMetaElement>('meta[name="waymark:article"]')
  return article && { article: article.content, revision: article.dataset['revision'], locale: article.dataset['locale'] }
}

/**
 * Tells the endpoint that this page is looked at, as soon as it is, and for how long and how far, as soon as it is not: leaving for another tab may
 * be the last that a phone tells us. A view ends once. This is all that a page does about events before the reader does something; a parcel
 * that did not arrive is handed to `keep`.
 */
export function sendView(view: PageView, keep: (parcel: { id: string; url: string; body: object }) => void): void {
  if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return
  const onceChanged = (act: () => void) => document.addEventListener('visibilitychange', act, { once: true })
  if (document.visibilityState !== 'visible') {
    onceChanged(() => sendView(view, keep))
    return
  }
  const { lang } = document.documentElement
  const { endpoint = '', missing } = document.body.dataset
  const { read } = view
  const url = `${endpoint}/api/events`
  const make = (type: string, fields: object) => ({
    id: createId(),
    type,
    ts: Date.now(),
    pv: view.id,
    path: location.pathname.slice(0, 512),
    v: 1,
    locale: lang,
    ...(missing === undefined && read),
    ...fields,
  })
  const send = (...events: { id: string }[]) => {
    const parcel = { id: events[0]!.id, url, body: { events, ...(navigator.webdriver && { automated: true }) } }
    const body = JSON.stringify(parcel.body)
    const type = 'application/json'
    // A beacon carries cookies to other origins, which then want more than we ask of them.
    if (!endpoint && document.visibilityState === 'hidden' && navigator.sendBeacon(url, new Blob([body], { type }))) return
    fetch(url, { method: 'POST', headers: { 'content-type': type }, body, keepalive: true }).catch(() => keep(parcel))
  }
  const ref = readReferrer()
  if (missing !== undefined) {
    send(make('not_found', { ref }))
    return
  }
  send(make('view', { ref }), ...(read?.locale && read.locale !== lang ? [make('fallback', { wanted: lang, served: read.locale })] : []))

  const began = performance.now()
  let deepest = 0
  const look = () => {
    deepest = Math.max(deepest, scrollY + innerHeight)
  }
  addEventListener('scroll', look, { passive: true })
  onceChanged(() => {
    look()
    const dwell_ms = Math.min(3_600_000, Math.round(performance.now() - began))
    send(make('view_end', { dwell_ms, scroll: Math.min(100, Math.round((deepest / document.documentElement.scrollHeight) * 100)) }))
  })
}

/** How the reader came here. */
function readReferrer(): string {
  // A result of the search carries its words in the tab's name.
  if (window.name.startsWith('{"marks"')) return 'search'
  const from = document.referrer && new URL(document.referrer)
  if (!from || from.origin !== location.origin) return 'external'
  return /\/(search|contact)\/$/.exec(from.pathname)?.[1] ?? 'nav'
}
