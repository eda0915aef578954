import { instantOf, startOfDay } from '../settings/time-zone.ts'
import type { DayTime, OpenTime } from './hours-contract.ts'

/** Opening hours as the browser gets them. */
export interface OpeningHours {
  /** IANA time zone in which `week` and `holidays` are. */
  zone: string
  week: OpenTime[]
  holidays: HolidayTimes[]
}

/** Days on which the week does not hold; `from` and `until` are `MM-DD` (every year) or `YYYY-MM-DD`, both included. */
export interface HolidayTimes {
  from: string
  until: string
  times: DayTime[]
}

/** Whether somebody answers now. */
export interface Opening {
  isOpen: boolean
  /** When that changes, in epoch ms; undefined when it does not in the days looked at. */
  changesAt?: number
}

const MINUTE = 60_000
const DAY = 86_400_000
/** Days looked at: longer than any company's holidays. */
const HORIZON = 60

/** Whether a day (midnight in UTC) is among days written as `MM-DD` or `YYYY-MM-DD`; those of every year may go around its end. */
function isWithin(day: number, { from, until }: Pick<HolidayTimes, 'from' | 'until'>): boolean {
  const text = new Date(day).toISOString().slice(from.length === 5 ? 5 : 0, 10)
  return from <= until ? from <= text && text <= until : text >= from || text <= until
}

function timesOf({ week, holidays }: OpeningHours, day: number): DayTime[] {
  const holiday = holidays.find((one) => isWithin(day, one))
  if (holiday) return holiday.times
  const weekday = new Date(day).getUTCDay() || 7
  return week.filter((time) => time.day === weekday)
}

/** Whether a channel is answered now, and when that changes. Clocks that are put forward or back are counted with. */
export function findOpening(hours: OpeningHours, now: number): Opening {
  const { zone } = hours
  const today = startOfDay(zone, now)
  let open: { from: number; to: number } | undefined
  // Yesterday's last shift may end today.
  for (let offset = -1; offset <= HORIZON; offset++) {
    const day = today + offset * DAY
    for (const time of timesOf(hours, day).toSorted((a, b) => a.from - b.from)) {
      const from = instantOf(zone, day + time.from * MINUTE)
      const to = instantOf(zone, day + time.to * MINUTE)
      if (open && from <= open.to) open.to = Math.max(open.to, to)
      else if (open && open.to > now) return describe(open, now)
      else open = { from, to }
    }
  }
  if (!open || open.to <= now) return { isOpen: false }
  // Open through all the days looked at is open for good.
  return open.from <= now && open.to >= instantOf(zone, today + (HORIZON + 1) * DAY) ? { isOpen: true } : describe(open, now)
}

function describe({ from, to }: { from: number; to: number }, now: number): Opening {
  return from <= now ? { isOpen: true, changesAt: to } : { isOpen: false, changesAt: from }
}
