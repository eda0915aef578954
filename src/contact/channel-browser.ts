import { findOpening, type OpeningHours } from './opening.ts'
import { describeOpening, type OpeningTexts } from './opening-text.ts'

const MINUTE = 60_000

/** Keeps the lines that say whether a channel is answered now, in the reader's own time, and takes away holidays that are over. */
export function startChannels(): void {
  const list = document.querySelector<HTMLElement>('.channels')
  const lines = [...document.querySelectorAll<HTMLElement>('[data-hours]')]
  if (!list || lines.length === 0) return
  const texts = list.dataset as unknown as OpeningTexts
  const { lang } = document.documentElement
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()

  const show = () => {
    const now = Date.now()
    for (const line of lines) {
      const opening = findOpening(JSON.parse(line.dataset['hours']!) as OpeningHours, now)
      const text = describeOpening(opening, now, texts, lang, timeZone)
      if (line.textContent !== text) line.textContent = text
      line.dataset['state'] = opening.isOpen ? 'open' : 'closed'
      line.hidden = false
    }
    for (const holiday of document.querySelectorAll<HTMLElement>('.holidays [data-until]')) holiday.hidden = now >= Number(holiday.dataset['until'])
  }
  const tick = () => {
    show()
    setTimeout(tick, MINUTE - (Date.now() % MINUTE))
  }
  tick()
  // Timers of a page in the background are late.
  document.addEventListener('visibilitychange', show)
}
