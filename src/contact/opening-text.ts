import type { Opening } from './opening.ts'

/** Sentences of the line that says whether somebody answers now; `{{…}}` is left in. */
export interface OpeningTexts {
  open: string
  openUntil: string
  closed: string
  closedUntil: string
  /** `{{time}}` of the reader. */
  yourTime: string
}

const MINUTE = 60_000
const HOUR = 3_600_000
const DAY = 86_400_000

/** “Closed now. Opens in 3 hours (9:00 AM your time)”. `zone` is the reader's. */
export function describeOpening({ isOpen, changesAt }: Opening, now: number, texts: OpeningTexts, locale: string, zone: string): string {
  if (changesAt === undefined) return isOpen ? texts.open : texts.closed
  const time = texts.yourTime.replace('{{time}}', formatTime(changesAt, now, locale, zone))
  if (isOpen) return texts.openUntil.replace('{{time}}', time)
  return texts.closedUntil.replace('{{time}}', time).replace('{{relative}}', formatWait(changesAt, now, locale, zone))
}

/** Hour and minute, with as much of the day as it takes to know which. */
function formatTime(at: number, now: number, locale: string, timeZone: string): string {
  const days = daysBetween(now, at, timeZone)
  const day: Intl.DateTimeFormatOptions = days === 0 ? {} : days < 7 ? { weekday: 'long' } : { weekday: 'long', day: 'numeric', month: 'long' }
  return new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone, ...day }).format(at)
}

/** “in 20 minutes”, “in 3 hours”, “tomorrow”. */
function formatWait(at: number, now: number, locale: string, timeZone: string): string {
  const wait = at - now
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  // Hebrew has a word for one and for two, behind which browsers write the digit in brackets.
  const format = (count: number, unit: 'minute' | 'hour' | 'day') => relative.format(count, unit).replace(/ \(\p{Nd}+\)$/u, '')
  const minutes = Math.ceil(wait / MINUTE)
  if (minutes < 60) return format(minutes, 'minute')
  const days = daysBetween(now, at, timeZone)
  // At night “in 9 hours” says more than “tomorrow”.
  return wait < DAY / 2 || days === 0 ? format(Math.round(wait / HOUR), 'hour') : format(days, 'day')
}

/** Midnights between two instants in a zone. */
function daysBetween(from: number, to: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-CA-u-ca-gregory-nu-latn', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return Math.round((Date.parse(format.format(to)) - Date.parse(format.format(from))) / DAY)
}
