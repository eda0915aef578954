import { createId } from '../delivery/id.ts'

/** An event on its way; see deflection/contract.ts. */
export interface SentEvent {
  id: string
  type: string
}

/** One opening of a page, in its memory only. What it can do is handed over: a file that two scripts share is one more request for every page. */
export interface PageView {
  /** Names it. */
  id: string
  /** The article that is read, as events name it; null on other pages. */
  read: { article: string; revision: string | undefined; locale: string | undefined } | null
  createId: () => string
  /** An event of this page; `about` is what was read, where that matters. */
  make: (type: string, fields: object, about?: object | null) => SentEvent
  /** Sends up to 20 events, as a beacon while the page is left. */
  send: (events: SentEvent[]) => void
}

/** This opening of the page. A parcel of events that did not arrive is handed to `keep`. */
export function startView(keep: (parcel: { id: string; url: string; body: object }) => void): PageView {
  const id = createId()
  const { endpoint = '' } = document.body.dataset
  const url = `${endpoint}/api/events`
  return {
    id,
    read: findReading(),
    createId,
    make: (type, fields, about) => ({
      id: createId(),
      type,
      ts: Date.now(),
      pv: id,
      // Some hosts serve “//a/”, which the endpoint would take for another host.
      path: location.pathname.replace(/\/+/g, '/').slice(0, 512),
      v: 1,
      locale: document.documentElement.lang,
      ...about,
      ...fields,
    }),
    send: (events) => {
      const parcel = { id: events[0]!.id, url, body: { events, ...(navigator.webdriver && { automated: true }) } }
      const body = JSON.stringify(parcel.body)
      const type = 'application/json'
      // A beacon carries cookies to other origins, which then want more than we ask of them.
      if (!endpoint && document.visibilityState === 'hidden' && navigator.sendBeacon(url, new Blob([body], { type }))) return
      const later = () => keep(parcel)
      fetch(url, { method: 'POST', headers: { 'content-type': type }, body, keepalive: true }).then(({ status }) => {
        // Refused for now, which is not stored either.
        if (status === 429 || status > 499) later()
      }, later)
    },
  }
}

function findReading(): PageView['read'] {
  const article = document.querySelector<HTMLMetaElement>('meta[name="waymark:article"]')
  return article && { article: article.content, revision: article.dataset['revision'], locale: article.dataset['locale'] }
}

/** Everything of the page has come by then: the line of a slow phone is for the page first. */
const SETTLED_MS = 2000

/**
 * Tells the endpoint that this page is looked at, when it has settled, and for how long and how far, as soon as it no longer is: leaving for another
 * tab may be the last that a phone tells us. Who leaves at once is told of in one request. A view ends once. This is all that a page does about
 * events before the reader does something; what is returned tells of the view at once, because they did.
 */
export function sendView({ read, make, send }: PageView): () => void {
  const opening: SentEvent[] = []
  const tell = () => {
    if (opening[0]) send(opening.splice(0))
  }
  const onceChanged = (act: () => void) => document.addEventListener('visibilitychange', act, { once: true })
  const open = () => {
    const { lang } = document.documentElement
    const ref = readReferrer()
    setTimeout(tell, SETTLED_MS)
    if (document.body.dataset['missing'] !== undefined) {
      opening.push(make('not_found', { ref }))
      onceChanged(tell)
      return
    }
    opening.push(make('view', { ref }, read))
    if (read?.locale && read.locale !== lang) opening.push(make('fallback', { wanted: lang, served: read.locale }, read))

    const began = performance.now()
    let deepest = 0
    const look = () => {
      deepest = Math.max(deepest, scrollY + innerHeight)
    }
    addEventListener('scroll', look, { passive: true })
    onceChanged(() => {
      look()
      const dwell_ms = Math.min(3_600_000, Math.round(performance.now() - began))
      const scroll = Math.min(100, Math.round((deepest / document.documentElement.scrollHeight) * 100))
      send([...opening.splice(0), make('view_end', { dwell_ms, scroll }, read)])
    })
  }
  if (!(navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) {
    if (document.visibilityState === 'visible') open()
    else onceChanged(open)
  }
  return tell
}

/** How the reader came here. */
function readReferrer(): string {
  // A result of the search carries its words in the tab's name.
  if (window.name.startsWith('{"marks"')) return 'search'
  const from = document.referrer && new URL(document.referrer)
  if (!from || from.origin !== location.origin) return 'external'
  return /\/(search|contact)\/$/.exec(from.pathname)?.[1] ?? 'nav'
}
