const ARTICLE = 'meta[name="waymark:article"]'

/** A UUIDv7 (RFC 9562): the time in ms, then random bits. The endpoint stores an id once. */
export function createId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const now = Date.now()
  for (let index = 0; index < 6; index++) bytes[index] = Math.floor(now / 256 ** (5 - index)) % 256
  bytes[6] = (bytes[6]! & 15) | 112
  bytes[8] = (bytes[8]! & 63) | 128
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Tells the endpoint that an article was opened, unless the reader asked not to be counted. */
export function countView(pageView: string): void {
  const data = document.querySelector<HTMLMetaElement>(ARTICLE)?.dataset
  if (!data || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return
  const from = document.referrer && new URL(document.referrer)
  const ref = !from || from.origin !== location.origin ? 'external' : /\/search\/$/.test(from.pathname) ? 'search' : /\/contact\/$/.test(from.pathname) ? 'contact' : 'nav'
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
  void fetch(`${data['endpoint']}/api/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ events: [event] }),
    keepalive: true,
  }).catch(() => undefined)
}
