import type { Context, Handler } from 'hono'
import { v5, v7 } from 'uuid'
import { findPersonalData } from '../delivery/personal-data.ts'
import { nameWords } from '../delivery/same-words.ts'
import { wantsJson } from '../delivery/wants-json.ts'
import { type IsPublished, Problem, refuseFields, refuseReplay, type RequestBody, type RequestEnvironment } from '../server/contract.ts'
import type { Settings } from '../settings/contract.ts'
import type { Store, StoredEvent } from '../storage/store.ts'
import { EFFORT_WORDING, type Feedback, type FeedbackReceipt, feedbackSchema, pagePathSchema, THANKS_ANCHOR } from './contract.ts'

const DAY = 86_400_000
/** How long an address is kept that a reader left to be answered: as beside a message. */
const ADDRESS_MS = 90 * DAY

export interface FeedbackEndpoint {
  store: Store
  settings: Settings
  /** Epoch ms. */
  clock: () => number
  isPublished: IsPublished
}

/** `POST /api/feedback`: stores an answer about an article and replies only when it is on disk. */
export function createFeedbackEndpoint({ store, settings, clock, isPublished }: FeedbackEndpoint): Handler<RequestEnvironment> {
  // With an endpoint at another address, a form must lead back to the site rather than to us.
  const site = settings.endpoint ? settings.url : ''

  return async (c) => {
    const body = c.get('body')
    const input = body.kind === 'form' ? readForm(body.fields) : body.value
    const now = clock()
    if (body.kind === 'form' && body.upload) {
      throw new Problem('invalid-fields', 'Not accepted: attachment.', { errors: [{ field: 'attachment', detail: 'Send no file with an answer.' }] })
    }

    if (isFilledTrap(input)) {
      await store.count('reject:honeypot', new Date(now).toISOString().slice(0, 10))
      const path = pagePathSchema.safeParse(readField(input, 'path')).data ?? '/'
      return reply(c, body.kind, site, path, v7({ msecs: now }))
    }

    const result = feedbackSchema.safeParse(input)
    if (!result.success) throw refuseFields(result.error)
    const feedback = result.data
    refuseWrongChoices(feedback, body.kind, settings, isPublished)

    const visit = c.get('visit')
    const isScripted = feedback.id !== undefined || body.kind === 'json'
    const id = feedback.id ?? (isScripted ? v7({ msecs: now }) : nameAnswer(feedback, visit, now))
    c.get('keepPageViews')([feedback.pv])
    const token = feedback.comment ? await c.get('admit')({ purpose: 'comment', token: feedback.token, altcha: feedback.altcha }) : undefined
    const events = toEvents(feedback, id, visit, now)
    if (!isScripted) await nameComment(store, events, feedback.email, visit, now)
    const address = feedback.email ? { address: feedback.email, expires: now + ADDRESS_MS } : undefined
    const appended = await store.append(events, { once: id, token, address })
    if (appended === 'replayed') throw refuseReplay()
    return reply(c, body.kind, site, feedback.path, id)
  }
}

/**
 * The parts of an answer as events. Their ids follow from the answer's, and the first one carries the answer's own, so
 * that sending it again stores nothing.
 */
function toEvents(feedback: Feedback, id: string, visit: string, now: number): StoredEvent[] {
  const clientTime = Math.min(Math.max(readTime(id), now - DAY), now + DAY)
  const { path, article, revision, locale } = feedback
  const shared = { version: 1, clientTime, serverTime: now, visit, reader: feedback.pv ?? visit, answer: id, path, article, revision, locale }
  const parts: (Pick<StoredEvent, 'type' | 'value' | 'text' | 'detail'> & { name: string })[] = [
    ...(feedback.vote ? [{ name: 'vote', type: 'vote', value: feedback.vote === 'yes' ? 1 : 0 }] : []),
    ...[...new Set(feedback.reasons)].map((reason) => ({ name: `reason:${reason}`, type: 'reason', text: reason })),
    ...(feedback.score === undefined
      ? []
      : [{ name: 'ces', type: 'ces', value: feedback.score, detail: JSON.stringify({ where: 'article', wording: EFFORT_WORDING }) }]),
    ...(feedback.comment
      ? [{ name: 'comment', type: 'comment', text: feedback.comment, detail: JSON.stringify({ pii: findPersonalData(feedback.comment).length > 0 }) }]
      : []),
  ]
  return parts.map(({ name, ...part }, index) => ({ ...shared, ...part, id: index === 0 ? id : v5(name, id) }))
}

/**
 * The id of an answer that came without one, because there was no script. A token is good for one answer, so the same answer with the same
 * token was sent twice. Without a token, each press is an answer of its own: a vote that is changed and changed back counts as it stands last.
 */
function nameAnswer({ token, vote, reasons, score, comment, email, article, locale }: Feedback, visit: string, now: number): string {
  if (!token) return v7({ msecs: now })
  return nameWords(visit, [token, vote ?? '', reasons.join(), String(score), comment ?? '', email ?? '', article, locale], now).now
}

/** A comment that was pressed twice is one comment, whichever answers it came with; with another address it is another, which takes its place. */
async function nameComment(store: Store, events: StoredEvent[], email: string | undefined, visit: string, now: number): Promise<void> {
  // The first event has the answer's own id.
  const comment = events.slice(1).find(({ type }) => type === 'comment')
  if (!comment) return
  const ids = nameWords(visit, ['comment', comment.article ?? '', comment.locale, comment.text ?? '', email ?? ''], now)
  comment.id = (await store.hasEvent(ids.before)) ? ids.before : ids.now
}

/** A UUIDv7 starts with 48 bits of epoch ms. */
function readTime(id: string): number {
  return Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)
}

/** Form fields as the contract's input: an empty field is one the reader left alone. */
function readForm(fields: [string, string][]): Record<string, unknown> {
  const input: Record<string, unknown> = {}
  const reasons: string[] = []
  for (const [name, value] of fields) {
    if (name === 'reasons') {
      if (value !== '') reasons.push(value)
    } else if (Object.hasOwn(input, name)) {
      throw new Problem('invalid-fields', `Not accepted: ${name}.`, { errors: [{ field: name, detail: 'Send this field once.' }] })
    } else {
      // Defined rather than assigned: a field named __proto__ becomes an unknown field like any other.
      const known = value === '' ? undefined : name === 'score' ? Number(value) : value
      Object.defineProperty(input, name, { value: known, enumerable: true, configurable: true, writable: true })
    }
  }
  // Without JavaScript the reasons stay ticked when a reader changes their mind from no to yes. An address without a comment is not kept.
  const { email, ...rest } = input
  const hasComment = typeof input['comment'] === 'string' && input['comment'].trim() !== ''
  return { ...rest, ...(hasComment && email !== undefined ? { email } : {}), reasons: input['vote'] === 'yes' ? [] : reasons }
}

function refuseWrongChoices({ locale, article, vote }: Feedback, kind: RequestBody['kind'], settings: Settings, isPublished: IsPublished): void {
  const codes = settings.locales.map(({ code }) => code)
  const isKnown = codes.includes(locale)
  const errors = [
    ...(isKnown ? [] : [{ field: 'locale', detail: `Write one of ${codes.join(', ')}.` }]),
    ...(!isKnown || isPublished(article, locale) ? [] : [{ field: 'article', detail: `This site has no such article in "${locale}".` }]),
    ...(kind === 'form' && !vote ? [{ field: 'vote', detail: 'Choose yes or no.' }] : []),
  ]
  if (errors.length > 0) throw new Problem('invalid-fields', `Not accepted: ${errors.map(({ field }) => field).join(', ')}.`, { errors })
}

function readField(input: unknown, name: string): unknown {
  return typeof input === 'object' && input !== null && Object.hasOwn(input, name) ? (input as Record<string, unknown>)[name] : undefined
}

function isFilledTrap(input: unknown): boolean {
  const trap = readField(input, 'website')
  return typeof trap === 'string' && trap !== ''
}

function reply(c: Context, kind: RequestBody['kind'], site: string, path: string, id: string): Response {
  c.header('cache-control', 'no-store')
  if (kind === 'json' || wantsJson(c)) return c.json({ id } satisfies FeedbackReceipt)
  // Through URL, so that what is not ASCII is encoded for the header.
  const { pathname } = new URL(path, 'http://localhost')
  return c.body(null, 303, { location: `${site}${pathname}#${THANKS_ANCHOR}` })
}
