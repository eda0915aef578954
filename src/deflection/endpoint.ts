import type { Handler } from 'hono'
import { isbot } from 'isbot'
import { EFFORT_WORDING } from '../feedback/contract.ts'
import { findPersonalData, removePersonalData } from '../delivery/personal-data.ts'
import { type FieldError, type IsPublished, Problem, refuseFields, refuseTakenId, type RequestEnvironment } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import { IdTaken, type Store, type StoredEvent } from '../storage/store.ts'
import { type Event, type EventType, eventsRequestSchema, SUBMITTED_TYPES } from './contract.ts'
import type { Experiment } from './experiment.ts'
import { normaliseQuery } from './normalise-query.ts'
import { utcDay } from './visit.ts'

const DAY = 86_400_000
/** Events that happen in an arm of the experiment on suggestions. */
const IN_EXPERIMENT: ReadonlySet<EventType> = new Set<EventType>(['contact_open', 'suggest_eligible', 'suggest_shown', 'suggest_click', 'solved'])

export interface EventsEndpoint {
  store: Store
  settings: Settings
  /** Epoch ms. */
  clock: () => number
  isPublished: IsPublished
  /** The holdout on suggestions; its arm is written beside the events of the contact form. */
  experiment: Experiment
}

/** `POST /api/events`: stores what readers did, and replies only when it is on disk. */
export function createEventsEndpoint({ store, settings, clock, isPublished, experiment }: EventsEndpoint): Handler<RequestEnvironment> {
  const codes = new Set(settings.locales.map(({ code }) => code))

  return async (c) => {
    const body = c.get('body')
    const result = eventsRequestSchema.safeParse(body.kind === 'json' ? body.value : undefined)
    if (!result.success) throw refuseFields(result.error)
    const { events, automated } = result.data
    const errors = events.flatMap((event, index) =>
      findWrongChoices(event, codes, isPublished).map((error) => ({ ...error, field: `events.${index}.${error.field}` })),
    )
    if (errors.length > 0) throw new Problem('invalid-fields', `Not accepted: ${errors.map(({ field }) => field).join(', ')}.`, { errors })

    const now = clock()
    const ignored = findReasonToIgnore(c.req.header('sec-gpc'), c.req.header('user-agent'), automated)
    const wanted = ignored ? events.filter(({ type }) => SUBMITTED_TYPES.has(type)) : events
    c.get('keepPageViews')(wanted.map(({ pv }) => pv))
    for (const { type } of wanted) if (type === 'comment') await c.get('admit')({ purpose: 'comment' })
    if (ignored && wanted.length < events.length) await store.count(ignored, utcDay(now))
    if (wanted.length > 0) {
      await store.append(toStoredEvents(wanted, c.get('visit'), now, experiment)).catch((error: unknown) => {
        if (!(error instanceof IdTaken)) throw error
        const fields = events.flatMap(({ id }, index) => (error.ids.includes(id) ? [`events.${index}.id`] : []))
        throw refuseTakenId(fields, ' Everything else in this request is stored.')
      })
    }
    return c.body(null, 204)
  }
}

/** Part by part, or a slash would belong to the address that it stands before. */
function scrubPath(path: string): string {
  return path
    .split('/')
    .map((part) => removePersonalData(part.replace(/%40/g, '@')))
    .join('/')
}

/** Counter of the reason why only what was submitted on purpose is kept; undefined when everything is. */
export function findReasonToIgnore(privacyControl: string | undefined, userAgent: string | undefined, isAutomated = false): string | undefined {
  if (privacyControl === '1') return 'ignore:privacy-control'
  return isAutomated || isbot(userAgent) ? 'ignore:bot' : undefined
}

/** Languages and articles that this site does not have. */
function findWrongChoices(event: Event, codes: ReadonlySet<string>, isPublished: IsPublished): FieldError[] {
  const locales = [
    ['locale', event.locale],
    ...(event.type === 'locale_switch'
      ? [
          ['from', event.from],
          ['to', event.to],
        ]
      : []),
    ...(event.type === 'fallback'
      ? [
          ['wanted', event.wanted],
          ['served', event.served],
        ]
      : []),
  ] as [string, string][]
  const errors = locales.filter(([, code]) => !codes.has(code)).map(([field]) => ({ field, detail: `Write one of ${[...codes].join(', ')}.` }))
  if (errors.length > 0 || !('article' in event) || event.article === undefined) return errors
  return isPublished(event.article, event.locale) ? [] : [{ field: 'article', detail: `This site has no such article in "${event.locale}".` }]
}

export function toStoredEvents(events: Event[], visit: string, now: number, experiment: Experiment): StoredEvent[] {
  // Votes and reasons about one article that travel together are one answer.
  const answers = new Map<string, string>()
  for (const event of events) {
    if (event.type === 'vote' || (event.type === 'reason' && !answers.has(event.article))) answers.set(event.article, event.id)
  }
  return events.map((event) => {
    const { id, type, ts, pv, path, locale, v } = event
    const { article, revision } = 'article' in event ? event : { article: undefined, revision: undefined }
    return {
      id,
      type,
      version: v,
      clientTime: Math.min(Math.max(ts, now - DAY), now + DAY),
      serverTime: now,
      visit,
      reader: pv ?? visit,
      answer: article && (type === 'vote' || type === 'reason') ? answers.get(article) : undefined,
      // A mistyped address may hold what was pasted by mistake.
      path: type === 'not_found' ? scrubPath(path) : path,
      article,
      revision,
      locale,
      // From the visit, never from the browser.
      arm: IN_EXPERIMENT.has(type) ? experiment.label(visit) : undefined,
      ...describe(event),
    }
  })
}

/** Where each type keeps its own fields: a number in `value`, words in `text`, the rest as JSON in `detail`. */
function describe(event: Event): Pick<StoredEvent, 'value' | 'text' | 'detail'> {
  switch (event.type) {
    case 'view':
    case 'not_found':
      return { text: event.ref }
    case 'view_end':
      return { value: event.dwell_ms, detail: JSON.stringify({ scroll: event.scroll }) }
    case 'search':
      return { value: event.n, text: normaliseQuery(event.q), detail: JSON.stringify({ ms: event.ms }) }
    case 'search_click':
      return { value: event.pos, text: event.target, detail: JSON.stringify({ search: event.search }) }
    case 'vote':
      return { value: event.val }
    case 'reason':
      return { text: event.reason }
    case 'ces':
      return { value: event.score, detail: JSON.stringify({ where: event.where, wording: EFFORT_WORDING }) }
    case 'comment':
      return { text: event.text, detail: JSON.stringify({ vote: event.vote, pii: findPersonalData(event.text).length > 0 }) }
    case 'locale_switch':
      return { value: event.exists ? 1 : 0, detail: JSON.stringify({ from: event.from, to: event.to }) }
    case 'fallback':
      return { detail: JSON.stringify({ wanted: event.wanted, served: event.served }) }
    case 'tree_step':
      return { value: event.choice, text: event.node, detail: JSON.stringify({ tree: event.tree, revision: event.revision, depth: event.depth }) }
    case 'tree_end':
      return { value: event.depth, text: event.outcome, detail: JSON.stringify({ tree: event.tree, revision: event.revision, node: event.node }) }
    case 'contact_open':
      return { text: event.from }
    case 'suggest_eligible':
    case 'suggest_shown':
      return { value: event.n }
    case 'suggest_click':
      return { value: event.pos, text: event.target }
    case 'solved':
      return { value: event.val, text: event.target }
  }
}
