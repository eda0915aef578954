import { createHmac, timingSafeEqual } from 'node:crypto'

/** How far the clocks of both sides may be apart, as the standard's own libraries have it. */
const TOLERANCE_MS = 300_000

export interface Signed {
  id: string
  /** Seconds since 1970, as text. */
  timestamp: string
  /** The body as it was sent. */
  body: string
}

/** Signs as https://www.standardwebhooks.com says. */
export function sign({ id, timestamp, body }: Signed, secret: string): string {
  return `v1,${createHmac('sha256', keyOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`
}

/** Whether one of the signatures of a message, separated by spaces, is right, and its time is now. */
export function isSigned(signed: Signed, signatures: string, secret: string, now: number): boolean {
  const time = /^\d{1,12}$/.test(signed.timestamp) ? Number(signed.timestamp) * 1000 : Number.NaN
  if (!(Math.abs(now - time) <= TOLERANCE_MS)) return false
  const expected = Buffer.from(sign(signed, secret))
  return signatures.split(' ').some((signature) => {
    const given = Buffer.from(signature)
    return given.byteLength === expected.byteLength && timingSafeEqual(given, expected)
  })
}

/** A secret of the standard is base64 behind its prefix; any other is taken as it stands. */
function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice('whsec_'.length), 'base64') : Buffer.from(secret)
}
