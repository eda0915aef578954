import { v7 } from 'uuid'
import { openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'
import { type Child, startChild } from '../bench/endpoint/child.ts'

const ANSWER = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'no', reasons: ['unclear', 'broken'], score: 2, comment: 'No.' }
/** Vote, two reasons, score and comment. */
const PARTS = 5
const TICKET = { path: '/contact/', locale: 'en', topic: 'other', subject: 'Late', description: 'It is late.', email: 'reader@example.com' }
/** One message for so many answers. */
const ANSWERS_PER_TICKET = 3

/** The product's server in a process of its own, without limits on what one computer may send. */
export function startServerOf(place: string, dataDir: string): Promise<Child> {
  return startChild('tests/bench/endpoint/ours.ts', {
    DATABASE_URL: place,
    DATA_DIR: dataDir,
    OUT_DIR: '/nowhere',
    PORT: '0',
    INSIGHTS_PASSWORD: 'for the tests',
  })
}

interface Sent {
  id: string
  status: number
  retryAfter: string | null
}

/** Sends one answer of five parts; resolves with its id and what it was answered. */
export function sendAnswer(url: string): Promise<Sent> {
  return send(`${url}/api/feedback`, ANSWER)
}

/** Sends a message, which is stored with its event, its address and its delivery. */
function sendTicket(url: string): Promise<Sent> {
  return send(`${url}/api/contact`, TICKET)
}

async function send(url: string, body: object): Promise<Sent> {
  const id = v7()
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/145.0' },
    body: JSON.stringify({ ...body, id, pv: crypto.randomUUID() }),
  })
  await response.text()
  return { id, status: response.status, retryAfter: response.headers.get('retry-after') }
}

/** Readers who send one answer after the other, and messages between them, until the server is gone; resolves with the ids of all that were acknowledged. */
export async function sendUntilGone(url: string, readers: number, onAcknowledged: (count: number) => void): Promise<string[]> {
  const acknowledged: string[] = []
  const read = async () => {
    try {
      for (let turn = 1; ; turn += 1) {
        const { id, status } = await (turn % (ANSWERS_PER_TICKET + 1) === 0 ? sendTicket(url) : sendAnswer(url))
        if (status !== 200) continue
        acknowledged.push(id)
        onAcknowledged(acknowledged.length)
      }
    } catch {
      // The connection broke: nothing was acknowledged.
    }
  }
  await Promise.all(Array.from({ length: readers }, read))
  return acknowledged
}

/** What of all that was acknowledged is not there, and what is there by halves. */
export async function findLosses(place: string, acknowledged: string[]): Promise<{ lost: string[]; torn: string[]; stored: number }> {
  const store = await openStore(readPlace(place)!)
  const answers = await store.read<{ id: string; parts: number }>(
    "SELECT answer AS id, count(*) AS parts FROM event WHERE site = :site AND type <> 'submit' GROUP BY answer",
    {},
  )
  const submits = await store.read<{ id: string }>("SELECT id FROM event WHERE site = :site AND type = 'submit'", {})
  const tickets = await store.read<{ id: string; deliveries: number; addresses: number }>(
    `SELECT id, (SELECT count(*) FROM delivery WHERE delivery.site = ticket.site AND delivery.ticket = ticket.id) AS deliveries,
       (SELECT count(*) FROM contact_address WHERE contact_address.site = ticket.site AND contact_address.subject = ticket.id) AS addresses
     FROM ticket WHERE site = :site`,
    {},
  )
  await store.close()
  const [submitted, filed] = [submits, tickets].map((rows) => new Set(rows.map(({ id }) => id))) as [Set<string>, Set<string>]
  const stored = new Set([...answers.map(({ id }) => id), ...filed])
  return {
    lost: acknowledged.filter((id) => !stored.has(id)),
    torn: [
      ...answers.filter(({ parts }) => parts !== PARTS).map(({ id }) => id),
      ...tickets.filter(({ id, deliveries, addresses }) => deliveries !== 1 || addresses !== 1 || !submitted.has(id)).map(({ id }) => id),
      ...[...submitted].filter((id) => !filed.has(id)),
    ],
    stored: stored.size,
  }
}
