import type { Reach } from './request.ts'

const PATIENCE_MS = 20_000
/** Bytes of a key, as Standard Webhooks asks. */
const SHORTEST_KEY = 24

/** Where messages go, from the environment; each part is there when its variables are. */
export interface HandoffConfig {
  mail?: { url: string; from: string; to?: string | undefined }
  webhook?: { url: string; secret: string }
  zendesk?: { url: string; email: string; token: string }
  freshdesk?: { url: string; apiKey: string }
  chatwoot?: { url: string; inbox: string }
  reach: Reach
}

type Environment = Record<string, string | undefined>

/** Reads the variables; `refuse` is called with a sentence about one that cannot be used, and throws. */
export function readHandoffConfig(environment: Environment, refuse: (message: string) => never): HandoffConfig {
  const read = (name: string) => environment[name]?.trim() || undefined
  const flag = read('WEBHOOK_ALLOW_PRIVATE') ?? '0'
  if (!/^[01]$/.test(flag)) refuse(`WEBHOOK_ALLOW_PRIVATE is "${flag}". It must be 0 or 1.`)
  const allowPrivate = flag === '1'

  /** All of them, or none: half a way out would lose messages without a word. */
  const readGroup = <Name extends string>(...names: [Name, ...Name[]]): Record<Name, string> | undefined => {
    const missing = names.filter((name) => !read(name))
    if (missing.length === names.length) return undefined
    const present = names.find((name) => read(name))
    if (missing.length > 0)
      refuse(`${present} is set and ${missing.join(' and ')} ${missing.length > 1 ? 'are' : 'is'} not. Set ${names.join(', ')}, or none of them.`)
    return Object.fromEntries(names.map((name) => [name, read(name)])) as Record<Name, string>
  }
  // Addresses may hold secrets, so their value is not printed.
  const checkAddress = (name: string, text: string): string => {
    const url = URL.canParse(text) ? new URL(text) : undefined
    const isPlain = url?.protocol === 'http:'
    if (!url || !/^https?:$/.test(url.protocol)) refuse(`${name} is not a web address. It must begin with https://.`)
    if (isPlain && !allowPrivate)
      refuse(`${name} begins with http://, and messages would travel readable. Write https://, or set WEBHOOK_ALLOW_PRIVATE=1 for a machine of your own.`)
    if (url?.username) refuse(`${name} holds a user name. Leave it out of the address.`)
    return text
  }
  const base = (name: string, text: string) => checkAddress(name, text).replace(/\/+$/, '')

  const mail = readGroup('SMTP_URL', 'MAIL_FROM')
  if (mail && !(/^smtps?:\/\/[^/\s]+/.test(mail.SMTP_URL) && URL.canParse(mail.SMTP_URL)))
    refuse('SMTP_URL is not the address of a mail server. Write smtp://user:password@mail.example.com:587, or smtps:// for TLS from the start.')
  if (mail && !/@[^\s@]+\.[^\s@]+$/.test(mail.MAIL_FROM.replace(/>$/, '')))
    refuse(`MAIL_FROM is "${mail.MAIL_FROM}". It must be an e-mail address, such as help@example.com.`)
  const to = read('MAIL_TO')
  if (to && !mail) refuse('MAIL_TO is set and SMTP_URL is not. Set SMTP_URL and MAIL_FROM, or leave MAIL_TO out.')
  const webhook = readGroup('WEBHOOK_URL', 'WEBHOOK_SECRET')
  if (webhook && webhook.WEBHOOK_SECRET.length < 24) refuse(`WEBHOOK_SECRET has ${webhook.WEBHOOK_SECRET.length} characters. It must have at least 24.`)
  if (webhook && isShortKey(webhook.WEBHOOK_SECRET))
    refuse(
      `WEBHOOK_SECRET begins with whsec_, and what follows is not base64 of at least ${SHORTEST_KEY} bytes. Make one with: echo whsec_$(openssl rand -base64 32)`,
    )
  const zendesk = readGroup('ZENDESK_URL', 'ZENDESK_EMAIL', 'ZENDESK_TOKEN')
  const freshdesk = readGroup('FRESHDESK_URL', 'FRESHDESK_API_KEY')
  const chatwoot = readGroup('CHATWOOT_URL', 'CHATWOOT_INBOX')
  return {
    ...(mail ? { mail: { url: mail.SMTP_URL, from: mail.MAIL_FROM, to } } : {}),
    ...(webhook ? { webhook: { url: checkAddress('WEBHOOK_URL', webhook.WEBHOOK_URL), secret: webhook.WEBHOOK_SECRET } } : {}),
    ...(zendesk ? { zendesk: { url: base('ZENDESK_URL', zendesk.ZENDESK_URL), email: zendesk.ZENDESK_EMAIL, token: zendesk.ZENDESK_TOKEN } } : {}),
    ...(freshdesk ? { freshdesk: { url: base('FRESHDESK_URL', freshdesk.FRESHDESK_URL), apiKey: freshdesk.FRESHDESK_API_KEY } } : {}),
    ...(chatwoot ? { chatwoot: { url: base('CHATWOOT_URL', chatwoot.CHATWOOT_URL), inbox: chatwoot.CHATWOOT_INBOX } } : {}),
    reach: { allowPrivate, patience: PATIENCE_MS },
  }
}

/** What is not base64 would be read as a shorter key, or as none, with which anybody could sign. */
function isShortKey(secret: string): boolean {
  const [, encoded] = /^whsec_(.*)$/s.exec(secret) ?? []
  return encoded !== undefined && (!/^[A-Za-z0-9+/]+={0,2}$/.test(encoded) || Buffer.from(encoded, 'base64').byteLength < SHORTEST_KEY)
}
