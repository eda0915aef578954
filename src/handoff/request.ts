import { request as requestPlain } from 'node:http'
import { request as requestSecure } from 'node:https'
import { RequestFilteringHttpAgent, RequestFilteringHttpsAgent } from 'request-filtering-agent'
import { DeliveryError } from './contract.ts'

/** How far requests may go, and how long they may take. */
export interface Reach {
  /** Lets them go to this machine and its network, and without TLS. */
  allowPrivate: boolean
  /** Longest that a target may take from the first byte to the last, in ms. */
  patience: number
}
/** Most of an answer that is read; ids of tickets are at its beginning. */
const ANSWER_BYTES = 64 * 1024
/** Longest pause that a target may ask for. */
const LONGEST_WAIT_MS = 3_600_000

export interface Outgoing {
  method?: 'POST' | 'GET'
  url: string
  headers: Record<string, string>
  body?: string | Uint8Array
  reach: Reach
  signal: AbortSignal
}

/**
 * Sends a request and returns the text of a 2xx answer. The address is looked up once and checked where the connection is made, so a name
 * cannot lead to another machine between check and use. A redirect is a failure: nobody but the operator says where messages go.
 */
export function sendRequest({ method = 'POST', url, headers, body, reach, signal }: Outgoing): Promise<string> {
  const isSecure = url.startsWith('https:')
  const options = { allowPrivateIPAddress: reach.allowPrivate, allowMetaIPAddress: false, keepAlive: false }
  const agent = isSecure ? new RequestFilteringHttpsAgent(options) : new RequestFilteringHttpAgent(options)
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const patience = AbortSignal.timeout(reach.patience)
  return new Promise((resolve, reject) => {
    const fail = (error: DeliveryError) => {
      reject(error)
      outgoing.destroy()
    }
    const outgoing = (isSecure ? requestSecure : requestPlain)(
      url,
      { method, agent, headers: { 'user-agent': 'Waymark', ...headers, ...length }, signal: AbortSignal.any([signal, patience]) },
      (answer) => {
        const { statusCode = 0 } = answer
        const chunks: Buffer[] = []
        let size = 0
        answer.on('data', (chunk: Buffer) => {
          size += chunk.byteLength
          if (size <= ANSWER_BYTES) chunks.push(chunk)
          // More than this is nothing we asked for; what the status says counts.
          else answer.destroy()
        })
        answer.on('error', () => undefined)
        answer.on('close', () => {
          if (statusCode >= 200 && statusCode < 300) resolve(Buffer.concat(chunks).toString('utf8'))
          else fail(refusal(statusCode, answer.headers['retry-after']))
        })
      },
    )
    outgoing.on('error', (error) => reject(patience.aborted ? new DeliveryError(`It did not answer within ${reach.patience / 1000} seconds.`) : explain(error)))
    outgoing.end(body)
  })
}

function refusal(status: number, retryAfter: string | undefined): DeliveryError {
  if (status === 410) return new DeliveryError('It answered 410: it is gone for good.', 'gone', { status })
  if (status >= 300 && status < 400)
    return new DeliveryError(`It answered ${status}, a redirect. Set the address it leads to, if that is right.`, 'retry', { status })
  const seconds = Number(retryAfter)
  const wait = Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * 1000, LONGEST_WAIT_MS) : undefined
  return new DeliveryError(`It answered ${status}.`, 'retry', { wait, status })
}

function explain(error: Error): DeliveryError {
  if (error.name === 'AbortError') return new DeliveryError('The server was stopped during the delivery.')
  if (/is not allowed/.test(error.message)) return new DeliveryError('Its address is private. Set WEBHOOK_ALLOW_PRIVATE=1 if it should be reached.')
  const { code } = error as NodeJS.ErrnoException
  return new DeliveryError(`It could not be reached${code ? ` (${code})` : ''}.`)
}
