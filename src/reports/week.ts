/** A week of ISO 8601: Monday to Sunday, in UTC like all days of the figures. */
export interface Week {
  /** `2026-W47` */
  name: string
  /** Days since 1970-01-01, both included. */
  from: number
  to: number
}

const DAY = 86_400_000

/** The week of a day since 1970-01-01. It belongs to the year that its Thursday is in. */
export function weekOf(day: number): Week {
  // Day 0 was a Thursday.
  const from = day - ((day + 3) % 7)
  const year = new Date((from + 3) * DAY).getUTCFullYear()
  const number = Math.floor((from + 3 - Date.UTC(year, 0, 1) / DAY) / 7) + 1
  return { name: `${year}-W${String(number).padStart(2, '0')}`, from, to: from + 6 }
}

/** Reads `2026-W47`; undefined when there is no such week. */
export function readWeek(name: string): Week | undefined {
  const [, year, number] = /^(\d{4})-W(\d{2})$/.exec(name) ?? []
  if (!year || !number) return undefined
  // The fourth of January is always in the first week.
  const week = weekOf(Date.UTC(Number(year), 0, 4) / DAY + (Number(number) - 1) * 7)
  return week.name === name ? week : undefined
}
