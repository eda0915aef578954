import type { Context } from 'hono'
import { v5 } from 'uuid'
import { referenceSchema } from '../contact/contract.ts'
import { Problem, refuseFields } from '../server/contract.ts'
import type { Store } from '../storage/store.ts'
import { progressSchema } from './contract.ts'
import { isSigned } from './signature.ts'

/** Address of the callback; `reference` is the number that the reader was told. */
export const PROGRESS_PATH = '/api/tickets/:reference/progress'
/** News of one message that are kept; more is a loop in somebody's tool. */
const MOST_NEWS = 100
const MINUTE = 60_000

export interface ProgressEndpoint {
  store: Store
  /** That of the webhook; without one nothing is taken. */
  secret: string | undefined
  /** Epoch ms. */
  clock: () => number
  /** Whether readers are told that their message is solved. */
  tellsSolved: boolean
  /** Called when there is something to tell. */
  onStored: () => void
  /** Reads a small body as text. */
  readText: (c: Context) => Promise<string>
  parseJson: (text: string) => unknown
  /** Called with a request whose signature is wrong; throws when there were too many. */
  noteWrong: (c: Context) => Promise<void>
}

/** `POST /api/tickets/{reference}/progress`: the team's tool tells that a message was answered, solved or opened again. */
export function createProgressEndpoint({
  store,
  secret,
  clock,
  tellsSolved,
  onStored,
  readText,
  parseJson,
  noteWrong,
}: ProgressEndpoint): (c: Context) => Promise<Response> {
  return async (c) => {
    if (!secret) throw new Problem('not-found', 'This help centre takes no news of messages. Set WEBHOOK_URL and WEBHOOK_SECRET.')
    const body = await readText(c)
    const id = c.req.header('webhook-id') ?? ''
    const timestamp = c.req.header('webhook-timestamp') ?? ''
    const now = clock()
    if (!/^[\x21-\x7e]{1,128}$/.test(id) || !isSigned({ id, timestamp, body }, c.req.header('webhook-signature') ?? '', secret, now)) {
      await noteWrong(c)
      throw new Problem('wrong-signature', 'Sign the body with WEBHOOK_SECRET as standardwebhooks.com says, with a timestamp of the last five minutes.')
    }
    const result = progressSchema.safeParse(parseJson(body))
    if (!result.success) throw refuseFields(result.error)
    const { type, at } = result.data
    const time = Date.parse(at)
    const reference = referenceSchema.safeParse(c.req.param('reference')).data
    const ticket = reference && (await store.findReference(reference))
    if (!ticket) throw new Problem('not-found', 'There is no message with this number.')
    // Clocks differ a little; years do not.
    if (time > now + 5 * MINUTE || time < ticket.received - 60 * MINUTE) {
      const detail = 'Write when it happened: after the message came and not in the future.'
      throw new Problem('invalid-fields', 'Not accepted: at.', { errors: [{ field: 'at', detail }] })
    }
    const progress = { ticket: ticket.id, id, type, time: Math.min(now, Math.max(ticket.received, time)), received: now }
    // Its id follows from the message's, so that a reader is asked once, however often it is solved.
    const announce = type === 'solved' && tellsSolved ? { id: v5('solved', ticket.id), target: 'solved' } : undefined
    const noted = await store.noteProgress(progress, { most: MOST_NEWS, announce })
    if (noted === 'gone') throw new Problem('not-found', 'There is no message with this number.')
    if (noted === 'taken') throw new Problem('id-taken', 'Something else was stored under this webhook-id. Send this with a new one.')
    if (noted === 'full')
      throw new Problem('too-many-requests', `${MOST_NEWS} news of this message are stored; no more are taken.`, { headers: { 'retry-after': '86400' } })
    if (announce) onStored()
    return c.body(null, 204, { 'cache-control': 'no-store' })
  }
}
