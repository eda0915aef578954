import * as z from 'zod'

/** A time in which somebody answers, in the company's time zone. */
export interface OpenTime {
  /** 1 is Monday, 7 is Sunday. */
  day: number
  /** Minutes since midnight. */
  from: number
  /** Minutes since the midnight before; past 1440 when the shift ends on the next day. */
  to: number
}
/** The same without a day: the times of a holiday. */
export type DayTime = Omit<OpenTime, 'day'>

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const TIME = /^([01]?\d|2[0-4]):([0-5]\d)-([01]?\d|2[0-4]):([0-5]\d)$/
const HOURS_HINT = 'Write days and times, e.g. mon-fri 9:00-17:00 or sat 10:00-12:30, 13:00-15:00.'
const TIMES_HINT = 'Write times, e.g. 9:00-13:00.'

/** `9:00-17:00, 18:00-20:00`; undefined when it is no list of times. An end at or before its beginning is on the next day. */
function readTimes(text: string): DayTime[] | undefined {
  const times: DayTime[] = []
  for (const part of text.split(',')) {
    const match = TIME.exec(part.trim())?.slice(1).map(Number)
    if (!match) return undefined
    const [fromHour = 0, fromMinute = 0, toHour = 0, toMinute = 0] = match
    const from = fromHour * 60 + fromMinute
    const to = toHour * 60 + toMinute
    if (from >= 1440 || to > 1440) return undefined
    times.push({ from, to: to <= from ? to + 1440 : to })
  }
  return times
}

/** `mon-fri 9:00-17:00`; undefined when it cannot be read. Days may go around the weekend: `sat-thu`. */
function readHours(text: string): OpenTime[] | undefined {
  const [, first = '', last = first, rest = ''] = /^([a-z]{3})(?:-([a-z]{3}))?\s+(.+)$/.exec(text.trim().toLowerCase()) ?? []
  const start = DAYS.indexOf(first)
  const end = DAYS.indexOf(last)
  const times = readTimes(rest)
  if (start < 0 || end < 0 || !times) return undefined
  const count = ((end - start + 7) % 7) + 1
  return Array.from({ length: count }, (_, index) => ((start + index) % 7) + 1).flatMap((day) => times.map((time) => ({ day, ...time })))
}

const readable = <Read>(read: (text: string) => Read | undefined, hint: string) =>
  z.string().transform((text, context) => {
    const value = read(text)
    if (value !== undefined) return value
    context.addIssue({ code: 'custom', message: `"${text}" cannot be read as opening hours. ${hint}` })
    return z.NEVER
  })

/** Opening hours as people write them: one line for days that have the same. Days that are not named are closed. */
export const openingHoursSchema = z
  .array(readable(readHours, HOURS_HINT))
  .min(1)
  .transform((lines) => lines.flat())

/** `12-25` is every year's, `2026-12-25` one year's. */
const holidayDateSchema = z.string().superRefine((text, context) => {
  const full = /^\d\d-\d\d$/.test(text) ? `2024-${text}` : text
  if (z.iso.date().safeParse(full).success) return
  context.addIssue({ code: 'custom', message: `"${text}" is no day. Write a day of every year as MM-DD, e.g. 12-25, or of one year as YYYY-MM-DD.` })
})

/** Days on which the opening hours do not hold. `name` is added where texts in several languages are known. */
export const holidayDaysSchema = z.strictObject({
  date: holidayDateSchema,
  /** The last of several days. */
  until: holidayDateSchema.optional(),
  /** Times in which channels answer on these days; without them they are closed. */
  hours: z
    .array(readable(readTimes, TIMES_HINT))
    .min(1)
    .transform((lines) => lines.flat())
    .optional(),
})

const ZONE_HINT = 'Write the name of a time zone as area and city, e.g. Europe/Riga.'
/** An IANA time zone. */
export const timeZoneSchema = z.string().superRefine((zone, context) => {
  try {
    if (zone.includes('/') || zone === 'UTC') return void new Intl.DateTimeFormat('en', { timeZone: zone })
  } catch {
    // The name is not known; said below.
  }
  context.addIssue({ code: 'custom', message: `"${zone}" is no time zone. ${ZONE_HINT}`, params: { known: Intl.supportedValuesOf('timeZone') } })
})

/** How long an answer usually takes: `4 hours`, `1 working day`. */
export const replyTimeSchema = z.string().transform((text, context) => {
  const [, amount, unit] = /^([1-9]\d?) (minute|hour|day|working day)s?$/.exec(text.trim()) ?? []
  if (amount && unit) return { amount: Number(amount), unit: unit as 'minute' | 'hour' | 'day' | 'working day' }
  context.addIssue({ code: 'custom', message: `"${text}" is no time to wait. Write e.g. 30 minutes, 4 hours, 2 days or 1 working day.` })
  return z.NEVER
})
