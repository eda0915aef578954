import { createId, send } from '../delivery/browser.ts'

const ARTICLE = 'meta[name="waymark:article"]'

/** Tells the endpoint that an article was opened, unless the reader asked not to be counted. */
export function countView(pageView: string): void {
  const data = document.querySelector<HTMLMetaElement>(ARTICLE)?.dataset
  if (!data || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return
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
