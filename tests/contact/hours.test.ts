import { describe, expect, it } from 'vitest'
import { hoursTable } from '../../src/contact/hours-table.ts'
import { openingHoursSchema } from '../../src/contact/hours-contract.ts'
import type { Translator } from '../../src/languages/messages.ts'

/** Days and times of the table, as readers of a language see them. */
function table(locale: string, ...hours: string[]): string[] {
  const translator = { locale: { code: locale }, t: () => '–' } as unknown as Translator
  return hoursTable(openingHoursSchema.parse(hours), translator).map(({ days, times }) => `${days}: ${times.join(', ')}`.replaceAll(/[\u2009\u202f]/g, ' '))
}

describe('the hours of a channel', () => {
  it.each([
    ['en', ['mon-fri 9:00-17:00'], ['Monday – Friday: 9:00 AM – 5:00 PM', 'Saturday and Sunday: –']],
    ['he', ['mon-fri 9:00-17:00'], ['יום שני – יום שישי: 9:00–17:00', 'יום שבת ויום ראשון: –']],
    ['fa', ['mon-fri 9:00-17:00'], ['دوشنبه تا جمعه: ۹:۰۰ تا ۱۷:۰۰', 'شنبه و یکشنبه: –']],
    ['lv', ['mon-fri 9:00-17:00'], ['Pirmdiena – Piektdiena: 09:00–17:00', 'Sestdiena un Svētdiena: –']],
    ['en', ['sat-sun 10:00-12:00'], ['Saturday and Sunday: 10:00 AM – 12:00 PM', 'Monday – Friday: –']],
    ['en', ['sat-mon 10:00-12:00'], ['Saturday – Monday: 10:00 AM – 12:00 PM', 'Tuesday – Friday: –']],
    ['en', ['sun 10:00-12:00'], ['Sunday: 10:00 AM – 12:00 PM', 'Monday – Saturday: –']],
    ['en', ['mon-sun 0:00-24:00'], ['Sunday – Saturday: 12:00 AM – 12:00 AM']],
    ['en', ['mon 9:00-17:00', 'wed 9:00-17:00'], ['Monday and Wednesday: 9:00 AM – 5:00 PM', 'Tuesday and Thursday – Sunday: –']],
  ])('are read in %s in the order of the days: %s', (locale, hours, expected) => {
    expect(table(locale, ...hours)).toEqual(expected)
  })
})
