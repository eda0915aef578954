import type { Translator } from '../languages/messages.ts'
import { DeliveryError, type Target } from './contract.ts'
import { describeForTeam } from './description.ts'
import { encodeForm } from './multipart.ts'
import { type Reach, sendRequest } from './request.ts'

export interface ChatwootOptions {
  /** `https://app.chatwoot.com` */
  url: string
  /** Identifier of an inbox of the kind “API”. */
  inbox: string
  reach: Reach
  translator: Translator
}

/** Starts a conversation through Chatwoot's public API: a contact, a conversation of theirs, and the message in it. */
export function createChatwoot({ url, inbox, reach, translator }: ChatwootOptions): Target {
  const contacts = `${url}/public/api/v1/inboxes/${encodeURIComponent(inbox)}/contacts`
  const post = async (address: string, value: object, signal: AbortSignal): Promise<Record<string, unknown>> => {
    const answer = await sendRequest({ url: address, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value), reach, signal })
    return parse(answer)
  }
  return {
    name: 'chatwoot',
    deliver: async ({ key, handoff }, signal) => {
      const { data } = handoff
      const { email, locale } = data.requester
      const contact = await post(contacts, { identifier: email, email, name: email }, signal)
      const source = nameOf(contact, 'source_id')
      const conversations = `${contacts}/${encodeURIComponent(source)}/conversations`
      const conversation = await post(conversations, { custom_attributes: { reference: data.reference, topic: data.topic.id, language: locale } }, signal)
      const content = `${data.subject}\n\n${describeForTeam(handoff, translator)}`
      const messages = `${conversations}/${encodeURIComponent(nameOf(conversation, 'id'))}/messages`
      if (!data.attachment) {
        await post(messages, { content, echo_id: key }, signal)
        return
      }
      const { body, contentType } = encodeForm(
        [
          ['content', content],
          ['echo_id', key],
        ],
        data.attachment,
      )
      await sendRequest({ url: messages, headers: { 'content-type': contentType }, body, reach, signal })
    },
  }
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

function nameOf(answer: Record<string, unknown>, field: string): string {
  const value = answer[field]
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new DeliveryError(`Its answer has no "${field}".`)
}
