import { describe, expect, it } from 'vitest'
import { drive } from '../../src/commands/simulate/drive.ts'
import { createRandom, makeVisitors, type Model, TICKET_RATE } from '../../src/commands/simulate/model.ts'
import { createWordGroups } from '../../src/search/word-groups.ts'
import { createExperiment } from '../../src/deflection/experiment.ts'
import { createInsights } from '../../src/deflection/queries/insights.ts'
import { findConfidenceSequence, findDeflectionSequence } from '../../src/deflection/statistics/confidence-sequence.ts'
import { type Arm, measureExperiment } from '../../src/deflection/statistics/experiment-effect.ts'
import { checkSampleRatio } from '../../src/deflection/statistics/sample-ratio.ts'
import { measureTimeToAnswer } from '../../src/deflection/statistics/time-to-answer.ts'
import { TICKETS } from '../contact/message.ts'
import { makeSite } from '../server/site.ts'

const DAY = 86_400_000
const EXPERIMENT = createExperiment('default', 50)
const SEEDS = Array.from({ length: 100 }, (_, index) => index + 1)

/** Units and tickets by arm after each visitor that opens the form, without the endpoint: the same people, the same assignment. */
function* split({ seed, visits, effect }: Model): Generator<{ holdout: Arm; suggest: Arm }> {
  const arms = { holdout: { tickets: 0, units: 0 }, suggest: { tickets: 0, units: 0 } }
  for (const [index, visitor] of makeVisitors({ seed, visits, effect }).entries()) {
    if (!visitor.isOpening) continue
    const name = EXPERIMENT.findArm(`${seed}-${index}`)
    arms[name].units += 1
    if (name === 'suggest' ? visitor.isTicketHelped : visitor.isTicketAlone) arms[name].tickets += 1
    yield arms
  }
}

const runSeeds = (effect: number) => SEEDS.map((seed) => [...split({ seed, visits: 4000, effect })].at(-1)!)

describe('simulated visitors, without the endpoint', () => {
  it('have their true effect inside of the interval in at least 93 of 100 seeds', () => {
    for (const effect of [0, 0.1, 0.3]) {
      const truth = TICKET_RATE * effect
      const covered = runSeeds(effect).filter(({ holdout, suggest }) => {
        const { difference } = measureExperiment(holdout, suggest)
        return difference !== null && difference.low <= truth && truth <= difference.high
      })
      expect(covered.length).toBeGreaterThanOrEqual(93)
    }
  })

  it('raise no false alarm when suggestions change nothing, however often one looks', () => {
    let falseEffects = 0
    let falseWhenPeeking = 0
    let mismatches = 0
    for (const seed of SEEDS) {
      let units = 0
      let isFalse = false
      let isFalseFixed = false
      for (const { holdout, suggest } of split({ seed, visits: 4000, effect: 0 })) {
        units += 1
        if (units % 100 !== 0) continue
        const always = findConfidenceSequence(holdout, suggest)
        const { difference } = measureExperiment(holdout, suggest)
        isFalse ||= always !== null && (always.low > 0 || always.high < 0)
        isFalseFixed ||= difference !== null && (difference.low > 0 || difference.high < 0)
        if (checkSampleRatio(holdout.units, suggest.units, 0.5).isAlarm) mismatches += 1
      }
      if (isFalse) falseEffects += 1
      if (isFalseFixed) falseWhenPeeking += 1
    }
    expect(falseEffects).toBeLessThanOrEqual(5)
    expect(mismatches).toBe(0)
    // The interval for one look would be wrong far more often, which is why it is not shown before its time.
    expect(falseWhenPeeking).toBeGreaterThan(10)
  })
})

describe('causal deflection while the experiment goes on', () => {
  it.each([0, 0.1, 0.3])('has a true effect of %d inside of the interval at every look, in at least 95 of 100 seeds', (effect) => {
    const covered = SEEDS.filter((seed) => {
      let units = 0
      for (const { holdout, suggest } of split({ seed, visits: 2000, effect })) {
        units += 1
        const found = units % 50 === 0 ? findDeflectionSequence(holdout, suggest) : null
        if (found && (found.low > effect || found.high < effect)) return false
      }
      return true
    })
    expect(covered.length).toBeGreaterThanOrEqual(95)
  })
})

describe('time to an answer', () => {
  it('has the true median inside of its interval in at least 93 of 100 seeds, though many leave before', () => {
    const covered = SEEDS.filter((seed) => {
      const random = createRandom(seed)
      const wait = (mean: number) => -Math.log(1 - random()) * mean
      const visits = Array.from({ length: 300 }, () => {
        const [answer, patience] = [wait(240), wait(600)]
        return { seconds: Math.min(answer, patience), isAnswered: answer <= patience }
      })
      const { low, high } = measureTimeToAnswer(visits).interval
      const truth = 240 * Math.LN2
      return (low ?? 0) <= truth && truth <= (high ?? Number.POSITIVE_INFINITY)
    })
    expect(covered.length).toBeGreaterThanOrEqual(93)
  })

  it('has no upper end while few were answered', () => {
    const visits = [1, 2, 3, 4, 5].map((seconds) => ({ seconds, isAnswered: true }))
    expect(measureTimeToAnswer(visits)).toMatchObject({ median: 3, interval: { low: 1, high: null } })
  })
})

describe('simulated visitors at the endpoint', () => {
  it('have the figures that counting the raw log gives', async () => {
    const tickets = { ...TICKETS.contact.tickets, holdout: 50 }
    const site = await makeSite({ settings: { contact: { ...TICKETS.contact, tickets } }, environment: { LIMIT_SCALE: '10000', PROOF_OF_WORK: 'never' } })
    const start = Math.floor(site.time.now / DAY) * DAY
    await drive({ request: site.request, setTime: (now) => (site.time.now = now), start }, { seed: 5, visits: 250, effect: 0.5 })
    const scope = { from: start / DAY, to: start / DAY }
    const insights = createInsights({
      read: site.store.read,
      clock: () => site.time.now,
      experiment: EXPERIMENT,
      defaultLocale: 'en',
      groupOf: createWordGroups(),
    })

    type Event = {
      id: string
      type: string
      visit: string
      article: string | null
      reader: string
      arm: string | null
      value: number | null
      text: string | null
      detail: string
    }
    const log = await site.store.read<Event>('SELECT * FROM event WHERE site = :site ORDER BY arrival, id', {})
    const visits = [...Map.groupBy(log, ({ visit }) => visit).values()]
    const has = (events: Event[], type: string) => events.some((event) => event.type === type)
    const count = (condition: (events: Event[]) => boolean) => visits.filter(condition).length

    const volume = await insights.contactVolume(scope)
    expect(volume.total).toEqual({
      visits: visits.length,
      views: log.filter(({ type }) => type === 'view').length,
      tickets: log.filter(({ type }) => type === 'submit').length,
      opened: count((events) => has(events, 'contact_open')),
      openedContacts: count((events) => has(events, 'contact_open') && has(events, 'submit')),
      contacts: count((events) => has(events, 'submit')),
    })
    expect(visits).toHaveLength(250)

    const { holdout, suggest, effect, ratio } = await insights.suggestionEffect(scope)
    for (const [arm, figures] of Object.entries({ holdout, suggest })) {
      const units = visits.filter((events) => events.some(({ type, arm: label }) => type === 'contact_open' && label === `suggestions-50/${arm}`))
      expect(figures).toMatchObject({
        units: units.length,
        tickets: units.filter((events) => has(events, 'submit')).length,
        eligible: units.length,
        shown: arm === 'suggest' ? units.length : 0,
        solved: units.filter((events) => has(events, 'solved')).length,
      })
    }
    expect(effect.difference).toEqual(measureExperiment(holdout, suggest).difference)
    expect(ratio).toEqual(checkSampleRatio(holdout.units, suggest.units, 0.5))
    // Arms follow from the salt of the day, which is drawn anew: an interval of 95 % may miss the truth, four standard errors do so once in 16,000 runs.
    const { value, low, high } = effect.difference!
    expect(Math.abs(value - TICKET_RATE * 0.5)).toBeLessThan((4 * (high - low)) / (2 * 1.96))

    const searches = await insights.searches(scope)
    const outcome = (events: Event[]) => {
      const asked = events.filter(({ type }) => type === 'search')
      const clicked = asked.filter(({ id }) => events.some(({ type, detail }) => type === 'search_click' && JSON.parse(detail).search === id))
      const abandoned = asked.length > 0 && !clicked.includes(asked.at(-1)!) ? 1 : 0
      return { asked, clicked: clicked.length, abandoned, refined: asked.length - clicked.length - abandoned }
    }
    const total = (name: 'clicked' | 'abandoned' | 'refined') => visits.reduce((sum, events) => sum + outcome(events)[name], 0)
    expect(searches).toMatchObject({
      searches: log.filter(({ type }) => type === 'search').length,
      zero: { count: log.filter(({ type, value }) => type === 'search' && value === 0).length },
      clicked: { count: total('clicked') },
      refined: { count: total('refined') },
      abandoned: { count: total('abandoned') },
      unlisted: 0,
    })
    expect(searches.zeroResult.map(({ query }) => query).sort()).toEqual(['invoise', 'sso'])

    const { articles } = await insights.articles(scope)
    for (const { article, visits: readers, contact, helpful } of articles) {
      const reading = visits.filter((events) => events.some((event) => event.type === 'view' && event.article === article))
      const votes = log.filter((event) => event.type === 'vote' && event.article === article)
      expect([readers, contact.rate.count, helpful.count, helpful.n]).toEqual([
        reading.length,
        reading.filter((events) => has(events, 'submit')).length,
        votes.filter(({ value }) => value === 1).length,
        votes.length,
      ])
    }
  })
})
