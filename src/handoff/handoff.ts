import * as z from 'zod'
import { journeyStepSchema } from '../contact/contract.ts'
import type { Settings } from '../settings/contract.ts'
import { readText } from '../settings/load.ts'
import type { Store } from '../storage/store.ts'
import { HANDOFF_VERSION, type Handoff } from './contract.ts'

const detailSchema = z.object({ journey: journeyStepSchema.array().default([]) })

/** Makes the payload of a stored ticket; undefined when it, or the address to answer to, is not there any more. */
export async function loadHandoff(store: Pick<Store, 'findTicket'>, settings: Settings, id: string): Promise<Handoff | undefined> {
  const found = await store.findTicket(id)
  if (found?.address === undefined) return undefined
  const { ticket, attachments, address } = found
  const [attachment] = attachments
  const defaultLocale = settings.locales[0]?.code ?? ticket.locale
  const topic = settings.contact.tickets?.topics.find((known) => known.id === ticket.topic)
  return {
    type: 'ticket.created',
    timestamp: new Date(ticket.received).toISOString(),
    data: {
      version: HANDOFF_VERSION,
      id,
      reference: ticket.reference,
      // A topic that was renamed since keeps at least its id.
      topic: { id: ticket.topic ?? '', label: topic ? readText(topic.label, defaultLocale, settings) : (ticket.topic ?? '') },
      subject: ticket.subject,
      description: ticket.description,
      requester: { email: address, locale: ticket.locale },
      page: settings.url + ticket.path,
      journey: detailSchema.parse(JSON.parse(ticket.detail ?? '{}')).journey,
      attachment: attachment
        ? {
            name: attachment.name,
            mediaType: attachment.type,
            size: attachment.content.byteLength,
            content: Buffer.from(attachment.content).toString('base64'),
          }
        : null,
    },
  }
}
