import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/**
 * Address of whoever asks; used for a hash or a limit, then forgotten. With `trustProxy` proxies in front, it is the
 * entry the outermost of them added: entries further left were written by the client and prove nothing.
 */
export function findClientAddress(c: Context, trustProxy: number): string {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress ?? ''
  if (trustProxy === 0) return socket
  const forwarded = (c.req.header('x-forwarded-for') ?? '')
    .split(',')
    .map((entry) => entry.trim())
    .filter(Boolean)
  return forwarded.at(-trustProxy) ?? forwarded[0] ?? socket
}

/** The host readers typed, as a proxy that is trusted passes it on. */
export function findHost(c: Context, trustProxy: number): string {
  const forwarded = trustProxy > 0 ? c.req.header('x-forwarded-host') : undefined
  return (forwarded ?? c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
}

/** Whether the reader's connection is encrypted, so that a cookie may insist on it. */
export function isEncrypted(c: Context, trustProxy: number, siteUrl: string): boolean {
  const forwarded = trustProxy > 0 ? c.req.header('x-forwarded-proto') : undefined
  if (forwarded) return forwarded.split(',')[0]?.trim() === 'https'
  const site = new URL(siteUrl)
  return site.protocol === 'https:' && site.host === findHost(c, trustProxy)
}

/** What one household or office can change at will is one key for a limit: an IPv4 address, or the first 64 bits of an IPv6 one. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(plain)?.[1]
  if (mapped) return mapped
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after]
  return groups.slice(0, 4).join(':')
}
