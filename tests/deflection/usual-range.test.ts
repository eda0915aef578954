import { describe, expect, it } from 'vitest'
import { type Day, FALSE_ALARM, type FigureKind, findUsualRange, studentLimit, studentTail } from '../../src/deflection/statistics/usual-range.ts'
import { createRandom } from './random.ts'

type Random = ReturnType<typeof createRandom>
/** Busy Mondays, quiet weekends. */
const WEEKDAYS = [1.2, 1.3, 1.1, 1, 1, 0.4, 0.3]
const BASELINE = 63

/** How a figure comes about on a day; `shift` multiplies what usually happens. */
interface World {
  kind: FigureKind
  draw: (random: Random, day: number, shift: number) => Day
}
const weekday = (day: number) => WEEKDAYS[day % 7] ?? 1
const counts = (mean: number, dispersion = 1): World => ({
  kind: 'count',
  draw: (random, day, shift) => {
    const usual = mean * weekday(day) * shift
    // A day that is busier than others for reasons of its own.
    const mood = dispersion > 1 ? random.gamma(mean / (dispersion - 1)) / (mean / (dispersion - 1)) : 1
    return { observed: random.poisson(usual * mood), n: 1 }
  },
})
const shares = (perDay: number, share: number): World => ({
  kind: 'share',
  draw: (random, day, shift) => {
    const n = random.poisson(perDay * weekday(day))
    return { observed: Array.from({ length: n }).filter(() => random.uniform() < share * shift).length, n }
  },
})
const efforts = (perDay: number): World => ({
  kind: 'mean',
  draw: (random, day, shift) => {
    const scores = Array.from({ length: random.poisson(perDay * weekday(day)) }, () =>
      Math.min(7, Math.max(1, Math.round(6.3 - shift + 1.5 * random.normal()))),
    )
    return { observed: scores.reduce((sum, score) => sum + score, 0), n: scores.length }
  },
})

const isOut = (kind: FigureKind, days: Day[]) => ['above', 'below'].includes(findUsualRange(kind, days).verdict)

/** Years in which nothing changes: the share of days called unusual, and how many months there are to one run of them. */
function watchQuietYears({ kind, draw }: World, years: number): { share: number; monthsToRun: number } {
  let [days, out, runs] = [0, 0, 0]
  for (let seed = 1; seed <= years; seed += 1) {
    const random = createRandom(seed * 7919)
    const all = Array.from({ length: BASELINE + 365 }, (_, day) => draw(random, day, 1))
    let before = false
    for (let end = BASELINE; end <= all.length; end += 1) {
      const now = isOut(kind, all.slice(end - BASELINE, end))
      days += 1
      if (now) out += 1
      if (now && !before) runs += 1
      before = now
    }
  }
  return { share: out / days, monthsToRun: days / 30.4 / runs }
}

/** On which day after a real shift, on any weekday, nine of ten worlds have noticed it. */
function findNinthDelay({ kind, draw }: World, shift: number): number {
  const delays = Array.from({ length: 100 }, (_, seed) => {
    const random = createRandom(seed * 104_729 + 1)
    const begin = BASELINE + (seed % 7)
    const all = Array.from({ length: begin + 28 }, (_day, day) => draw(random, day, day < begin ? 1 : shift))
    const found = Array.from({ length: 28 }, (_day, after) => after + 1).find((after) => isOut(kind, all.slice(begin + after - BASELINE, begin + after)))
    return found ?? Number.POSITIVE_INFINITY
  })
  return delays.sort((a, b) => a - b)[89] ?? Number.POSITIVE_INFINITY
}

describe('the usual range', () => {
  it.each([
    ['5 messages a day', counts(5)],
    ['20 messages a day', counts(20)],
    ['80 messages a day that vary twice as much as chance', counts(80, 2)],
    ['15 % of 30 searches a day', shares(30, 0.15)],
    ['45 % of 20 searches a day', shares(20, 0.45)],
    ['10 answers about effort a day', efforts(10)],
  ])('calls a quiet day unusual as often as is said, with %s', (_, world) => {
    const { share, monthsToRun } = watchQuietYears(world, 40)
    expect(share).toBeGreaterThan(FALSE_ALARM * 0.5)
    expect(share).toBeLessThan(FALSE_ALARM * 1.7)
    expect(monthsToRun).toBeGreaterThan(7)
    expect(monthsToRun).toBeLessThan(20)
  })

  it.each([
    ['twice as many messages as 5 a day', counts(5), 2, 8],
    ['half as many again as 20 a day', counts(20), 1.5, 10],
    ['twice as many as 20 a day', counts(20), 2, 4],
    ['half of 20 a day', counts(20), 0.5, 6],
    ['twice as many as 80 a day that vary more than chance', counts(80, 2), 2, 4],
    ['twice the share of 15 % of 30 searches', shares(30, 0.15), 2, 7],
    ['an effort of one point more, of 10 answers', efforts(10), 2, 7],
  ])('notices %s within the days that are said', (_, world, shift, days) => {
    expect(findNinthDelay(world, shift)).toBeLessThanOrEqual(days)
  })

  it('says on which side, and between which limits a week would be usual', () => {
    const week = (busy: number) => [3, 3, 3, 3, 3, 1, 1].map((n, day) => ({ observed: n * busy + (day % 2), n: 1 }))
    const quiet = Array.from({ length: 9 }, (_, index) => week(index % 2 === 0 ? 2 : 3)).flat()
    const busy = [...quiet.slice(0, -7), ...week(6)]
    expect(findUsualRange('count', quiet)).toMatchObject({ verdict: 'usual', value: 37 })
    expect(findUsualRange('count', busy)).toMatchObject({ verdict: 'above', value: 105 })
    const { low, high, expected } = findUsualRange('count', busy) as { low: number; high: number; expected: number }
    expect([low < expected, expected < high, high < 105]).toEqual([true, true, true])
    expect(findUsualRange('count', [...quiet.slice(0, -7), ...week(0)])).toMatchObject({ verdict: 'below' })
  })

  it.each([
    ['a week', 'count', Array(7).fill({ observed: 9, n: 1 }), { missing: 56, unit: 'days' }],
    ['nothing', 'share', [], { missing: 63, unit: 'days' }],
    ['nine weeks without anybody', 'count', Array(63).fill({ observed: 0, n: 1 }), { missing: 10, unit: 'answers' }],
    ['nine weeks without a search', 'share', Array(63).fill({ observed: 0, n: 0 }), { missing: 10, unit: 'answers' }],
    ['searches that all found something', 'share', Array(63).fill({ observed: 0, n: 50 }), { missing: 10, unit: 'answers' }],
    ['a message a week', 'count', Array(63).fill({ observed: 1 / 7, n: 1 }), { missing: 9, unit: 'answers' }],
    ['an answer a day', 'mean', Array(63).fill({ observed: 6, n: 1 }), { missing: 3, unit: 'answers' }],
    ['a share of one in ten of 35 searches a week', 'share', Array(63).fill({ observed: 0.5, n: 5 }), { missing: 65, unit: 'answers' }],
  ] as const)('stays quiet about %s, and says how much is missing', (_, kind, days, missing) => {
    expect(findUsualRange(kind, days as Day[])).toEqual({ verdict: 'too-little', ...missing })
  })

  it('makes no alarm of figures that were the same every day', () => {
    expect(findUsualRange('count', [...Array(62).fill({ observed: 4, n: 1 }), { observed: 6, n: 1 }])).toMatchObject({ verdict: 'usual' })
    expect(findUsualRange('mean', [...Array(62).fill({ observed: 14, n: 2 }), { observed: 13, n: 2 }])).toMatchObject({ verdict: 'usual' })
  })

  // Fisher and Yates, Statistical Tables, table III.
  it.each([
    [0.05, 10, 2.228],
    [0.01, 40, 2.704],
    [0.001, 60, 3.46],
    [0.05, 1, 12.706],
  ])('has Student’s limit for %d and %d degrees of freedom', (share, freedom, limit) => {
    expect(studentLimit(share, freedom)).toBeCloseTo(limit, 3)
    expect(studentTail(studentLimit(share, freedom), freedom)).toBeCloseTo(share, 10)
  })
})
