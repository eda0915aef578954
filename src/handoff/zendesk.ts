import type { Translator } from '../languages/messages.ts'
import { DeliveryError, type Handoff, type Target } from './contract.ts'
import { describeForTeam } from './description.ts'
import { readJson } from './answer.ts'
import { type Reach, sendRequest } from './request.ts'

export interface ZendeskOptions {
  /** `https://acme.zendesk.com` */
  url: string
  /** The agent whose token it is. */
  email: string
  token: string
  reach: Reach
  translator: Translator
}

type Attachment = NonNullable<Handoff['data']['attachment']>

/** Creates a ticket by `POST /api/v2/tickets.json`; the attachment is uploaded first, as Zendesk wants it. */
export function createZendesk({ url, email, token, reach, translator }: ZendeskOptions): Target {
  const authorization = `Basic ${Buffer.from(`${email}/token:${token}`).toString('base64')}`
  const upload = async ({ name, mediaType, content }: Attachment, signal: AbortSignal): Promise<string> => {
    const answer = await sendRequest({
      url: `${url}/api/v2/uploads.json?filename=${encodeURIComponent(name)}`,
      headers: { authorization, 'content-type': mediaType },
      body: Buffer.from(content, 'base64'),
      reach,
      signal,
    })
    const uploaded = (readJson(answer) as { upload?: { token?: unknown } } | undefined)?.upload?.token
    if (typeof uploaded !== 'string') throw new DeliveryError('It took the attachment and named no upload token.')
    return uploaded
  }
  /** Zendesk forgets an idempotency key after two hours; we try for three days. */
  const isThere = async (reference: string, signal: AbortSignal): Promise<boolean> => {
    const address = `${url}/api/v2/tickets.json?external_id=${encodeURIComponent(reference)}`
    const answer = await sendRequest({ method: 'GET', url: address, headers: { authorization }, reach, signal })
    const { tickets } = (readJson(answer) ?? {}) as { tickets?: { external_id?: unknown }[] }
    return Array.isArray(tickets) && tickets.some((ticket) => ticket.external_id === reference)
  }
  return {
    name: 'zendesk',
    deliver: async ({ key, isRepeated, handoff }, signal) => {
      const { data } = handoff
      if (isRepeated && (await isThere(data.reference, signal))) return
      const uploads = data.attachment ? [await upload(data.attachment, signal)] : undefined
      const ticket = {
        subject: data.subject,
        comment: { body: describeForTeam(handoff, translator), ...(uploads ? { uploads } : {}) },
        // Zendesk makes a requester of an unknown address only with a name.
        requester: { name: data.requester.email.split('@')[0], email: data.requester.email },
        external_id: data.reference,
        tags: ['waymark', `topic-${data.topic.id}`, `language-${data.requester.locale.toLowerCase()}`],
      }
      await sendRequest({
        url: `${url}/api/v2/tickets.json`,
        headers: { authorization, 'content-type': 'application/json', 'idempotency-key': key },
        body: JSON.stringify({ ticket }),
        reach,
        signal,
      })
    },
  }
}
