import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Lighthouse's slow 4G: milliseconds until an answer begins, and bytes in a millisecond for all answers together. */
const LATENCY = 150
const SPEED = 200
/** Bytes that go at once: the time of a larger piece would be too coarse. */
const PIECE = 2000

/** A server in front of another that answers as over a slow line, and counts. Between page and server, because browsers slow down no workers. */
export interface SlowLine {
  url: string
  /** What was sent since the last call: bytes of the bodies as they were sent, and how many. */
  count: () => { bytes: number; requests: number; paths: string[] }
  /** Slow only after this call. */
  slowDown: (isSlow: boolean) => void
  stop: () => Promise<void>
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

export async function openSlowLine(target: string): Promise<SlowLine> {
  let isSlow = false
  let bytes = 0
  let paths: string[] = []
  /** When the line is free again. */
  let free = 0
  const server = createServer((incoming, outgoing) => {
    const { url = '/', method = 'GET', headers } = incoming
    if (method === 'GET') paths.push(url)
    // The endpoint takes events from pages at its own address only.
    const { host, origin } = new URL(target)
    const forwarded = request(new URL(url, target), { method, headers: { ...headers, host, ...(headers.origin && { origin }) } }, async (answer) => {
      const chunks: Buffer[] = []
      for await (const chunk of answer) chunks.push(chunk as Buffer)
      const body = Buffer.concat(chunks)
      if (isSlow) await pause(LATENCY)
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
      for (let at = 0; at < body.length; at += PIECE) {
        const piece = body.subarray(at, at + PIECE)
        if (isSlow) {
          free = Math.max(free, performance.now()) + piece.length / SPEED
          await pause(free - performance.now())
        }
        outgoing.write(piece)
        bytes += piece.length
      }
      outgoing.end()
    })
    forwarded.on('error', () => outgoing.destroy())
    incoming.pipe(forwarded)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    count: () => {
      const counted = { bytes, requests: paths.length, paths }
      bytes = 0
      paths = []
      return counted
    },
    slowDown: (slow) => {
      isSlow = slow
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
