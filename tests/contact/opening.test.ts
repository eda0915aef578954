import { describe, expect, it } from 'vitest'
import { findOpening, type OpeningHours } from '../../src/contact/opening.ts'
import { describeOpening } from '../../src/contact/opening-text.ts'
import { openingHoursSchema } from '../../src/contact/hours-contract.ts'

const hours = (lines: string[], over: Partial<OpeningHours> = {}): OpeningHours => ({
  zone: 'Europe/Riga',
  week: openingHoursSchema.parse(lines),
  holidays: [],
  ...over,
})
const OFFICE = hours(['mon-fri 9:00-17:00'])
/** `open 2026-11-20T15:00Z` */
const show = (of: OpeningHours, at: string) => {
  const { isOpen, changesAt } = findOpening(of, Date.parse(at))
  return `${isOpen ? 'open' : 'closed'}${changesAt === undefined ? '' : ` ${new Date(changesAt).toISOString().slice(0, 16)}Z`}`
}

describe('whether somebody answers now', () => {
  it.for([
    ['during the day', OFFICE, '2026-11-20T10:00Z', 'open 2026-11-20T15:00Z'],
    ['at the minute of opening', OFFICE, '2026-11-20T07:00Z', 'open 2026-11-20T15:00Z'],
    ['at the minute of closing, a Friday', OFFICE, '2026-11-20T15:00Z', 'closed 2026-11-23T07:00Z'],
    ['on a Sunday evening', OFFICE, '2026-11-22T22:30Z', 'closed 2026-11-23T07:00Z'],
    ['in a break', hours(['mon 9:00-12:00, 13:00-17:00']), '2026-11-23T10:30Z', 'closed 2026-11-23T11:00Z'],
    ['in the last minute before midnight', hours(['fri 20:00-24:00']), '2026-11-20T21:59Z', 'open 2026-11-20T22:00Z'],
    ['after midnight, in a shift that began yesterday', hours(['fri 22:00-6:00']), '2026-11-20T23:00Z', 'open 2026-11-21T04:00Z'],
    ['in a shift that began on Sunday, on Monday', hours(['sun 22:00-2:00']), '2026-11-22T23:00Z', 'open 2026-11-23T00:00Z'],
    ['through midnight, when the next day goes on', hours(['fri 20:00-24:00', 'sat 0:00-2:00']), '2026-11-20T20:00Z', 'open 2026-11-21T00:00Z'],
    ['day and night', hours(['mon-sun 0:00-24:00']), '2026-11-20T20:00Z', 'open'],
    ['days around the weekend', hours(['sat-mon 10:00-11:00']), '2026-11-22T08:30Z', 'open 2026-11-22T09:00Z'],
    // Clocks in Riga go from 3:00 to 4:00 on 29 March and from 4:00 to 3:00 on 25 October 2026.
    ['the weekend clocks go forward', OFFICE, '2026-03-27T15:00Z', 'closed 2026-03-30T06:00Z'],
    ['the weekend clocks go back', OFFICE, '2026-10-23T14:00Z', 'closed 2026-10-26T07:00Z'],
    ['an hour that clocks skip', hours(['sun 3:30-9:00']), '2026-03-28T20:00Z', 'closed 2026-03-29T01:30Z'],
    ['a night that is an hour shorter', hours(['sat 22:00-6:00']), '2026-03-28T21:00Z', 'open 2026-03-29T03:00Z'],
    ['a night that is an hour longer', hours(['sat 22:00-6:00']), '2026-10-24T21:00Z', 'open 2026-10-25T04:00Z'],
    ['an hour that comes twice', hours(['sun 3:30-9:00']), '2026-10-24T20:00Z', 'closed 2026-10-25T00:30Z'],
    ['clocks that go forward at midnight', hours(['sun 0:00-8:00'], { zone: 'Africa/Cairo' }), '2026-04-25T20:00Z', 'closed 2026-04-25T21:00Z'],
    ['the day clocks skip midnight', hours(['fri 0:00-8:00'], { zone: 'Africa/Cairo' }), '2026-04-23T20:00Z', 'closed 2026-04-23T22:00Z'],
    ['a zone with a half hour', hours(['mon 9:00-17:00'], { zone: 'Asia/Kolkata' }), '2026-11-23T03:29Z', 'closed 2026-11-23T03:30Z'],
    ['a zone that moves by half an hour', hours(['sun 1:00-9:00'], { zone: 'Australia/Lord_Howe' }), '2026-10-03T12:00Z', 'closed 2026-10-03T14:30Z'],
    ['a zone a day ahead of UTC', hours(['mon 8:00-9:00'], { zone: 'Pacific/Kiritimati' }), '2026-11-22T17:00Z', 'closed 2026-11-22T18:00Z'],
  ] as const)('%s', ([, of, at, expected]) => {
    expect(show(of, at)).toBe(expected)
  })
})

describe('holidays', () => {
  const christmas = hours(['mon-fri 9:00-17:00'], {
    holidays: [
      { from: '12-24', until: '12-26', times: [] },
      { from: '12-31', until: '12-31', times: [{ from: 540, to: 780 }] },
      { from: '2027-01-01', until: '2027-01-03', times: [] },
    ],
  })
  it.for([
    ['closes on the days of every year', '2026-12-23T16:00Z', 'closed 2026-12-28T07:00Z'],
    ['is closed on such a day', '2026-12-24T10:00Z', 'closed 2026-12-28T07:00Z'],
    ['has other hours on others', '2026-12-31T10:00Z', 'open 2026-12-31T11:00Z'],
    ['closes on days of one year', '2026-12-31T12:00Z', 'closed 2027-01-04T07:00Z'],
    ['is open on these days in other years', '2028-01-03T10:00Z', 'open 2028-01-03T15:00Z'],
  ])('%s', ([, at, expected]) => {
    expect(show(christmas, at!)).toBe(expected)
  })

  it('knows holidays that go around the end of the year', () => {
    const closed = hours(['mon-sun 9:00-17:00'], { holidays: [{ from: '12-30', until: '01-02', times: [] }] })
    expect(show(closed, '2026-12-29T16:00Z')).toBe('closed 2027-01-03T07:00Z')
  })

  it('says only that it is closed when it stays closed for months', () => {
    expect(show(hours(['mon 9:00-17:00'], { holidays: [{ from: '01-01', until: '12-31', times: [] }] }), '2026-11-23T10:00Z')).toBe('closed')
  })
})

describe('the line that says so', () => {
  const texts = {
    open: 'Open',
    openUntil: 'Open until {{time}}',
    closed: 'Closed',
    closedUntil: 'Closed, opens {{relative}}: {{time}}',
    yourTime: '{{time}} your time',
  }
  const line = (at: string, locale: string, zone: string, of = OFFICE) =>
    describeOpening(findOpening(of, Date.parse(at)), Date.parse(at), texts, locale, zone).replaceAll('\u202f', ' ')
  it.for([
    ['2026-11-20T10:00Z', 'en', 'Europe/Riga', 'Open until 5:00 PM your time'],
    ['2026-11-20T10:00Z', 'lv', 'America/New_York', 'Open until 10:00 your time'],
    ['2026-11-23T04:00Z', 'en', 'Europe/Berlin', 'Closed, opens in 3 hours: 8:00 AM your time'],
    ['2026-11-23T06:40Z', 'en', 'Europe/Berlin', 'Closed, opens in 20 minutes: 8:00 AM your time'],
    ['2026-11-20T16:00Z', 'en', 'Europe/Berlin', 'Closed, opens in 3 days: Monday 8:00 AM your time'],
    ['2026-11-22T22:00Z', 'ru', 'Asia/Tokyo', 'Closed, opens через 9 часов: 16:00 your time'],
    ['2026-11-23T15:00Z', 'en', 'Pacific/Auckland', 'Closed, opens in 16 hours: 8:00 PM your time'],
    ['2026-11-23T04:00Z', 'fa', 'Asia/Tehran', 'Closed, opens ۳ ساعت بعد: ۱۰:۳۰ your time'],
    ['2026-11-23T06:00Z', 'he', 'Asia/Jerusalem', 'Closed, opens בעוד שעה: 9:00 your time'],
    ['2026-11-23T05:00Z', 'he', 'Asia/Jerusalem', 'Closed, opens בעוד שעתיים: 9:00 your time'],
    ['2026-11-23T04:00Z', 'he', 'Asia/Jerusalem', 'Closed, opens בעוד 3 שעות: 9:00 your time'],
    ['2026-11-23T06:39Z', 'ru', 'Europe/Riga', 'Closed, opens через 21 минуту: 9:00 your time'],
    ['2026-11-23T06:39Z', 'lv', 'Europe/Riga', 'Closed, opens pēc 21 minūtes: 9:00 your time'],
    ['2026-11-23T06:38Z', 'lv', 'Europe/Riga', 'Closed, opens pēc 22 minūtēm: 9:00 your time'],
    ['2026-11-23T06:00:30Z', 'en', 'Europe/Riga', 'Closed, opens in 1 hour: 9:00 AM your time'],
  ])('at %s in %s, %s', ([at, locale, zone, expected]) => {
    expect(line(at!, locale!, zone!)).toBe(expected)
  })

  it('names the day when it is more than a week away', () => {
    const closed = hours(['mon-fri 9:00-17:00'], { holidays: [{ from: '2026-11-20', until: '2026-12-04', times: [] }] })
    expect(line('2026-11-20T10:00Z', 'en', 'Europe/Riga', closed)).toBe('Closed, opens in 17 days: Monday, December 7 at 9:00 AM your time')
  })
})
