import type { SMTPServerOptions } from 'smtp-server'
import { describe, expect, it } from 'vitest'
import { message, multipart, PNG, readDeliveryRows, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite } from '../server/site.ts'
import { headersOf, startMailServer, textOf } from './mail-server.ts'

const makeHelp = async (options: SMTPServerOptions = {}, more: Record<string, string> = {}) => {
  const { url, mails } = await startMailServer(options)
  const environment = { SMTP_URL: url, MAIL_FROM: 'Acme Help <help@acme.example>', MAIL_TO: 'team@acme.example', ...more }
  return { mails, site: await makeSite({ settings: TICKETS, environment }) }
}
const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

describe('mail', () => {
  it('brings the message to the team, answered to the reader, and a copy to the reader', async () => {
    const { site, mails } = await makeHelp()
    const { reference } = await sendMessage(site, { description: 'متن پیام\nin two lines' })
    await site.courier.wake()
    const team = mails.find(({ to }) => to.includes('team@acme.example'))!
    expect(headersOf(team)).toMatchObject({
      'reply-to': 'reader@example.com',
      subject: `[${reference}] Where is my order?`,
      'auto-submitted': 'auto-generated',
    })
    expect(textOf(team)).toContain('متن پیام')
    expect(textOf(team)).toContain('From: reader@example.com')
    const copy = mails.find(({ to }) => to.includes('reader@example.com'))!
    expect(headersOf(copy)).toMatchObject({ 'reply-to': 'team@acme.example', subject: `We have your message (${reference})` })
    expect(textOf(copy)).toContain('متن پیام')
    expect(copy.raw).not.toContain('attachment')
    expect(await readDeliveryRows(site)).toMatchObject([
      { target: 'copy', state: 'done' },
      { target: 'mail', state: 'done' },
    ])
  })

  it('carries the attachment to the team', async () => {
    const { site, mails } = await makeHelp()
    await site.request('/api/contact', await multipart({ ...message, attachment: new File([PNG], 'عکس.png') }, { accept: 'application/json' }))
    await site.courier.wake()
    const team = mails.find(({ to }) => to.includes('team@acme.example'))!
    expect(team.raw).toContain('image/png')
    expect(team.raw.replace(/\r\n/g, '')).toContain(PNG.toString('base64'))
  })

  it('lets no subject add a header or a recipient', async () => {
    const { site, mails } = await makeHelp()
    await sendMessage(site, { subject: 'Hello\r\nBcc: everybody@example.com' })
    await site.courier.wake()
    expect(mails.flatMap(({ to }) => to).sort()).toEqual(['reader@example.com', 'team@acme.example'])
    expect(mails.map((mail) => headersOf(mail)['bcc'])).toEqual([undefined, undefined])
  })

  it('is tried again when the server is busy, under the same message id', async () => {
    let tries = 0
    const onMailFrom: SMTPServerOptions['onMailFrom'] = (_address, _session, callback) => callback(++tries <= 2 ? refuse(451, 'Try later') : null)
    const { site, mails } = await makeHelp({ onMailFrom })
    await sendMessage(site)
    await site.courier.wake()
    expect((await readDeliveryRows(site)).map(({ state, error }) => [state, error])).toEqual([
      ['waiting', 'The mail server answered 451.'],
      ['waiting', 'The mail server answered 451.'],
    ])
    site.time.now += 60_000
    await site.courier.wake()
    expect(mails).toHaveLength(2)
    for (const mail of mails) expect(headersOf(mail)['message-id']).toMatch(/^<[0-9a-f-]{36}@acme\.example>$/)
  })

  it('gives a copy up at once when the address does not exist, and keeps trying the team', async () => {
    const onRcptTo: SMTPServerOptions['onRcptTo'] = (_address, _session, callback) => callback(refuse(550, 'No such user: secret text'))
    const { site } = await makeHelp({ onRcptTo })
    await sendMessage(site)
    await site.courier.wake()
    expect((await readDeliveryRows(site)).map(({ target, state, error }) => [target, state, error])).toEqual([
      ['copy', 'dead', "The mail server refused the reader's address with 550."],
      ['mail', 'waiting', 'The mail server answered 550.'],
    ])
    expect(site.log.join()).not.toContain('secret text')
  })

  it('sends a mailbox three copies a day, however its address is written, and the team every message', async () => {
    const { site, mails } = await makeHelp()
    const hour = 3_600_000
    for (const email of ['victim@example.com', 'Victim@Example.com', 'victim+shop@example.com', 'VICTIM+2@example.com', 'victim@example.com']) {
      await sendMessage(site, { email })
      site.time.now += hour
    }
    await Promise.all(['victi_@example.com', 'victim@example.org'].map((email) => sendMessage(site, { email })))
    await site.courier.wake()
    const copies = () => mails.flatMap(({ to }) => to).filter((to) => !to.startsWith('team@'))
    expect(copies().sort()).toEqual(['Victim@example.com', 'victi_@example.com', 'victim+shop@example.com', 'victim@example.com', 'victim@example.org'])
    expect(mails.filter(({ to }) => to.includes('team@acme.example'))).toHaveLength(7)
    expect((await readDeliveryRows(site)).map(({ state }) => state)).toEqual(Array(14).fill('done'))
    // A day after the last of them.
    site.time.now += 24 * hour
    await sendMessage(site, { email: 'victim@example.com' })
    await site.courier.wake()
    expect(copies()).toHaveLength(6)
  })

  it('is tried again when there is no server', async () => {
    const { site } = await makeHelp({}, { SMTP_URL: 'smtp://127.0.0.1:9' })
    await sendMessage(site)
    await site.courier.wake()
    expect((await readDeliveryRows(site)).map(({ state }) => state)).toEqual(['waiting', 'waiting'])
  })

  it('writes the copy in the language of the page', async () => {
    const { site, mails } = await makeHelp()
    await sendMessage(site, { locale: 'fa', path: '/fa/contact/' })
    await site.courier.wake()
    const team = mails.find(({ to }) => to.includes('team@acme.example'))!
    expect(textOf(team)).toContain('Language: Persian')
  })
})
