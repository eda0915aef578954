import type { Row } from '../statement.ts'
import { readDetail } from './detail.ts'

const DAY = 86_400_000
/** Most articles, searches and answers that are told apart in one visit. More are a program or an office behind one address. */
const MOST = 100

/** Days since 1970-01-01, UTC, of an epoch ms. */
export const dayOf = (time: number): number => Math.floor(time / DAY)

/** Place in the order of arrival. */
type Moment = [arrival: number, id: string]

/** What one reader said about one article in one language; the newest of each counts. */
export interface Answers {
  article: string
  vote?: { at: Moment; value: number; locale: string; revision: string }
  effort?: { at: Moment; value: number; locale: string; revision: string }
  /** The submission that voted or gave reasons last, with its reasons. */
  said?: { at: Moment; answer: string; locale: string; revision: string; reasons: string[] }
}

/**
 * All that has to be known of a visit to count it once, whatever order its events come in: minima, maxima and sets. Times are arrivals
 * (microseconds). It is kept as JSON, hence the short names.
 */
export interface VisitState {
  day: number
  /** Its first event, and the language of that. */
  first: Moment
  locale: string
  last: number
  /** Articles by `article\nlocale`: the first view, its revision and the page it was on. */
  read: Record<string, { at: number; revision: string; path: string }>
  /** Searches by id, and clicks by the id of their search. */
  searches: Record<string, { at: number; locale: string; query: string; n: number }>
  clicks: Record<string, number>
  /** First and last ticket. */
  tickets?: [number, number]
  /** When the contact form was opened first. */
  opened?: number
  /** `experiment/arm`. */
  arm?: string
  /** Steps of the suggestions that happened. */
  suggested: { eligible?: 1; shown?: 1; clicked?: 1; unsolved?: 1 /** When a suggestion solved it. */; solved?: number }
  /** By `reader\narticle\nlocale`. */
  answers: Record<string, Answers>
  /** How easy it was elsewhere than in an article, by `place\npath`: the newest answer. */
  efforts?: Record<string, { at: Moment; value: number; locale: string }>
  /** Addresses that were missing: how the reader came to each first. */
  missing?: Record<string, { at: Moment; from: string; locale: string }>
  /** Guides, by name: the newest thing that happened, and the newest way in which it ended with a solution or at a person. */
  guides?: Record<string, { last: GuideEvent; end?: GuideEvent }>
}

interface GuideEvent {
  at: Moment
  locale: string
  node: string
  /** `answered` a question, or the outcome of the guide. */
  outcome: string
}

export function startVisit(event: Row): VisitState {
  const { day, first } = readMoment(event)
  return { day, first, locale: String(event['locale']), last: first[0], read: {}, searches: {}, clicks: {}, suggested: {}, answers: {} }
}

/** Takes one more event in; false when the visit is too large for it to be told apart. */
export function takeIn(state: VisitState, event: Row): boolean {
  const { day, first } = readMoment(event)
  const [arrival, id] = first
  state.day = Math.min(state.day, day)
  if (isBefore(first, state.first)) {
    state.first = first
    state.locale = String(event['locale'])
  }
  state.last = Math.max(state.last, arrival)
  if (event['arm'] !== null) state.arm ??= String(event['arm'])
  switch (event['type']) {
    case 'view':
      return event['article'] === null || addReading(state, event, arrival)
    case 'search':
      if (isFull(state.searches, id)) return false
      state.searches[id] = { at: arrival, locale: String(event['locale']), query: String(event['text'] ?? ''), n: Number(event['value']) }
      return true
    case 'search_click': {
      const { search = '' } = readDetail(event)
      if (!isFull(state.clicks, search)) state.clicks[search] = Math.min(state.clicks[search] ?? arrival, arrival)
      return true
    }
    case 'submit':
      state.tickets = [Math.min(state.tickets?.[0] ?? arrival, arrival), Math.max(state.tickets?.[1] ?? arrival, arrival)]
      return true
    case 'contact_open':
      state.opened = Math.min(state.opened ?? arrival, arrival)
      return true
    case 'suggest_eligible':
      state.suggested.eligible = 1
      return true
    case 'suggest_shown':
      state.suggested.shown = 1
      return true
    case 'suggest_click':
      state.suggested.clicked = 1
      return true
    case 'solved':
      if (event['value'] === 1) state.suggested.solved = Math.min(state.suggested.solved ?? arrival, arrival)
      else state.suggested.unsolved = 1
      return true
    case 'vote':
    case 'reason':
      return event['article'] === null || addAnswer(state, event, first)
    case 'ces':
      return event['article'] === null ? addEffort(state, event, first) : addAnswer(state, event, first)
    case 'not_found':
      return addMissing(state, event, first)
    case 'tree_step':
    case 'tree_end':
      return addToGuide(state, event, first)
    default:
      return true
  }
}

function addReading(state: VisitState, event: Row, at: number): boolean {
  const key = `${event['article']}\n${event['locale']}`
  if (isFull(state.read, key)) return false
  const known = state.read[key]
  if (!known || at < known.at) state.read[key] = { at, revision: String(event['revision'] ?? ''), path: String(event['path']) }
  return true
}

function addAnswer(state: VisitState, event: Row, at: Moment): boolean {
  // Without JavaScript the reader is the visit, which may answer in several languages.
  const key = `${event['reader']}\n${event['article']}\n${event['locale']}`
  if (isFull(state.answers, key)) return false
  const answers = state.answers[key] ?? { article: String(event['article']) }
  state.answers[key] = answers
  const about = { at, locale: String(event['locale']), revision: String(event['revision'] ?? '') }
  const value = Number(event['value'])
  if (event['type'] === 'ces') {
    if (!answers.effort || isBefore(answers.effort.at, at)) answers.effort = { ...about, value }
    return true
  }
  if (event['type'] === 'vote' && (!answers.vote || isBefore(answers.vote.at, at))) answers.vote = { ...about, value }
  // A later submission without reasons takes the earlier ones back.
  const answer = String(event['answer'] ?? event['id'])
  if (answers.said?.answer !== answer) {
    if (answers.said && !isBefore(answers.said.at, at)) return true
    answers.said = { ...about, answer, reasons: [] }
  }
  if (isBefore(answers.said.at, at)) answers.said.at = at
  const reason = String(event['text'])
  if (event['type'] === 'reason' && !answers.said.reasons.includes(reason)) answers.said.reasons.push(reason)
  return true
}

function addEffort(state: VisitState, event: Row, at: Moment): boolean {
  state.efforts ??= {}
  const key = `${readDetail(event)['where']}\n${event['path']}`
  if (isFull(state.efforts, key)) return false
  const known = state.efforts[key]
  if (!known || isBefore(known.at, at)) state.efforts[key] = { at, value: Number(event['value']), locale: String(event['locale']) }
  return true
}

function addMissing(state: VisitState, event: Row, at: Moment): boolean {
  state.missing ??= {}
  const path = String(event['path'])
  if (isFull(state.missing, path)) return false
  const known = state.missing[path]
  if (!known || isBefore(at, known.at)) state.missing[path] = { at, from: String(event['text']), locale: String(event['locale']) }
  return true
}

function addToGuide(state: VisitState, event: Row, at: Moment): boolean {
  state.guides ??= {}
  const { tree = '', node = '' } = readDetail(event)
  if (isFull(state.guides, tree)) return false
  const isStep = event['type'] === 'tree_step'
  const outcome = isStep ? 'answered' : String(event['text'])
  const happened: GuideEvent = { at, locale: String(event['locale']), node: isStep ? String(event['text']) : node, outcome }
  const known = state.guides[tree]
  const guide = known ?? { last: happened }
  state.guides[tree] = guide
  if (isBefore(guide.last.at, at)) guide.last = happened
  // Who leaves a page open and comes back has not given up, so giving up is an end only while nothing follows.
  const isEnd = outcome === 'solved' || outcome === 'escalated'
  if (isEnd && (!guide.end || isBefore(guide.end.at, at))) guide.end = happened
  return true
}

function readMoment(event: Row): { day: number; first: Moment } {
  return { day: dayOf(Number(event['server_time'])), first: [Number(event['arrival']), String(event['id'])] }
}

function isBefore([a, id]: Moment, [b, other]: Moment): boolean {
  return a < b || (a === b && id < other)
}

function isFull(known: Record<string, unknown>, key: string): boolean {
  return !Object.hasOwn(known, key) && Object.keys(known).length >= MOST
}
