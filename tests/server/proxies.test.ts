import type { Context } from 'hono'
import { describe, expect, it } from 'vitest'
import { findClientAddress, networkOf } from '../../src/server/client-address.ts'
import { readConfig } from '../../src/server/config.ts'

/** A request as the server sees it: who opened the connection, and what the header says. */
const request = (socket: string, forwarded?: string) =>
  ({
    env: { incoming: { socket: { remoteAddress: socket } } },
    req: { header: (name: string) => (name === 'x-forwarded-for' ? forwarded : undefined) },
  }) as unknown as Context

describe('the address of a reader', () => {
  it.each([
    ['0', '203.0.113.9', '198.51.100.7', '203.0.113.9'],
    ['1', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['1', '127.0.0.1', 'forged, 198.51.100.7', '198.51.100.7'],
    ['2', '127.0.0.1', '10.0.0.1, 198.51.100.7, 192.0.2.1', '198.51.100.7'],
    ['1', '127.0.0.1', 'not-an-address', 'unreadable'],
    ['1', '127.0.0.1', undefined, '127.0.0.1'],
    ['127.0.0.1', '127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['127.0.0.1', '::ffff:127.0.0.1', '198.51.100.7', '198.51.100.7'],
    ['127.0.0.1', '203.0.113.9', '198.51.100.7', '203.0.113.9'],
    ['127.0.0.1, 10.0.0.0/8', '127.0.0.1', '192.0.2.66, 198.51.100.7, 10.1.2.3', '198.51.100.7'],
    ['2001:db8::/32', '2001:db8::1', '[2001:4860::8888]:443', '2001:4860::8888'],
    ['127.0.0.1', '127.0.0.1', '198.51.100.7:5123', '198.51.100.7'],
    ['10.0.0.0/8', '10.0.0.1', '10.0.0.2, 10.0.0.3', '10.0.0.1'],
  ])('with TRUST_PROXY=%s, a connection from %s and the header "%s" is %s', (trust, socket, forwarded, address) => {
    expect(findClientAddress(request(socket, forwarded), readConfig({ TRUST_PROXY: trust }).trustProxy)).toBe(address)
  })

  it.each([
    ['198.51.100.7', '198.51.100.0/24'],
    ['::ffff:198.51.100.7', '198.51.100.0/24'],
    ['2001:db8:1:2::1', '2001:db8:1::/48'],
    ['2001:0db8:0001:ffff:1:2:3:4', '2001:db8:1::/48'],
    ['2001:db8::1', '2001:db8:0::/48'],
    ['fe80::1%eth0', 'fe80:0:0::/48'],
    ['', ''],
  ])('%s belongs to the network %s', (address, network) => {
    expect(networkOf(address)).toBe(network)
  })
})
