import { type BlockList, isIP } from 'node:net'
import type { HttpBindings } from '@hono/node-server'
import type { Context } from 'hono'

/** Whose X-Forwarded-For is believed: a number of proxies in front, or the addresses of the proxies themselves. */
export type TrustedProxies = number | BlockList

/**
 * Address of whoever asks; used for a hash or a limit, then forgotten. Each proxy adds the address it was called from at the right.
 * With a number, the entry that the outermost of them added counts; with a list, the first from the right that is none of ours.
 * Entries further left were written by the client and prove nothing, so an entry that is no address stands for itself: one sender.
 */
export function findClientAddress(c: Context, trust: TrustedProxies): string {
  const socket = (c.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress ?? ''
  if (!isTrusted(socket, trust)) return socket
  const entries = (c.req.header('x-forwarded-for') ?? '').split(',').map((entry) => entry.trim())
  const forwarded = entries.filter(Boolean).map(readAddress)
  if (typeof trust === 'number') return forwarded.at(-trust) ?? forwarded[0] ?? socket
  return forwarded.findLast((address) => !isListed(address, trust)) ?? socket
}

/** The host readers typed, as a proxy that is trusted passes it on. */
export function findHost(c: Context, trust: TrustedProxies): string {
  const forwarded = isBehindProxy(c, trust) ? c.req.header('x-forwarded-host') : undefined
  return (forwarded ?? c.req.header('host') ?? new URL(c.req.url).host).toLowerCase()
}

/** Whether the reader's connection is encrypted, so that a cookie may insist on it. */
export function isEncrypted(c: Context, trust: TrustedProxies, siteUrl: string): boolean {
  const forwarded = isBehindProxy(c, trust) ? c.req.header('x-forwarded-proto') : undefined
  if (forwarded) return forwarded.split(',')[0]?.trim() === 'https'
  const site = new URL(siteUrl)
  return site.protocol === 'https:' && site.host === findHost(c, trust)
}

/**
 * What one sender can change at will is one key for a limit: the first 24 bits of an IPv4 address, the first 48 of an IPv6 one. A provider
 * gives a household 48 to 64 bits of IPv6, and a rented range of 256 addresses costs little.
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase()
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+)\.\d+$/.exec(plain)?.[1]
  if (four) return `${four}.0/24`
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.split('::')
  const before = head === '' ? [] : head.split(':')
  const after = tail ? tail.split(':') : []
  const groups = tail === undefined ? before : [...before, ...Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0'), ...after]
  return `${groups
    .slice(0, 3)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/48`
}

function isBehindProxy(c: Context, trust: TrustedProxies): boolean {
  return isTrusted((c.env as Partial<HttpBindings> | undefined)?.incoming?.socket?.remoteAddress ?? '', trust)
}

/** Whether what is connected is one of the proxies in front. */
export function isTrusted(socket: string, trust: TrustedProxies): boolean {
  return typeof trust === 'number' ? trust > 0 : isListed(socket, trust)
}

function isListed(address: string, list: BlockList): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const family = isIP(plain)
  return family !== 0 && list.check(plain, family === 4 ? 'ipv4' : 'ipv6')
}

/** An entry as some proxies write it, with a port or in brackets; one word for whatever is no address. */
function readAddress(entry: string): string {
  const address = /^\[([^\]]+)\](?::\d+)?$/.exec(entry)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(entry)?.[1] ?? entry
  return isIP(address) === 0 ? 'unreadable' : address
}
