import type { Translator } from '../languages/messages.ts'
import { readJson } from './answer.ts'
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

/**
 * Starts a conversation through Chatwoot's public API: a contact, a conversation of theirs, and the message in it. The contact gets a source
 * of its own for each message, named by us; so another attempt finds the conversation, and the message in it, that the one before made.
 */
export function createChatwoot({ url, inbox, reach, translator }: ChatwootOptions): Target {
  const contacts = `${url}/public/api/v1/inboxes/${encodeURIComponent(inbox)}/contacts`
  const post = async (address: string, value: object, signal: AbortSignal): Promise<object> =>
    readJson(await sendRequest({ url: address, headers: { 'content-type': 'application/json' }, body: JSON.stringify(value), reach, signal })) ?? {}
  const list = async (address: string, signal: AbortSignal): Promise<object[]> => {
    const found = readJson(await sendRequest({ method: 'GET', url: address, headers: {}, reach, signal }))
    if (!Array.isArray(found)) throw new DeliveryError('It did not list what it has, so nobody knows whether this message is there.')
    return found
  }
  return {
    name: 'chatwoot',
    deliver: async ({ key, isRepeated, handoff }, signal) => {
      const { data } = handoff
      const { email, locale } = data.requester
      const contact = await post(contacts, { source_id: key, identifier: email, email, name: email }, signal)
      const conversations = `${contacts}/${encodeURIComponent(nameOf(contact, 'source_id'))}/conversations`
      const [known] = isRepeated ? await list(conversations, signal) : []
      const attributes = { custom_attributes: { reference: data.reference, topic: data.topic.id, language: locale } }
      const conversation = known ?? (await post(conversations, attributes, signal))
      const messages = `${conversations}/${encodeURIComponent(nameOf(conversation, 'id'))}/messages`
      const isThere = ({ content }: { content?: unknown }) => typeof content === 'string' && content.includes(data.reference)
      if (known && (await list(messages, signal)).some(isThere)) return
      const content = `${data.subject}\n\n${describeForTeam(handoff, translator)}`
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

function nameOf(answer: object, field: string): string {
  const value = (answer as Record<string, unknown>)[field]
  if (typeof value === 'string' || typeof value === 'number') return String(value)
  throw new DeliveryError(`Its answer has no "${field}".`)
}
