import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** A request as a receiver of messages saw it. */
export interface Received {
  method: string
  path: string
  headers: IncomingMessage['headers']
  body: Buffer
}

export interface Receiver {
  url: string
  received: Received[]
}

/** A server on loopback that keeps what it gets and answers as it is told. */
export async function startReceiver(answer: (response: ServerResponse, request: Received, number: number) => void): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const request = { method: incoming.method ?? '', path: incoming.url ?? '', headers: incoming.headers, body: Buffer.concat(chunks) }
    received.push(request)
    answer(response, request, received.length)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, received }
}

/** An answer with a status and a body. */
export const answerWith =
  (status: number, body: unknown = '', headers: Record<string, string> = {}) =>
  (response: ServerResponse): void => {
    response.writeHead(status, headers)
    response.end(typeof body === 'string' ? body : JSON.stringify(body))
  }
