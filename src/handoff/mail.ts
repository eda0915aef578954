import type { Translator } from '../languages/messages.ts'
import { DeliveryError, type Handoff, type Parcel, type Target } from './contract.ts'
import { describeForTeam } from './description.ts'
import { openPostOffice, type PostOfficeOptions } from './post-office.ts'

export interface MailOptions extends PostOfficeOptions {
  /** Where the team reads; only readers get mail without it. */
  to?: string | undefined
  /** Texts for the team. */
  translator: Translator
  /** Texts for readers. */
  translators: Map<string, Translator>
  /** Epoch ms. */
  clock: () => number
  /** Whether the reader's mailbox takes another copy today. */
  mayCopy: (handoff: Handoff) => Promise<boolean>
}

/** The message for the team, answered to the reader, and its copy for the reader. */
export function createMail(options: MailOptions): Target[] {
  const { to, translator, translators, clock, mayCopy } = options
  const send = openPostOffice(options)
  const shared = ({ key, handoff }: Parcel) => ({ key, date: new Date(handoff.timestamp) })

  const copy: Target = {
    name: 'copy',
    deliver: async (parcel, signal) => {
      const { data, timestamp } = parcel.handoff
      // Days after the message a copy only confuses.
      if (clock() - Date.parse(timestamp) > 86_400_000) throw new DeliveryError('It is more than a day late, and a copy would only confuse.', 'dead')
      if (!(await mayCopy(parcel.handoff))) return
      const { t } = translators.get(data.requester.locale) ?? translator
      const text = [
        t('handoff.copyThanks', { reference: data.reference }),
        `${t('handoff.copyYours')}\n\n${data.subject}\n\n${data.description}`,
        t('handoff.copyNotYou'),
      ].join('\n\n')
      const mail = { to: { name: '', address: data.requester.email }, subject: t('handoff.copySubject', { reference: data.reference }), text }
      await send({ ...shared(parcel), ...mail, ...(to ? { replyTo: to } : {}) }, signal, true)
    },
  }
  if (!to) return [copy]

  const team: Target = {
    name: 'mail',
    deliver: async (parcel, signal) => {
      const { data } = parcel.handoff
      const { attachment } = data
      const files = attachment ? [{ filename: attachment.name, contentType: attachment.mediaType, content: Buffer.from(attachment.content, 'base64') }] : []
      const mail = {
        to,
        replyTo: { name: '', address: data.requester.email },
        subject: `[${data.reference}] ${data.subject}`,
        text: describeForTeam(parcel.handoff, translator),
        attachments: files,
      }
      await send({ ...shared(parcel), ...mail }, signal)
    },
  }
  return [team, copy]
}
