const DAY = 86_400_000

const formatters = new Map<string, Intl.DateTimeFormat>()
function formatterOf(zone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(zone)
  if (!formatter) {
    const two = '2-digit'
    formatter = new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: two,
      day: two,
      hour: two,
      minute: two,
      second: two,
    })
    formatters.set(zone, formatter)
  }
  return formatter
}

/** What clocks of a zone show, as epoch ms of the same figures in UTC. */
function wallTime(zone: string, at: number): number {
  const part = Object.fromEntries(
    formatterOf(zone)
      .formatToParts(at)
      .map(({ type, value }) => [type, Number(value)]),
  )
  return Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) + (at % 1000)
}

/** When clocks of a zone show a time (epoch ms of the same figures in UTC). Of a time that comes twice it is the first; one that is skipped is as much later as clocks jump. */
export function instantOf(zone: string, wall: number): number {
  const before = wall - (wallTime(zone, wall - DAY) - (wall - DAY))
  if (wallTime(zone, before) === wall) return before
  const after = wall - (wallTime(zone, wall + DAY) - (wall + DAY))
  return wallTime(zone, after) === wall ? after : before
}

/** Midnight that begins the present day of a zone, as epoch ms of the same figures in UTC. */
export function startOfDay(zone: string, now: number): number {
  return Math.floor(wallTime(zone, now) / DAY) * DAY
}
