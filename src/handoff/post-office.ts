import { createTransport } from 'nodemailer'
import { DeliveryError } from './contract.ts'

export interface PostOfficeOptions {
  /** `smtp://user:password@mail.example.com:587`, or `smtps://`. */
  url: string
  /** Sender, e.g. `help@example.com`. */
  from: string
  /** Longest that the mail server may take for a step, in ms. */
  patience: number
}

/** An e-mail of ours. */
export interface Letter {
  /** The same at every attempt, so that a mailbox shows what arrived twice once. */
  key: string
  /** When it was occasioned. */
  date: Date
  to: string | { name: string; address: string }
  subject: string
  text: string
  html?: string | undefined
  replyTo?: string | { name: string; address: string } | undefined
  attachments?: { filename: string; contentType: string; content: Buffer }[]
}

/** Hands letters to the mail server; rejects with a `DeliveryError`. `isForReader`: the address was written by a reader and may be wrong for good. */
export type SendLetter = (letter: Letter, signal: AbortSignal, isForReader?: boolean) => Promise<void>

export function openPostOffice({ url, from, patience }: PostOfficeOptions): SendLetter {
  const transport = createTransport({
    url,
    // A password never travels readable, but for a mail server on this machine.
    requireTLS: hasPasswordForElsewhere(url),
    connectionTimeout: patience,
    greetingTimeout: patience,
    socketTimeout: patience,
    dnsTimeout: patience,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = /@([^@>\s]+)>?$/.exec(from)?.[1] ?? 'waymark.invalid'
  return async ({ key, ...letter }, signal, isForReader = false) => {
    signal.throwIfAborted()
    // RFC 3834: no absence notes in return.
    const mail = { ...letter, from, messageId: `<${key}@${domain}>`, headers: { 'auto-submitted': 'auto-generated' } }
    await transport.sendMail(mail).catch((error: unknown) => {
      throw explain(error, isForReader)
    })
  }
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
