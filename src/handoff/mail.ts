import { createTransport } from 'nodemailer'
import type { Translator } from '../languages/messages.ts'
import { DeliveryError, type Handoff, type Parcel, type Target } from './contract.ts'
import { describeForTeam } from './description.ts'

export interface MailOptions {
  /** `smtp://user:password@mail.example.com:587`, or `smtps://`. */
  url: string
  /** Sender, e.g. `help@example.com`. */
  from: string
  /** Where the team reads; only readers get mail without it. */
  to?: string | undefined
  /** Texts for the team. */
  translator: Translator
  /** Texts for readers. */
  translators: Map<string, Translator>
  /** Longest that the mail server may take for a step, in ms. */
  patience: number
  /** Epoch ms. */
  clock: () => number
  /** Whether the reader's mailbox takes another copy today. */
  mayCopy: (handoff: Handoff) => Promise<boolean>
}

/** The message for the team, answered to the reader, and its copy for the reader. */
export function createMail(options: MailOptions): Target[] {
  const { from, to, translator, translators, clock, mayCopy } = options
  const transport = createTransport({
    url: options.url,
    // A password never travels readable, but for a mail server on this machine.
    requireTLS: hasPasswordForElsewhere(options.url),
    connectionTimeout: options.patience,
    greetingTimeout: options.patience,
    socketTimeout: options.patience,
    dnsTimeout: options.patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'waymark.invalid'
  const shared = ({ key, handoff }: Parcel) => ({
    from,
    // The same at every attempt, so that a mailbox shows what arrived twice once.
    messageId: `<${key}@${domain}>`,
    date: new Date(handoff.timestamp),
    // RFC 3834: no absence notes in return.
    headers: { 'auto-submitted': 'auto-generated' },
  })
  const send = async (mail: Parameters<typeof transport.sendMail>[0], signal: AbortSignal, isForReader: boolean) => {
    signal.throwIfAborted()
    await transport.sendMail(mail).catch((error: unknown) => {
      throw explain(error, isForReader)
    })
  }

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
      await send({ ...shared(parcel), ...mail }, signal, false)
    },
  }
  return [team, copy]
}

function hasPasswordForElsewhere(address: string): boolean {
  const { username, hostname } = new URL(address)
  return username !== '' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname)
}

/** A reader's address that the mail server refuses for good will not become right. What the operator set can. */
function explain(error: unknown, isForReader: boolean): DeliveryError {
  const { responseCode, code } = error as { responseCode?: number; code?: string }
  if (isForReader && code === 'EENVELOPE' && (responseCode ?? 0) >= 500) {
    return new DeliveryError(`The mail server refused the reader's address with ${responseCode}.`, 'dead')
  }
  if (responseCode) return new DeliveryError(`The mail server answered ${responseCode}.`)
  return new DeliveryError(`The mail server could not be reached${code ? ` (${code})` : ''}.`)
}
