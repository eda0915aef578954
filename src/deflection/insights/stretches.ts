/** Some days that are one point of a curve. */
export interface Stretch {
  /** Days since 1970-01-01, both included. */
  from: number
  to: number
}

/**
 * Cuts a period into days, weeks or some weeks, so that a curve has at most `most` points. All are of one length and the last ends with the
 * period: days at its beginning that make no whole one are left out, because a short week would look like a fall.
 */
export function cutPeriod({ from, to }: Stretch, most = 45): Stretch[] {
  const days = Math.max(0, to - from + 1)
  const size = days <= most ? 1 : Math.ceil(days / most / 7) * 7
  const count = Math.floor(days / size)
  return Array.from({ length: count }, (_, index) => ({ from: to + 1 - (count - index) * size, to: to - (count - index - 1) * size }))
}

/** Days in each point of a curve. */
export const sizeOf = ([first]: Stretch[]): number => (first ? first.to - first.from + 1 : 1)

/** The sum over the days of a stretch. `rows` are in order of their day. */
export function sumOver<Row extends { day: number }>(rows: Row[], { from, to }: Stretch, read: (row: Row) => number): number {
  return rows.reduce((sum, row) => (row.day >= from && row.day <= to ? sum + read(row) : sum), 0)
}
