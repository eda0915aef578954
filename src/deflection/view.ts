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
 * Tells the endpoint that this page is looked at, as soon as it is. This is all that a page does about events before the reader does something; a
 * parcel that did not arrive is handed to `keep`.
 */
export function sendView(view: PageView, keep: (parcel: { id: string; url: string; body: object }) => void): void {
  if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return
  if (document.visibilityState !== 'visible') {
    document.addEventListener('visibilitychange', () => sendView(view, keep), { once: true })
    return
  }
  const { lang } = document.documentElement
  const { endpoint = '', missing } = document.body.dataset
  const { read } = view
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
  const events = [make(missing === undefined ? 'view' : 'not_found', { ref: readReferrer() })]
  if (missing === undefined && read?.locale && read.locale !== lang) events.push(make('fallback', { wanted: lang, served: read.locale }))
  const parcel = { id: events[0]!.id, url: `${endpoint}/api/events`, body: { events, ...(navigator.webdriver && { automated: true }) } }
  const body = JSON.stringify(parcel.body)
  fetch(parcel.url, { method: 'POST', headers: { 'content-type': 'application/json' }, body, keepalive: true }).catch(() => keep(parcel))
}

/** How the reader came here. */
function readReferrer(): string {
  // A result of the search carries its words in the tab's name.
  if (window.name.startsWith('{"marks"')) return 'search'
  const from = document.referrer && new URL(document.referrer)
  if (!from || from.origin !== location.origin) return 'external'
  return /\/(search|contact)\/$/.exec(from.pathname)?.[1] ?? 'nav'
}
