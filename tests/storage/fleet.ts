import { v7 } from 'uuid'
import { openStore } from '../../src/storage/open.ts'
import { readPlace } from '../../src/storage/place.ts'
import { type Child, startChild } from '../bench/endpoint/child.ts'

const ANSWER = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'no', reasons: ['unclear', 'broken'], score: 2, comment: 'No.' }
/** Vote, two reasons, score and comment. */
const PARTS = 5

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

/** Sends one answer of five parts; resolves with its id when it was acknowledged. */
export async function sendAnswer(url: string, id = v7()): Promise<{ id: string; status: number; retryAfter: string | null }> {
  const response = await fetch(`${url}/api/feedback`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 Firefox/145.0' },
    body: JSON.stringify({ ...ANSWER, id, pv: crypto.randomUUID() }),
  })
  await response.text()
  return { id, status: response.status, retryAfter: response.headers.get('retry-after') }
}

/** Readers who send one answer after the other until the server is gone; resolves with the ids of all that were acknowledged. */
export async function sendUntilGone(url: string, readers: number, onAcknowledged: (count: number) => void): Promise<string[]> {
  const acknowledged: string[] = []
  const read = async () => {
    try {
      for (;;) {
        const { id, status } = await sendAnswer(url)
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

/** Answers that were acknowledged and are not there, and answers of which only a part is. */
export async function findLosses(place: string, acknowledged: string[]): Promise<{ lost: string[]; torn: string[]; stored: number }> {
  const store = await openStore(readPlace(place)!)
  const rows = await store.read<{ answer: string; parts: number }>('SELECT answer, count(*) AS parts FROM event WHERE site = :site GROUP BY answer', {})
  await store.close()
  const parts = new Map(rows.map((row) => [row.answer, row.parts]))
  return {
    lost: acknowledged.filter((id) => !parts.has(id)),
    torn: [...parts].filter(([, count]) => count !== PARTS).map(([id]) => id),
    stored: parts.size,
  }
}
