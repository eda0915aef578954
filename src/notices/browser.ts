import type { NoticesAnswer } from './contract.ts'

/** With 3 s in which the endpoint may not have looked, less than a minute. */
const EVERY_MS = 50_000

/** Shows what was switched on since the page was built, and hides what is over. Asks when the page has loaded, then while it is looked at. */
export function startNotices(): void {
  const slot = document.querySelector<HTMLElement>('#page--notices')
  if (!slot) return
  for (const notice of slot.querySelectorAll<HTMLElement>('.notice')) {
    const { from = 0, until = Number.POSITIVE_INFINITY } = notice.dataset
    notice.hidden = Date.now() < Number(from)
    // The text below stays where the reader has it.
    notice.classList.toggle('notice-over', Date.now() >= Number(until))
  }
  const ask = async (cache?: RequestCache) => {
    const answer = await fetch(`${slot.dataset['endpoint'] ?? ''}/api/notices?locale=${document.documentElement.lang}`, { ...(cache && { cache }) })
    if (!answer.ok) return
    const { notices, dismiss } = (await answer.json()) as NoticesAnswer
    if (notices[0] || document.querySelector('.notice')) (await import('./late.ts')).showLate(slot, notices, dismiss)
  }
  const later = (cache?: RequestCache) => void ask(cache).catch(() => {})
  if (document.readyState === 'complete') later()
  else addEventListener('load', () => setTimeout(later, 1))
  setInterval(() => document.visibilityState === 'visible' && later('no-cache'), EVERY_MS)
}
