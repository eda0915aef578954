import { describe, expect, it } from 'vitest'
import { findForeignRecipient } from '../../src/reports/config.ts'
import { ConfigError, readConfig } from '../../src/server/config.ts'

const MAIL = { SMTP_URL: 'smtp://127.0.0.1:9', MAIL_FROM: 'help@acme.example' }

describe('DIGEST_TO and ALERT_TO', () => {
  it('name addresses, each with a language if it has one', () => {
    expect(readConfig({ ...MAIL, DIGEST_TO: 'lead@acme.example, fa:reza@acme.example,', ALERT_TO: 'pt-BR:ops@acme.example' }).reports).toEqual({
      digest: [{ to: 'lead@acme.example' }, { to: 'reza@acme.example', locale: 'fa' }],
      alert: [{ to: 'ops@acme.example', locale: 'pt-BR' }],
    })
    expect(readConfig(MAIL).reports).toEqual({ digest: [], alert: [] })
  })

  it.each([
    [{ DIGEST_TO: 'lead@acme.example' }, 'DIGEST_TO is set and SMTP_URL is not.'],
    [{ ...MAIL, DIGEST_TO: 'lead' }, 'DIGEST_TO has "lead".'],
    [{ ...MAIL, ALERT_TO: 'Lead <lead@acme.example>' }, 'ALERT_TO has "Lead <lead@acme.example>".'],
    [{ ...MAIL, ALERT_TO: 'farsi!:lead@acme.example' }, 'ALERT_TO has "farsi!:lead@acme.example".'],
    [{ ...MAIL, ALERT_TO: 'lead@acme.example\nBcc: all@acme.example' }, 'ALERT_TO has "lead@acme.example'],
    [{ ...MAIL, ALERT_TO: Array(51).fill('lead@acme.example').join() }, 'ALERT_TO has 51 addresses.'],
  ])('%j is refused in one sentence', (environment, sentence) => {
    expect(() => readConfig(environment)).toThrow(ConfigError)
    expect(() => readConfig(environment)).toThrow(sentence)
  })

  it('is refused in a language that the help centre does not have', () => {
    const { reports } = readConfig({ ...MAIL, ALERT_TO: 'ru:ops@acme.example' })
    expect(findForeignRecipient(reports, ['en', 'ru'])).toBeUndefined()
    expect(findForeignRecipient(reports, ['en', 'fa'])).toContain('ops@acme.example is to be written to in "ru"')
  })
})
