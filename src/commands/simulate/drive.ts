import { v4, v7 } from 'uuid'
import { ARTICLES, makeVisitors, type Model, type Visitor } from './model.ts'

/** An application as `createApp` makes it. */
export interface Driven {
  request: (path: string, init: RequestInit) => Response | Promise<Response>
  /** Sets the server's clock, epoch ms. */
  setTime: (now: number) => void
  /** Begin of the day that is simulated, epoch ms. */
  start: number
}

const DAY = 86_400_000
/** A visitor's steps are this far apart. */
const STEP_MS = 10_000
const REVISION = '0123456789abcdef'

/**
 * Sends everything that the visitors of a model do to the endpoint, over one day. Each has a browser of its own, hence is a visit; whether
 * suggestions are shown is what the endpoint says.
 */
export async function drive(app: Driven, model: Model): Promise<void> {
  const visitors = makeVisitors(model)
  // The last visitor ends before midnight.
  const pause = Math.floor((DAY - 20 * STEP_MS) / Math.max(1, visitors.length))
  for (const [index, visitor] of visitors.entries()) await act(app, visitor, index, app.start + index * pause)
}

async function act(app: Driven, visitor: Visitor, index: number, start: number): Promise<void> {
  let now = start
  const pv = v4()
  const post = async (path: string, body: object) => {
    app.setTime(now)
    const headers = { 'content-type': 'application/json', 'user-agent': `Mozilla/5.0 (X11; Linux x86_64; rv:${index}.0) Gecko/20100101 Firefox/${index}.0` }
    const response = await app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`)
    now += STEP_MS
    return response
  }
  const make = (type: string, fields: object) => ({ id: v7({ msecs: now }), type, ts: now, pv, path: '/', locale: 'en', v: 1, ...fields })

  for (const { q, n, isClicked } of visitor.searches) {
    const search = make('search', { q, n, ms: 20 })
    await post('/api/events', { events: [search] })
    if (isClicked) await post('/api/events', { events: [make('search_click', { search: search.id, pos: 1, target: `/${ARTICLES[0]}/` })] })
  }
  const about = { article: visitor.article, revision: REVISION, path: `/${visitor.article}/` }
  const vote = visitor.vote === undefined ? [] : [make('vote', { ...about, val: visitor.vote })]
  await post('/api/events', { events: [make('view', { ...about, ref: 'nav' }), ...vote] })
  if (!visitor.isOpening) return

  const contact = { path: '/contact/' }
  await post('/api/events', { events: [make('contact_open', { ...contact, from: 'article' })] })
  const answer = await post('/api/suggestions', { event: make('suggest_eligible', { ...contact, n: 2 }) })
  const { show } = (await answer.json()) as { show: boolean }
  if (show) await post('/api/events', { events: [make('suggest_shown', { ...contact, n: 2 })] })
  if (show ? visitor.isTicketHelped : visitor.isTicketAlone) {
    await post('/api/contact', {
      id: v7({ msecs: now }),
      pv,
      ...contact,
      locale: 'en',
      topic: 'other',
      subject: `Visitor ${index}`,
      description: 'A simulated message.',
      email: 'visitor@example.com',
    })
  } else if (show && visitor.isTicketAlone) {
    await post('/api/events', { events: [make('solved', { ...contact, val: 1 })] })
  }
}
