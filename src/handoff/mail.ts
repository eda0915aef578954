import type { SurveyQuestion } from '../contact/survey-contract.ts'
import { askInWords } from '../contact/survey-form.ts'
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
  /** What readers are asked when their message is solved; they are not written to without it. */
  survey: { question: SurveyQuestion; addressOf: (ticket: string, locale: string) => string } | undefined
  /** Whether the reader's mailbox takes another copy today. */
  mayCopy: (handoff: Handoff) => Promise<boolean>
}

/** The message for the team, answered to the reader, and its copy for the reader. */
export function createMail(options: MailOptions): Target[] {
  const { to, translator, translators, clock, mayCopy, survey } = options
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
  const solved: Target = {
    name: 'solved',
    deliver: async (parcel, signal) => {
      const { data } = parcel.handoff
      const spoken = translators.get(data.requester.locale) ?? translator
      const { t, locale } = spoken
      if (!survey) throw new DeliveryError('Readers are not asked any more when a message is solved.', 'dead')
      const text = [
        t('handoff.solvedTold', { reference: data.reference }),
        `${askInWords(spoken, 'solved', survey.question)}\n${survey.addressOf(data.id, locale.code)}`,
        t('handoff.solvedNot'),
      ].join('\n\n')
      const mail = { to: { name: '', address: data.requester.email }, subject: t('handoff.solvedSubject', { reference: data.reference }), text }
      await send({ key: parcel.key, date: new Date(clock()), ...mail, ...(to ? { replyTo: to } : {}) }, signal, true)
    },
  }
  const forReaders = survey ? [copy, solved] : [copy]
  if (!to) return forReaders

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
  return [team, ...forReaders]
}
