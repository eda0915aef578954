import { expect, it } from 'vitest'
import { findDueWeek } from '../../src/reports/reports.ts'
import { readWeek, weekOf } from '../../src/reports/week.ts'

const DAY = 86_400_000
const dayOf = (date: string) => Date.parse(`${date}T00:00:00Z`) / DAY

it.each([
  ['2026-11-22', '2026-W47', '2026-11-16'],
  ['2026-11-23', '2026-W48', '2026-11-23'],
  // The turn of a year belongs to the week of its Thursday.
  ['2027-01-03', '2026-W53', '2026-12-28'],
  ['2024-12-30', '2025-W01', '2024-12-30'],
  ['1970-01-01', '1970-W01', '1969-12-29'],
])('finds the week of %s', (date, name, monday) => {
  expect(weekOf(dayOf(date))).toEqual({ name, from: dayOf(monday), to: dayOf(monday) + 6 })
  expect(readWeek(name)).toEqual(weekOf(dayOf(date)))
})

it('knows every week by its name', () => {
  for (let day = dayOf('1999-12-20'); day < dayOf('2040-01-20'); day += 7) expect(readWeek(weekOf(day).name)).toEqual(weekOf(day))
})

it.each(['2026-W54', '2025-W53', '2026-W00', '2026-47', '2026-W7', 'W47', '', '2026-W47 '])('refuses "%s"', (name) => expect(readWeek(name)).toBeUndefined())

it('is due on Monday at six, not before', () => {
  const monday = Date.parse('2026-11-23T06:00:00Z')
  expect([findDueWeek(monday - 1).name, findDueWeek(monday).name]).toEqual(['2026-W46', '2026-W47'])
})
