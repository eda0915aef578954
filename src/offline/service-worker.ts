// Served as /sw.js: keeps what a reader has seen, for when there is no connection. With one, every page comes from the network, never from here.

// Keeps its names its own; browsers get it without this line.
export {}

/** What TypeScript's library for pages lacks of service workers. */
interface LifeEvent extends Event {
  waitUntil: (work: Promise<unknown>) => void
}
interface FetchEvent extends LifeEvent {
  request: Request
  respondWith: (response: Promise<Response>) => void
}
interface Scope {
  skipWaiting: () => Promise<void>
  clients: { claim: () => Promise<void> }
  addEventListener: {
    (type: 'install' | 'activate', listener: (event: LifeEvent) => void): void
    (type: 'message', listener: (event: LifeEvent & { data: string[] }) => void): void
    (type: 'fetch', listener: (event: FetchEvent) => void): void
  }
}
const scope = self as unknown as Scope

/** Pages and the beginning of each search index: they change in place. */
const PAGES = 'waymark-pages'
/** Files whose names change with their content. */
const FILES = 'waymark-files'
/** Entries; the oldest go first. */
const MOST: Record<string, number> = { [PAGES]: 80, [FILES]: 600 }
/** Parts of a search index that are fetched ahead, about 5 kB each. */
const MOST_PARTS = 100
const NEVER = /^\/(?:api|insights|translations|sw\.js)(?:\/|$)/
const FINAL = /^\/(?:_astro|_files|search-index\/[^/]+\/v)\//
const FIRST = /^\/search-index\/[^/]+\/first\.json$/
const WORDS = /^\/search-index\/[^/]+\/v\/[^/]+\/words\.json$/

/** What must not be kept, however its address is written. An address that cannot be read is none of ours. */
function isPrivate(pathname: string): boolean {
  try {
    return NEVER.test(decodeURIComponent(pathname).replace(/\/+/g, '/'))
  } catch {
    return true
  }
}

/** The address without the query, which says what a reader looked for. */
const keyOf = (url: string) => new URL(url).pathname

async function keep(name: string, key: string, response: Response): Promise<void> {
  if (response.status >= 500 || response.redirected || response.type !== 'basic') return
  const cache = await caches.open(name)
  // Put anew, it is the youngest; a page that is gone is gone here, too.
  await cache.delete(key)
  if (response.status !== 200 || /no-store/.test(response.headers.get('cache-control') ?? '')) return
  await cache.put(key, response)
  const keys = await cache.keys()
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name]!)).map((old) => cache.delete(old)))
}

async function fromNetwork({ request, waitUntil }: { request: Request; waitUntil: (work: Promise<unknown>) => void }): Promise<Response> {
  const key = keyOf(request.url)
  try {
    const response = await fetch(request)
    waitUntil(keep(PAGES, key, response.clone()).catch(() => {}))
    return response
  } catch (error) {
    const kept = await caches.match(key, { cacheName: PAGES })
    if (kept) return kept
    throw error
  }
}

async function fromHere({ request, waitUntil }: { request: Request; waitUntil: (work: Promise<unknown>) => void }): Promise<Response> {
  const key = keyOf(request.url)
  const kept = await caches.match(key, { cacheName: FILES })
  if (kept) return kept
  const response = await fetch(request)
  waitUntil(keep(FILES, key, response.clone()).catch(() => {}))
  if (WORDS.test(key) && response.ok) waitUntil(keepIndex(key.replace('words.json', '')).catch(() => {}))
  return response
}

/** Fetches the rest of an index that a reader has begun to use, and forgets its earlier version. Not where data is dear. */
async function keepIndex(folder: string): Promise<void> {
  const cache = await caches.open(FILES)
  const older = folder.replace(/[^/]+\/$/, '')
  for (const request of await cache.keys()) {
    const key = keyOf(request.url)
    if (key.startsWith(older) && !key.startsWith(folder)) await cache.delete(request)
  }
  if ((navigator as { connection?: { saveData?: boolean } }).connection?.saveData) return
  for (let part = 0; part < MOST_PARTS; part++) {
    const key = `${folder}tokens/${part}.json`
    if (await cache.match(key)) continue
    const response = await fetch(key)
    if (!response.ok) return
    await keep(FILES, key, response)
  }
}

scope.addEventListener('install', () => void scope.skipWaiting())
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()))
// What a page loaded before this was there.
scope.addEventListener('message', (event) => {
  const paths = event.data.filter((path) => !isPrivate(path))
  event.waitUntil(Promise.all(paths.map(async (key) => keep(FINAL.test(key) ? FILES : PAGES, key, await fetch(key)))).catch(() => {}))
})
scope.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== location.origin || isPrivate(pathname) || request.headers.has('range')) return
  const work = { request, waitUntil: (promise: Promise<unknown>) => event.waitUntil(promise) }
  if (FINAL.test(pathname)) event.respondWith(fromHere(work))
  else if (request.mode === 'navigate' || FIRST.test(pathname)) event.respondWith(fromNetwork(work))
})
