import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/server/config.ts'

const SMTP = { SMTP_URL: 'smtp://mail.example.com:587', MAIL_FROM: 'Help <help@example.com>' }
const WEBHOOK = { WEBHOOK_URL: 'https://hooks.example.com/tickets', WEBHOOK_SECRET: 'a secret of thirty-two characters' }

describe('the ways out', () => {
  it('are those whose variables are set', () => {
    const { handoff } = readConfig({ ...SMTP, MAIL_TO: 'team@example.com', ...WEBHOOK, FRESHDESK_URL: 'https://acme.freshdesk.com/', FRESHDESK_API_KEY: 'key' })
    expect(handoff).toMatchObject({
      mail: { url: SMTP.SMTP_URL, from: SMTP.MAIL_FROM, to: 'team@example.com' },
      webhook: { url: WEBHOOK.WEBHOOK_URL, secret: WEBHOOK.WEBHOOK_SECRET },
      freshdesk: { url: 'https://acme.freshdesk.com', apiKey: 'key' },
    })
    expect(Object.keys(handoff).sort()).toEqual(['freshdesk', 'mail', 'reach', 'webhook'])
  })

  it.each([
    [{ SMTP_URL: SMTP.SMTP_URL }, 'SMTP_URL is set and MAIL_FROM is not. Set SMTP_URL, MAIL_FROM, or none of them.'],
    [{ ...SMTP, SMTP_URL: 'mail.example.com' }, 'SMTP_URL is not the address of a mail server.'],
    [{ ...SMTP, MAIL_FROM: 'Help' }, 'MAIL_FROM is "Help". It must be an e-mail address, such as help@example.com.'],
    [{ MAIL_TO: 'team@example.com' }, 'MAIL_TO is set and SMTP_URL is not.'],
    [{ ...WEBHOOK, WEBHOOK_SECRET: 'short' }, 'WEBHOOK_SECRET has 5 characters. It must have at least 24.'],
    [{ ...WEBHOOK, WEBHOOK_SECRET: `whsec_${'!'.repeat(40)}` }, 'WEBHOOK_SECRET begins with whsec_, and what follows is not base64 of at least 24 bytes.'],
    [{ ...WEBHOOK, WEBHOOK_SECRET: `whsec_${'A'.repeat(24)}` }, 'WEBHOOK_SECRET begins with whsec_, and what follows is not base64 of at least 24 bytes.'],
    [{ ...WEBHOOK, WEBHOOK_URL: 'ftp://hooks.example.com' }, 'WEBHOOK_URL is not a web address. It must begin with https://.'],
    [{ ...WEBHOOK, WEBHOOK_URL: 'http://hooks.example.com' }, 'WEBHOOK_URL begins with http://, and messages would travel readable.'],
    [{ ...WEBHOOK, WEBHOOK_URL: 'https://user:secret@hooks.example.com' }, 'WEBHOOK_URL holds a user name. Leave it out of the address.'],
    [{ ...WEBHOOK, WEBHOOK_ALLOW_PRIVATE: 'yes' }, 'WEBHOOK_ALLOW_PRIVATE is "yes". It must be 0 or 1.'],
    [
      { ZENDESK_URL: 'https://acme.zendesk.com' },
      'ZENDESK_URL is set and ZENDESK_EMAIL and ZENDESK_TOKEN are not. Set ZENDESK_URL, ZENDESK_EMAIL, ZENDESK_TOKEN, or none of them.',
    ],
  ])('are refused in words when they are %o', (environment, message) => {
    const read = () => readConfig(environment as Record<string, string>)
    expect(read).toThrow(message)
    expect(read).toThrow('The server did not start.')
    expect(read).not.toThrow(/user:secret/)
  })
})
