import type { Translator } from '../languages/messages.ts'
import type { Channel, Holiday, Settings } from '../settings/contract.ts'
import { instantOf, startOfDay } from '../settings/time-zone.ts'
import type { DayTime, OpenTime } from './hours-contract.ts'
import type { HolidayTimes, OpeningHours } from './opening.ts'

const DAY = 86_400_000
/** Any Monday: only its name is used. */
const MONDAY = Date.UTC(2024, 0, 1)
/** How many of the next holidays readers are told of. */
const SHOWN = 3

/** Days with the same hours, e.g. `Monday – Friday` and `9:00 AM – 5:00 PM`. */
export interface HoursRow {
  days: string
  times: string[]
}

/** A channel's hours as the browser gets them; undefined when it has none. */
export function openingHours({ hours }: Channel, { contact }: Settings): OpeningHours | undefined {
  if (!hours || !contact.timeZone) return undefined
  const holidays = contact.holidays.map(({ date, until = date, hours: times = [] }): HolidayTimes => ({ from: date, until, times }))
  return { zone: contact.timeZone, week: hours, holidays }
}

/** The week in the company's time, beginning on the first day of the reader's week; days that are closed come last. */
export function hoursTable(week: OpenTime[], { locale: { code }, t }: Translator): HoursRow[] {
  const weekday = new Intl.DateTimeFormat(code, { weekday: 'long', timeZone: 'UTC' })
  const first = firstDayOfWeek(code)
  const groups: { from: number; to: number; times: string[] }[] = []
  for (let index = 0; index < 7; index++) {
    const day = ((first - 1 + index) % 7) + 1
    const times = formatTimes(
      week.filter((time) => time.day === day),
      code,
    )
    const at = MONDAY + (first - 1 + index) * DAY
    const last = groups.at(-1)
    if (last && last.times.join() === times.join()) last.to = at
    else groups.push({ from: at, to: at, times })
  }
  joinAroundTheWeek(groups)
  const list = new Intl.ListFormat(code)
  const name = ({ from, to }: { from: number; to: number }) =>
    to - from > DAY ? [weekday.formatRange(from, to)] : [...new Set([from, to])].map((at) => weekday.format(at))
  const rows = Map.groupBy(groups, ({ times }) => times.join())
  return [...rows.values()]
    .map((same) => ({ days: list.format(same.flatMap(name)), times: same[0]?.times ?? [] }))
    .toSorted((a, b) => Number(a.times.length === 0) - Number(b.times.length === 0))
    .map(({ days, times }) => ({ days, times: times.length > 0 ? times : [t('contact.dayClosed')] }))
}

/** Where a week begins on Sunday, its last day and its first are neighbours still: “Saturday and Sunday”. */
function joinAroundTheWeek(groups: { from: number; to: number; times: string[] }[]): void {
  const [first, last] = [groups[0], groups.at(-1)]
  if (!first || !last || groups.length < 3 || first.times.join() !== last.times.join()) return
  last.to = first.to + 7 * DAY
  groups.shift()
}

/** `9:00 AM – 5:00 PM`, in the order of the day. */
function formatTimes(times: DayTime[], locale: string): string[] {
  const clock = new Intl.DateTimeFormat(locale, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' })
  const show = (minutes: number) => clock.format((minutes % 1440) * 60_000)
  return times
    .toSorted((a, b) => a.from - b.from)
    .map(({ from, to }) => (to < 1440 ? clock.formatRange(from * 60_000, to * 60_000) : `${show(from)} – ${show(to)}`))
}

/** 1 is Monday. Safari names it otherwise, but this runs while building. */
function firstDayOfWeek(locale: string): number {
  return (new Intl.Locale(locale) as Intl.Locale & { getWeekInfo: () => { firstDay: number } }).getWeekInfo().firstDay
}

/** Name of the company's time zone in a language, e.g. “Eastern European Time”. */
export function zoneName(zone: string, locale: string): string {
  const parts = new Intl.DateTimeFormat(locale, { timeZone: zone, timeZoneName: 'longGeneric' }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? zone
}

/** Holidays that readers meet next. */
export interface ComingHoliday {
  holiday: Holiday
  /** `24–26 December`. */
  days: string
  times: string[]
  /** When it is over, in epoch ms. */
  until: number
}

/** The next holidays, the nearest first; those of every year at their next turn. */
export function comingHolidays({ contact }: Settings, { locale: { code } }: Translator, now: number): ComingHoliday[] {
  const { timeZone = 'UTC', holidays } = contact
  const today = startOfDay(timeZone, now)
  const year = new Date(today).getUTCFullYear()
  const format = new Intl.DateTimeFormat(code, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' })
  const found = holidays.flatMap((holiday) => {
    const { date, until = date } = holiday
    const turns = date.length > 5 ? [''] : [`${year - 1}-`, `${year}-`, `${year + 1}-`]
    const spans = turns.map((prefix) => {
      const from = Date.parse(prefix + date)
      const to = Date.parse(prefix + until)
      return { from, to: to < from ? Date.parse(`${Number(prefix.slice(0, 4)) + 1}-${until}`) : to }
    })
    const next = spans.find(({ to }) => to >= today)
    return next ? [{ holiday, ...next }] : []
  })
  return found
    .toSorted((a, b) => a.from - b.from)
    .slice(0, SHOWN)
    .map(({ holiday, from, to }) => ({
      holiday,
      days: from === to ? format.format(from) : format.formatRange(from, to),
      times: formatTimes(holiday.hours ?? [], code),
      until: instantOf(timeZone, to + DAY),
    }))
}
