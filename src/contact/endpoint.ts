import type { Context, Handler } from 'hono'
import { v7 } from 'uuid'
import { nameWords } from '../delivery/same-words.ts'
import { wantsJson } from '../delivery/wants-json.ts'
import { type FormUpload, Problem, refuseFields, refuseReplay, type RequestEnvironment } from '../server/contract.ts'
import type { Settings, TicketSettings } from '../settings/contract.ts'
import type { Store, StoredEvent, TicketSubmission } from '../storage/store.ts'
import { type Attachment, readAttachment } from './attachment.ts'
import { type JourneyStep, type Ticket, type TicketReceipt, ticketSchema } from './contract.ts'
import { readJourney } from './journey.ts'
import { makeReference } from './reference.ts'

const DAY = 86_400_000
/** How long the reader's address is kept beside a ticket; the retention of raw events. */
const ADDRESS_MS = 90 * DAY

export interface ContactEndpoint {
  store: Store
  settings: Settings
  /** Epoch ms. */
  clock: () => number
  /** Whereto each message is delivered. */
  targets: readonly string[]
  /** The arm of the experiment on suggestions that a visit is in, to be written beside its message. */
  findArm: (visit: string) => string
  /** Told after a message is on disk, so that it leaves at once. */
  onStored: () => void
}

/** Address of the page that thanks a reader without JavaScript. */
export const SENT_PATH = '/api/contact/sent'

/** `POST /api/contact`: stores a message with its event and its deliveries in one transaction, and replies only when it is on disk. */
export function createContactEndpoint({ store, settings, clock, targets, findArm, onStored }: ContactEndpoint): Handler<RequestEnvironment> {
  return async (c) => {
    const { tickets } = settings.contact
    if (!tickets) throw new Problem('not-found', 'This help centre has no contact form.')
    const body = c.get('body')
    const input = body.kind === 'form' ? readForm(body.fields) : body.value
    const now = clock()
    if (isFilledTrap(input)) {
      await store.count('reject:honeypot', new Date(now).toISOString().slice(0, 10))
      return reply(c, makeReceipt(v7({ msecs: now }), tickets), settings)
    }

    const result = ticketSchema.safeParse(input)
    if (!result.success) throw refuseFields(result.error)
    const ticket = result.data
    refuseWrongChoices(ticket, settings, tickets)
    const attachment = body.kind === 'form' && body.upload ? checkAttachment(body.upload, tickets) : undefined

    const visit = c.get('visit')
    const id = ticket.id ?? (body.kind === 'json' ? v7({ msecs: now }) : await findSameWords(store, ticket, attachment, visit, now))
    c.get('keepPageViews')([ticket.pv])
    const token = await c.get('admit')({ purpose: 'ticket', token: ticket.token, altcha: ticket.altcha })
    const journey: JourneyStep[] = ticket.journey === 'yes' ? await readJourney(store, visit, now, settings.url) : []
    const { topic, locale, path, subject, description } = ticket
    const file = (reference: string): TicketSubmission => ({
      ticket: { id, reference, received: now, visit, locale, path, topic, subject, description, detail: JSON.stringify({ journey }) },
      events: [{ ...toEvent(ticket, id, visit, now), arm: findArm(visit) }],
      attachments: attachment ? [{ id: 'attachment', name: attachment.name, type: attachment.mediaType, content: attachment.bytes }] : [],
      deliveries: targets.map((target) => ({ id: v7({ msecs: now }), target })),
      address: { address: ticket.email, expires: now + ADDRESS_MS },
      token,
    })
    const reference = await fileTicket(store, id, file, () => makeReference(tickets.prefix))
    onStored()
    return reply(c, { id, reference }, settings)
  }
}

/** Stores a message under a number that no other has; sent again, it has the number of the first time. */
async function fileTicket(store: Store, id: string, file: (reference: string) => TicketSubmission, draw: () => string): Promise<string> {
  let reference = draw()
  // That two processes draw the same number in the same moment is left to the table, which has each once.
  while (await isTaken(store, reference)) reference = draw()
  const appended = await store.appendTicket(file(reference))
  if (appended === 'replayed') throw refuseReplay()
  if (appended === 'stored') return reference
  return (await store.findTicket(id))?.ticket.reference ?? reference
}

/** The id of a message that came without one, because there was no script: pressed twice, it is the same message. */
async function findSameWords(
  store: Store,
  { topic, subject, description, email, locale, journey }: Ticket,
  attachment: Attachment | undefined,
  visit: string,
  now: number,
): Promise<string> {
  const file = attachment ? [attachment.name, attachment.bytes] : []
  const ids = nameWords(visit, [topic, subject, description, email, locale, journey, ...file], now)
  return (await store.findTicket(ids.before)) ? ids.before : ids.now
}

async function isTaken(store: Store, reference: string): Promise<boolean> {
  const rows = await store.read('SELECT 1 AS taken FROM ticket WHERE site = :site AND reference = :reference', { reference })
  return rows.length > 0
}

/** The ticket in the figures: that there was one, and about what; never what it says. */
function toEvent({ id: given, path, locale, topic, pv }: Ticket, id: string, visit: string, now: number): StoredEvent {
  const clientTime = given ? Math.min(Math.max(Number.parseInt(given.replaceAll('-', '').slice(0, 12), 16), now - DAY), now + DAY) : now
  return { id, type: 'submit', version: 1, clientTime, serverTime: now, visit, reader: pv ?? visit, path, locale, text: topic }
}

/** Form fields as the contract's input. An empty field is one the reader left alone, as the honeypot and a file that was not chosen. */
function readForm(fields: [string, string][]): Record<string, unknown> {
  const written = fields.filter(([, value]) => value !== '')
  const twice = written.find(([name], index) => written.findIndex(([other]) => other === name) !== index)
  if (twice) throw new Problem('invalid-fields', `Not accepted: ${twice[0]}.`, { errors: [{ field: twice[0], detail: 'Send this field once.' }] })
  // Made of entries: a field named __proto__ becomes an unknown field like any other.
  return Object.fromEntries(written)
}

function refuseWrongChoices({ locale, topic }: Ticket, settings: Settings, tickets: TicketSettings): void {
  const codes = settings.locales.map(({ code }) => code)
  const topics = tickets.topics.map(({ id }) => id)
  const errors = [
    ...(codes.includes(locale) ? [] : [{ field: 'locale', detail: `Write one of ${codes.join(', ')}.` }]),
    ...(topics.includes(topic) ? [] : [{ field: 'topic', detail: `Write one of ${topics.join(', ')}.` }]),
  ]
  if (errors.length > 0) throw new Problem('invalid-fields', `Not accepted: ${errors.map(({ field }) => field).join(', ')}.`, { errors })
}

function checkAttachment(upload: FormUpload, { attachment: settings }: TicketSettings): Attachment {
  const refuse = (detail: string) => new Problem('invalid-fields', 'Not accepted: attachment.', { errors: [{ field: 'attachment', detail }] })
  if (!settings) throw refuse('This help centre takes no attachments.')
  if (upload.bytes.byteLength > settings.megabytes * 1_000_000) throw refuse(`Send at most ${settings.megabytes} MB.`)
  const attachment = readAttachment(upload, settings.types)
  if (!attachment) throw refuse(`Send a file whose content is one of ${settings.types.join(', ')}.`)
  return attachment
}

function isFilledTrap(input: unknown): boolean {
  const trap = typeof input === 'object' && input !== null && Object.hasOwn(input, 'website') ? (input as Record<string, unknown>)['website'] : undefined
  return typeof trap === 'string' && trap !== ''
}

function makeReceipt(id: string, { prefix }: TicketSettings): TicketReceipt {
  return { id, reference: makeReference(prefix) }
}

function reply(c: Context<RequestEnvironment>, receipt: TicketReceipt, settings: Settings): Response {
  c.header('cache-control', 'no-store')
  if (wantsJson(c)) return c.json(receipt)
  const body = c.get('body')
  const locale = body.kind === 'form' ? body.fields.find(([name]) => name === 'locale')?.[1] : undefined
  const known = settings.locales.find(({ code }) => code === locale)?.code ?? settings.locales[0]?.code ?? ''
  const query = { reference: receipt.reference, locale: known, ...(settings.contact.tickets?.surveys?.sent ? { ticket: receipt.id } : {}) }
  return c.body(null, 303, { location: `${SENT_PATH}?${new URLSearchParams(query)}` })
}
