import autocannon from 'autocannon'
import { v7 } from 'uuid'

export const CONNECTIONS = 64

export interface Rate {
  /** Per second; a request counts when it was answered with success. */
  requests: number
  events: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Requests that were refused or broke off. */
  failed: number
}

const ENVELOPE = { path: '/using/find-an-answer/', locale: 'en', v: 1, article: 'using/find-an-answer', revision: '0123456789abcdef' }

/** What a page view sends: it was opened, searched, read. Every event has its own id. */
export function makeBatch(size: number): string {
  const pv = v7()
  const events = Array.from({ length: size }, (_, index) => {
    const event = { ...ENVELOPE, id: v7(), pv, ts: Date.now() }
    if (index % 3 === 1) return { ...event, type: 'search', q: 'how do i get a refund', n: 12, ms: 40 }
    if (index % 3 === 2) return { ...event, type: 'view_end', dwell_ms: 48_000, scroll: 80 }
    return { ...event, type: 'view', ref: 'search' }
  })
  return JSON.stringify({ events })
}

/** Addresses in networks that nobody had before, for a server behind one proxy. */
let addresses = 0
function makeAddress(): string {
  addresses += 1
  return [(10 + (addresses >> 16)) & 255, (addresses >> 8) & 255, addresses & 255, 7].join('.')
}

/**
 * Sends batches of events from 64 connections, each with its next as soon as the last was answered. `isFlood`: each from another network,
 * as the server behind a proxy is told.
 */
export async function sendEvents(url: string, { batch, seconds, isFlood = false }: { batch: number; seconds: number; isFlood?: boolean }): Promise<Rate> {
  const result = await autocannon({
    url,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: 'POST',
        path: '/api/events',
        headers: { 'content-type': 'application/json', 'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0' },
        setupRequest: (request) => ({
          ...request,
          body: makeBatch(batch),
          headers: isFlood ? { ...request.headers, 'x-forwarded-for': makeAddress() } : request.headers!,
        }),
      },
    ],
  })
  return toRate(result, batch)
}

/** Reads one page over and over. */
export async function readPage(url: string, seconds: number): Promise<Rate> {
  return toRate(await autocannon({ url, connections: CONNECTIONS, duration: seconds, headers: { 'accept-encoding': 'gzip, br' } }), 0)
}

function toRate(result: autocannon.Result, batch: number): Rate {
  const requests = result['2xx'] / result.duration
  return { requests, events: requests * batch, p50: result.latency.p50, p99: result.latency.p99, failed: result.non2xx + result.errors }
}
