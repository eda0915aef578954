import type { Translator } from '../languages/messages.ts'
import type { Target } from './contract.ts'
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

/** Creates a ticket by `POST /api/v2/tickets`, as the form that Freshdesk takes with a file. */
export function createFreshdesk({ url, apiKey, reach, translator }: FreshdeskOptions): Target {
  return {
    name: 'freshdesk',
    deliver: async ({ handoff }, signal) => {
      const { data } = handoff
      const { body, contentType } = encodeForm(
        [
          ['email', data.requester.email],
          ['subject', data.subject],
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
      const authorization = `Basic ${Buffer.from(`${apiKey}:X`).toString('base64')}`
      await sendRequest({ url: `${url}/api/v2/tickets`, headers: { authorization, 'content-type': contentType }, body, reach, signal })
    },
  }
}
