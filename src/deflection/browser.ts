import { createId, send } from '../delivery/browser.ts'

const ARTICLE = 'meta[name="waymark:article"]'

/** Whether the reader's browser asks not to be counted. */
const isPrivate = () => (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true

/** Counts something a reader did on a page that is no article; what they say on purpose counts even if their browser asks not to. */
export function recordEvent(endpoint: string, pageView: string, event: { type: string } & Record<string, unknown>): void {
  if (isPrivate() && event.type !== 'solved') return
  const { lang } = document.documentElement
  const envelope = { id: createId(), ts: Date.now(), pv: pageView, path: location.pathname.slice(0, 512), locale: lang, v: 1 }
  void send(`${endpoint}/api/events`, { events: [{ ...envelope, ...event }] }).catch(() => undefined)
}

/** Tells the endpoint that an article was opened, unless the reader asked not to be counted. */
export function countView(pageView: string): void {
  const data = document.querySelector<HTMLMetaElement>(ARTICLE)?.dataset
  if (!data || isPrivate()) return
  const from = document.referrer && new URL(document.referrer)
  const ref =
    !from || from.origin !== location.origin
      ? 'external'
      : /\/search\/$/.test(from.pathname)
        ? 'search'
        : /\/contact\/$/.test(from.pathname)
          ? 'contact'
          : 'nav'
  const event = {
    id: createId(),
    type: 'view',
    ts: Date.now(),
    pv: pageView,
    path: location.pathname.slice(0, 512),
    article: data['path'],
    revision: data['revision'],
    locale: data['locale'],
    v: 1,
    ref,
  }
  // Nobody waits for it, and a view that is lost is only a view.
  void send(`${data['endpoint']}/api/events`, { events: [event] }).catch(() => undefined)
}
