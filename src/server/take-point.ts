import { type RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { Problem } from './contract.ts'

/** Takes a point from a limiter, or refuses with the time to wait. */
export async function takePoint(limiter: RateLimiterMemory, key: string, detail: string): Promise<void> {
  try {
    await limiter.consume(key)
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error
    throw refuseForNow(error.msBeforeNext, detail)
  }
}

/** The refusal of whoever did something too often, with the time to wait. */
export function refuseForNow(milliseconds: number, detail: string): Problem {
  return new Problem('too-many-requests', detail, { headers: { 'retry-after': String(Math.max(1, Math.ceil(milliseconds / 1000))) } })
}
