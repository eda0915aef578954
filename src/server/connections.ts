import type { Server, Socket } from 'node:net'
import { isTrusted, networkOf, type TrustedProxies } from './client-address.ts'

/** How many connections are open at a time at the most, and of those from one network; more are closed at once. */
export interface ConnectionBounds {
  most: number
  ofNetwork: number
}

/** A reader's browser holds up to six; whoever opens many and sends nothing leaves three quarters to everybody else. */
const BOUNDS: ConnectionBounds = { most: 2_000, ofNetwork: 500 }

/** Bounds the connections of a server. Those of a proxy in front are everybody's: only their sum is bounded. */
export function boundConnections(server: Server, trust: TrustedProxies, { most, ofNetwork } = BOUNDS): void {
  server.maxConnections = most
  const open = new Map<string, number>()
  server.on('connection', (socket: Socket) => {
    const address = socket.remoteAddress ?? ''
    if (isTrusted(address, trust)) return
    const network = networkOf(address)
    const count = open.get(network) ?? 0
    if (count >= ofNetwork) {
      socket.destroy()
      return
    }
    open.set(network, count + 1)
    socket.once('close', () => {
      const left = (open.get(network) ?? 1) - 1
      if (left > 0) open.set(network, left)
      else open.delete(network)
    })
  })
}
