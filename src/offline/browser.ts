/** Keeps pages that were read for when there is no connection, unless the owner has switched that off. */
export async function startOffline(): Promise<void> {
  const { serviceWorker } = navigator
  if (!serviceWorker || !import.meta.env.PROD || 'online' in document.body.dataset) return
  const isNew = !serviceWorker.controller
  await serviceWorker.register('/sw.js')
  if (!isNew) return
  // This page and its files came before there was anything to keep them.
  const { active } = await serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name))
  active?.postMessage([location, ...loaded].filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname))
}
