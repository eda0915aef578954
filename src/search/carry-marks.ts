import type { Marks } from './marks.ts'

/**
 * Lets the links in an element take the found words to their article. The tab's own name carries them: nothing is in the address,
 * where servers and shared links would have it, and nothing on the device. The article takes the name away.
 */
export function carryMarks<Holder extends HTMLElement>(holder: Holder, words: string[]): Holder {
  if (words.length === 0) return holder
  holder.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    // A new tab has a name of its own.
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
    const marks: Marks = { path: link.pathname, words }
    // To a place on this page, nothing is loaded.
    if (link.pathname === location.pathname && link.hash) void import('./marks.ts').then((loaded) => loaded.showMarks(marks)).catch(() => {})
    else window.name = JSON.stringify({ marks })
  })
  return holder
}
