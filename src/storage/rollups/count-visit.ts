import type { Sums } from './sums.ts'
import type { VisitState } from './visit-state.ts'

/** A visit is over after a day. */
const MOST_SECONDS = 86_400

/** Adds to the sums what a visit is worth now, or with `times` −1 takes it back: a visit that goes on is taken back and added anew. */
export function countVisit(sums: Sums, state: VisitState, times: 1 | -1): void {
  const { day, locale, tickets, opened, suggested } = state
  const contacts = tickets ? 1 : 0
  const searches = Object.entries(state.searches).sort(([a, { at }], [b, { at: other }]) => at - other || (a < b ? -1 : 1))
  const last = searches.at(-1)?.[0]
  const isSuccess = last !== undefined && last in state.clicks && !tickets
  sums.add(
    'site_day',
    { day, locale },
    {
      visits: 1,
      opened: opened === undefined ? 0 : 1,
      opened_contacts: opened === undefined ? 0 : contacts,
      contacts,
      searching: last === undefined ? 0 : 1,
      successful: isSuccess ? 1 : 0,
    },
    times,
  )
  for (const [key, { at, revision }] of Object.entries(state.read)) {
    const [article = '', locale = ''] = key.split('\n')
    sums.add('article_day', { day, article, locale, revision }, { visits: 1, contacts: tickets && tickets[1] > at ? 1 : 0 }, times)
  }
  const asked = new Set<string>()
  for (const [id, { locale, query, n }] of searches) {
    const outcome = id in state.clicks ? 'clicked' : id === last ? 'abandoned' : 'refined'
    const counts = { searches: 1, zero: n === 0 ? 1 : 0, [outcome]: 1 }
    sums.add('site_day', { day, locale }, counts, times)
    const key = `${locale}\n${query}`
    sums.add('search_day', { day, locale, query }, asked.has(key) ? counts : { ...counts, visits: 1, contacts }, times)
    asked.add(key)
  }
  if (opened !== undefined && state.arm !== undefined) {
    const [experiment = '', arm = ''] = state.arm.split('/')
    const { eligible = 0, shown = 0, clicked = 0, unsolved = 0, solved } = suggested
    const counts = { units: 1, contacts, eligible, shown, clicked, solved: solved === undefined ? 0 : 1, unsolved: solved === undefined ? unsolved : 0 }
    sums.add('experiment_day', { day, experiment, arm, locale }, counts, times)
  }
  if (last !== undefined || opened !== undefined) countWaiting(sums, state, last, times)
  for (const answers of Object.values(state.answers)) countAnswers(sums, day, answers, times)
  countTallies(sums, state, times)
}

/** What a visit counts once, however often it happened: `reply`, `not_found` and `guide` of tally_day. */
function countTallies(sums: Sums, { day, efforts = {}, missing = {}, guides = {} }: VisitState, times: number): void {
  const tally = (kind: string, locale: string, name: string, other: string) => sums.add('tally_day', { day, kind, locale, name, other }, { n: 1 }, times)
  for (const [key, { value, locale }] of Object.entries(efforts)) tally('reply', locale, key.slice(0, key.indexOf('\n')), String(value))
  for (const [path, { from, locale }] of Object.entries(missing)) tally('not_found', locale, path, from)
  for (const [guide, { last, end = last }] of Object.entries(guides)) tally('guide', end.locale, `${guide}/${end.node}`, end.outcome)
}

/**
 * From the first event to “that solved it” or the click on a result of the last search, whichever came first. Who sent a ticket was not
 * answered here, nor was who left without either.
 */
function countWaiting(sums: Sums, { day, locale, first, last, tickets, clicks, suggested }: VisitState, search: string | undefined, times: number): void {
  const answers = [suggested.solved, search === undefined ? undefined : clicks[search]].filter((at) => at !== undefined)
  const isAnswered = !tickets && answers.length > 0
  const end = isAnswered ? Math.min(...answers) : (tickets?.[0] ?? last)
  sums.add(
    'waiting_day',
    { day, locale, answered: isAnswered ? 1 : 0, seconds: Math.min(MOST_SECONDS, roundSeconds(Math.round((end - first[0]) / 1000) / 1000)) },
    { n: 1 },
    times,
  )
}

/** To the second in the first minute, to 5 s in the first ten, then to the minute: no figure is shown finer than that. */
export function roundSeconds(seconds: number): number {
  const step = seconds < 60 ? 1 : seconds < 600 ? 5 : 60
  return Math.max(0, Math.floor(seconds / step) * step)
}

function countAnswers(sums: Sums, day: number, { article, vote, effort, said }: VisitState['answers'][string], times: number): void {
  if (vote) sums.add('article_day', { day, article, locale: vote.locale, revision: vote.revision }, vote.value === 1 ? { yes: 1 } : { no: 1 }, times)
  if (effort) sums.add('article_day', { day, article, locale: effort.locale, revision: effort.revision }, { [`effort_${effort.value}`]: 1 }, times)
  // Reasons are of those who say no.
  if (!said || vote?.value === 1) return
  for (const reason of said.reasons) sums.add('article_day', { day, article, locale: said.locale, revision: said.revision }, { [reason]: 1 }, times)
}
