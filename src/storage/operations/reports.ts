import { insert, type Row, type Steps } from '../statement.ts'

export interface ReportRows {
  report: Row
  deliveries: Row[]
}

/** Files a report with its deliveries, or nothing when there is one of this occasion. */
export function* fileReport(_site: string, { report, deliveries }: ReportRows): Steps<boolean> {
  if ((yield* insert('report', [report])).length === 0) return false
  yield* insert('delivery', deliveries)
  return true
}
