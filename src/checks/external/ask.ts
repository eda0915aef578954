import { type IncomingMessage, request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import type { ExternalAnswer } from './contract.ts'

/** How far a question may go, and how long it may take. */
export interface AskOptions {
  /** Asks machines of this network, too; for tests and for help centres that link to an intranet. */
  allowPrivate: boolean
  /** Longest wait for the head of an answer, in ms. */
  patience: number
  signal: AbortSignal
}

const MOST_REDIRECTS = 10
const PERMANENT = new Set([301, 308])
const REDIRECTS = new Set([...PERMANENT, 302, 303, 307])
const GONE = new Set([404, 410])

/** Whether there is something at an address of another site. Asks for the head alone, and for the page when a server has no heads to give. */
export async function askAddress(address: string, options: AskOptions): Promise<ExternalAnswer> {
  let url = new URL(address)
  /** Where it has moved for good, as long as no step was only for now. */
  let moved: URL | undefined
  let isPermanent = true
  try {
    for (let step = 0; step <= MOST_REDIRECTS; step++) {
      const { status, location } = await ask(url, options)
      if (REDIRECTS.has(status) && location !== undefined) {
        if (!URL.canParse(location, url.href)) return { kind: 'unknown', why: `it leads to "${asPlain(location)}", which is no address` }
        url = new URL(location, url)
        // Nor does a name and a password belong into what is asked next and what is written of it.
        url.username = ''
        url.password = ''
        if (!/^https?:$/.test(url.protocol)) return { kind: 'unknown', why: `it leads to an address of the kind ${url.protocol}` }
        isPermanent &&= PERMANENT.has(status)
        if (isPermanent) moved = url
        continue
      }
      if (GONE.has(status)) return { kind: 'gone', status }
      if (status >= 200 && status < 300) return moved && moved.href !== address ? { kind: 'moved', to: moved.href } : { kind: 'found' }
      return { kind: 'unknown', why: `it answered ${status}` }
    }
    return { kind: 'unknown', why: `it leads on more than ${MOST_REDIRECTS} times` }
  } catch (error) {
    return explain(error as NodeJS.ErrnoException, options)
  }
}

/** A header as a terminal may get it: another site must not steer it. */
const asPlain = (header: string) => header.slice(0, 100).replace(/[^ -~]/g, '?')

/** Many servers answer a question for the head wrongly, and hardly any one for the page. */
async function ask(url: URL, options: AskOptions): Promise<{ status: number; location: string | undefined }> {
  const head = await send('HEAD', url, options).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ECONNRESET') return undefined
    throw error
  })
  return head === undefined || (head.status >= 400 && head.status !== 429) ? send('GET', url, options) : head
}

/** Asks once. The address is looked up once and checked where the connection is made, so a name cannot lead to another machine between. */
function send(method: 'HEAD' | 'GET', url: URL, { allowPrivate, patience, signal }: AskOptions): Promise<{ status: number; location: string | undefined }> {
  const filter = { allowPrivateIPAddress: allowPrivate, allowMetaIPAddress: false, keepAlive: false }
  const [request, agent] =
    url.protocol === 'https:' ? [requestSecure, new RequestFilteringHttpsAgent(filter)] : [requestPlain, new RequestFilteringHttpAgent(filter)]
  const end = AbortSignal.any([signal, AbortSignal.timeout(patience)])
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, agent, headers: { 'user-agent': 'Waymark link check', accept: '*/*' }, signal: end }, (answer: IncomingMessage) => {
      resolve({ status: answer.statusCode ?? 0, location: answer.headers.location })
      // What the page says is nobody's business here.
      answer.on('error', () => undefined)
      outgoing.destroy()
    })
    outgoing.on('error', reject)
    // A server may also go away without an answer and without a mistake, as with 101: what is settled by then stays so.
    outgoing.on('close', () => reject(new Error('it went away without an answer')))
    outgoing.end()
  })
}

function explain(error: NodeJS.ErrnoException, { patience, signal }: AskOptions): ExternalAnswer {
  if (error.code === 'ENOTFOUND') return { kind: 'nameless' }
  if (signal.aborted) return { kind: 'unknown', why: 'there was no time left' }
  if (error.name === 'AbortError' || error.name === 'TimeoutError') return { kind: 'unknown', why: `it did not answer within ${patience / 1000} seconds` }
  if (/is not allowed/.test(error.message)) return { kind: 'unknown', why: 'its address is private' }
  return { kind: 'unknown', why: `it could not be reached (${error.code ?? error.message})` }
}
