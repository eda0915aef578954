import { describe, expect, it } from 'vitest'
import { findConfidenceSequence, findDeflectionSequence } from '../../src/deflection/statistics/confidence-sequence.ts'
import { measureContactRates } from '../../src/deflection/statistics/contact-rate.ts'
import { measureExperiment, measureSaving } from '../../src/deflection/statistics/experiment-effect.ts'
import { findPosterior } from '../../src/deflection/statistics/posterior.ts'
import { measureRevision } from '../../src/deflection/statistics/revision-effect.ts'
import { findAnswersNeeded, findSampleSize } from '../../src/deflection/statistics/sample-size.ts'
import { checkSampleRatio } from '../../src/deflection/statistics/sample-ratio.ts'
import { measureSelfService } from '../../src/deflection/statistics/self-service.ts'
import { measureTimeToAnswer } from '../../src/deflection/statistics/time-to-answer.ts'
import { measureProportion } from '../../src/deflection/statistics/proportion.ts'

// Expected figures were computed with scipy, from the formulas that the functions name.
const holdout = { tickets: 45, units: 75 }
const suggest = { tickets: 400, units: 800 }

describe('an experiment', () => {
  it('has the difference by Newcombe, the ratio by Katz and the tickets avoided', () => {
    const { difference, deflection, avoided, z, p } = measureExperiment(holdout, suggest)
    expect(difference?.value).toBeCloseTo(0.1, 12)
    expect(difference?.low).toBeCloseTo(-0.01828256709685716, 12)
    expect(difference?.high).toBeCloseTo(0.20900035471783518, 12)
    expect(deflection?.value).toBeCloseTo(0.16666666666666663, 12)
    expect(deflection?.low).toBeCloseTo(-0.015144771461216733, 12)
    expect(deflection?.high).toBeCloseTo(0.3159158536128307, 12)
    expect(avoided?.value).toBeCloseTo(80, 9)
    expect(avoided?.high).toBeCloseTo(800 * 0.20900035471783518, 9)
    expect([z, p]).toEqual([expect.closeTo(1.6564007498038855, 12), expect.closeTo(0.0976406893636209, 12)])
    expect(measureSaving(avoided!, 7.5).value).toBeCloseTo(600, 9)
  })

  it.each([
    ['nobody opened the form', { tickets: 0, units: 0 }, { tickets: 0, units: 0 }],
    ['nobody is in the holdout', { tickets: 0, units: 0 }, { tickets: 3, units: 9 }],
    ['nobody wrote', { tickets: 0, units: 5 }, { tickets: 0, units: 50 }],
    ['nobody of the holdout wrote', { tickets: 0, units: 5 }, { tickets: 7, units: 50 }],
    ['only the holdout wrote', { tickets: 5, units: 5 }, { tickets: 0, units: 50 }],
    ['everybody wrote', { tickets: 5, units: 5 }, { tickets: 50, units: 50 }],
  ])('has finite figures or none when %s', (_name, holdout, suggest) => {
    const always = [findConfidenceSequence(holdout, suggest), findDeflectionSequence(holdout, suggest)]
    const numbers = JSON.stringify({ effect: measureExperiment(holdout, suggest), always }, (_key, value) =>
      typeof value === 'number' && !Number.isFinite(value) ? 'not finite' : value,
    )
    expect(numbers).not.toContain('not finite')
  })

  it('has a wider interval as long as it is looked at before its end', () => {
    const always = findConfidenceSequence(holdout, suggest)
    expect(always?.low).toBeCloseTo(-0.10361522259748357, 12)
    expect(always?.high).toBeCloseTo(0.3036152225974835, 12)
    const { deflection } = measureExperiment(holdout, suggest)
    const ratio = findDeflectionSequence(holdout, suggest)
    expect(ratio?.value).toBe(deflection?.value)
    expect(ratio?.low).toBeLessThan(deflection!.low!)
    expect(ratio?.high).toBeGreaterThan(deflection!.high!)
  })

  it('says how many units it needs, and nothing when there is nothing to find', () => {
    expect(findSampleSize({ control: 0.4, treated: 0.35, ratio: 4, power: 0.9 })).toEqual({ holdout: 1248, suggest: 4992, total: 6240 })
    expect(findSampleSize({ control: 0.4, treated: 0.4, ratio: 9 })).toBeNull()
    expect(findSampleSize({ control: 0.4, treated: 0.3, ratio: 0 })).toBeNull()
  })

  it('is alarmed by a split that chance does not make', () => {
    const { chiSquare, p, isAlarm } = checkSampleRatio(75, 800, 0.1)
    expect([chiSquare, p, isAlarm]).toEqual([expect.closeTo(1.9841269841269842, 12), expect.closeTo(0.15895631187939907, 12), false])
    expect(checkSampleRatio(0, 0, 0.1)).toEqual({ chiSquare: 0, p: 1, isAlarm: false })
    expect(checkSampleRatio(140, 800, 0.1).isAlarm).toBe(true)
    expect(checkSampleRatio(3, 800, 0).isAlarm).toBe(true)
  })
})

describe('a posterior', () => {
  it('has mean, interval and the probability that most say no', () => {
    const { mean, low, high, belowHalf } = findPosterior(3, 0)
    expect([mean, low, high, belowHalf].map((value) => value.toFixed(10))).toEqual(['0.8750000000', '0.4644167570', '0.9998493640', '0.0331455003'])
    const { mean: second, belowHalf: probably } = findPosterior(40, 60)
    expect([second, probably]).toEqual([expect.closeTo(0.400990099009901, 12), expect.closeTo(0.9775215216279282, 10)])
  })
})

describe('an edit', () => {
  it.each([
    { before: [18, 22], after: [41, 19], difference: 0.22910835665733703, improved: 0.9899336111423055, low: 0.03611659513922892, high: 0.41525206517937097 },
    {
      before: [1500, 900],
      after: [1700, 800],
      difference: 0.0549800904294675,
      improved: 0.999973760775274,
      low: 0.02834192919823652,
      high: 0.08159406360656311,
    },
    { before: [5, 0], after: [4, 1], difference: -0.16666666666666663, improved: 0.16539757663389976, low: -0.5764973449629387, high: 0.21132036156447068 },
  ])('changes the share of yes from $before to $after by $difference', ({ before, after, ...expected }) => {
    const toAnswers = ([yes = 0, no = 0]: number[]) => ({ yes, no })
    const effect = measureRevision(toAnswers(before), toAnswers(after))
    expect(effect.difference).toBeCloseTo(expected.difference, 12)
    // The reference is a sum of 400,000 quantiles.
    expect(effect.improved).toBeCloseTo(expected.improved, 6)
    expect(effect.low).toBeCloseTo(expected.low, 6)
    expect(effect.high).toBeCloseTo(expected.high, 6)
  })

  it('is unknown without answers: any change is possible, better as likely as worse', () => {
    const { difference, improved, low, high } = measureRevision({ yes: 0, no: 0 }, { yes: 0, no: 0 })
    expect([difference, improved]).toEqual([0, expect.closeTo(0.5, 9)])
    expect(high).toBeCloseTo(-low, 9)
    expect(high).toBeGreaterThan(0.9)
  })
})

describe('time to answer', () => {
  it('counts who left as waiting until then', () => {
    const waiting = [
      { seconds: 10, isAnswered: true },
      { seconds: 30, isAnswered: false },
      { seconds: 40, isAnswered: true, n: 2 },
      { seconds: 50, isAnswered: false },
    ]
    const { n, answered, median, curve } = measureTimeToAnswer(waiting)
    // 4/5 remain after 10 s; of the three that still wait at 40 s, one does after it.
    expect(curve).toEqual([
      { seconds: 10, share: expect.closeTo(0.8, 12) },
      { seconds: 40, share: expect.closeTo(0.8 / 3, 12) },
    ])
    expect([n, answered, median]).toEqual([5, 3, 40])
  })

  // Remission in weeks, Freireich and others (1963), Blood 21. The intervals were recomputed with fractions, by the test that Brookmeyer and Crowley invert.
  it.each([
    { group: 'placebo', weeks: '1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23', median: 8, low: 4, high: 11 },
    { group: '6-MP', weeks: '6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+', median: 23, low: 13, high: null },
  ])('has the median of $group with its interval', ({ weeks, median, low, high }) => {
    const waiting = weeks.split(' ').map((week) => ({ seconds: Number.parseInt(week, 10), isAnswered: !week.endsWith('+') }))
    expect(measureTimeToAnswer(waiting)).toMatchObject({ n: 21, median, interval: { low, high } })
  })

  it('has no median when most leave without an answer, and none of nobody', () => {
    const few = [
      { seconds: 10, isAnswered: true },
      { seconds: 20, isAnswered: false, n: 9 },
    ]
    expect(measureTimeToAnswer(few).median).toBeNull()
    expect(measureTimeToAnswer([])).toEqual({ n: 0, answered: 0, median: null, interval: { low: null, high: null }, curve: [] })
  })
})

describe('contact rates', () => {
  it('rank by what a fix may avoid, not by the raw rate', () => {
    const [refund, rare, quiet] = measureContactRates(
      [
        { visits: 900, contacts: 90 },
        { visits: 3, contacts: 2 },
        { visits: 297, contacts: 0 },
      ],
      0.05,
    )
    // An article has 400 visits on average, so each is drawn towards 5 % by 400.
    expect(refund?.shrunk).toBeCloseTo((90 + 20) / 1300, 12)
    expect(refund?.avoidable).toBeCloseTo(((90 + 20) / 1300 - 0.05) * 900, 9)
    expect(rare?.rate.share).toBeCloseTo(2 / 3, 12)
    expect(rare!.avoidable).toBeLessThan(0.1)
    expect(quiet?.avoidable).toBe(0)
    expect(measureContactRates([], 0.05)).toEqual([])
    expect(measureContactRates([{ visits: 0, contacts: 0 }], 0)).toMatchObject([{ rate: { share: null }, shrunk: 0, avoidable: 0 }])
  })
})

describe('figures of others', () => {
  it('are none when there is nothing to divide by', () => {
    const nothing = { visits: 0, tickets: 0, solved: 0, ticketsAfterSuggestions: 0, opened: 0, openedWithTicket: 0 }
    expect(measureSelfService(nothing)).toEqual({ score: null, explicit: null, implicit: null })
    expect(measureSelfService({ visits: 12, tickets: 3, solved: 1, ticketsAfterSuggestions: 1, opened: 4, openedWithTicket: 3 })).toEqual({
      score: 4,
      explicit: 0.5,
      implicit: 0.25,
    })
  })
})

it('knows how many answers make an interval narrow enough', () => {
  const n = findAnswersNeeded(0.1)
  const width = (count: number) => measureProportion(count / 2, count).high - 0.5
  expect([width(n) <= 0.1, width(n - 1) <= 0.1]).toEqual([true, false])
})
