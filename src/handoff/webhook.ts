import type { Parcel, Target } from './contract.ts'
import { type Reach, sendRequest } from './request.ts'
import { sign } from './signature.ts'

export interface WebhookOptions {
  url: string
  /** `whsec_` and base64, or any text. */
  secret: string
  reach: Reach
  /** Epoch ms. */
  clock: () => number
}

/** Posts the message as it is, signed as https://www.standardwebhooks.com says. */
export function createWebhook({ url, secret, reach, clock }: WebhookOptions): Target {
  return {
    name: 'webhook',
    deliver: async (parcel, signal) => {
      const body = JSON.stringify(parcel.handoff)
      await sendRequest({ url, headers: signedHeaders(parcel, body, secret, clock()), body, reach, signal })
    },
  }
}

function signedHeaders({ key }: Parcel, body: string, secret: string, now: number): Record<string, string> {
  const timestamp = String(Math.floor(now / 1000))
  const signature = sign({ id: key, timestamp, body }, secret)
  return { 'content-type': 'application/json', 'webhook-id': key, 'webhook-timestamp': timestamp, 'webhook-signature': signature }
}
