import type { Translator } from '../languages/messages.ts'
import { readJson } from './answer.ts'
import { DeliveryError, type Handoff, type Target } from './contract.ts'
import { asHtml, describeForTeam } from './description.ts'
import { encodeForm } from './multipart.ts'
import { type Reach, sendRequest } from './request.ts'

/** Freshdesk's numbers for an open ticket of low priority that came through the portal. */
const OPEN = '2'
const LOW = '1'
const PORTAL = '2'

export interface FreshdeskOptions {
  /** `https://acme.freshdesk.com` */
  url: string
  apiKey: string
  reach: Reach
  translator: Translator
}

/**
 * Creates a ticket by `POST /api/v2/tickets`, as the form that Freshdesk takes with a file. Freshdesk knows no idempotency key, and its search
 * sees a new ticket only after minutes. So the reference stands in the subject, and before another attempt the reader's own tickets are listed.
 */
export function createFreshdesk({ url, apiKey, reach, translator }: FreshdeskOptions): Target {
  const authorization = `Basic ${Buffer.from(`${apiKey}:X`).toString('base64')}`
  const isThere = async ({ data, timestamp }: Handoff, signal: AbortSignal): Promise<boolean> => {
    const query = new URLSearchParams({ email: data.requester.email, updated_since: timestamp, per_page: '20' })
    const answer = await sendRequest({ method: 'GET', url: `${url}/api/v2/tickets?${query}`, headers: { authorization }, reach, signal }).catch(
      (error: unknown) => {
        // Nobody with this address is known, so there is no ticket either.
        if (error instanceof DeliveryError && (error.status === 400 || error.status === 404)) return '[]'
        throw error
      },
    )
    const tickets = readJson(answer)
    if (!Array.isArray(tickets)) throw new DeliveryError('It did not list its tickets, so nobody knows whether this one is there.')
    return tickets.some(({ subject }: { subject?: unknown }) => typeof subject === 'string' && subject.includes(data.reference))
  }
  return {
    name: 'freshdesk',
    deliver: async ({ isRepeated, handoff }, signal) => {
      const { data } = handoff
      if (isRepeated && (await isThere(handoff, signal))) return
      const { body, contentType } = encodeForm(
        [
          ['email', data.requester.email],
          ['subject', `[${data.reference}] ${data.subject}`],
          ['description', asHtml(describeForTeam(handoff, translator))],
          ['status', OPEN],
          ['priority', LOW],
          ['source', PORTAL],
          ['tags[]', 'waymark'],
          ['tags[]', data.reference],
          ['tags[]', `topic-${data.topic.id}`],
        ],
        data.attachment,
      )
      await sendRequest({ url: `${url}/api/v2/tickets`, headers: { authorization, 'content-type': contentType }, body, reach, signal })
    },
  }
}
