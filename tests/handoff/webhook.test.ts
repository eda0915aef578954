import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { describe, expect, it, onTestFinished } from 'vitest'
import { handoffSchema } from '../../src/handoff/contract.ts'
import { createWebhook } from '../../src/handoff/webhook.ts'
import { multipart, message, PNG, readDeliveryRows, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite } from '../server/site.ts'
import { answerWith, startReceiver } from './receiver.ts'

const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
const HOUR = 3_600_000

const makeHelp = (url: string, more: Record<string, string> = {}, patience?: number) =>
  makeSite({
    ...(patience ? { patience } : {}),
    settings: TICKETS,
    environment: { WEBHOOK_URL: url, WEBHOOK_SECRET: SECRET, WEBHOOK_ALLOW_PRIVATE: '1', ...more },
  })

describe('a webhook', () => {
  it('gets the message as documented, signed so that the standard library verifies it', async () => {
    const receiver = await startReceiver(answerWith(200))
    const site = await makeHelp(receiver.url)
    // The library compares with the real clock.
    site.time.now = Date.now()
    const init = await multipart({ ...message, attachment: new File([PNG], 'shot.png') }, { accept: 'application/json' })
    const { id, reference } = (await (await site.request('/api/contact', init)).json()) as { id: string; reference: string }
    await site.courier.wake()
    const [request] = receiver.received
    const verified = new Webhook(SECRET).verify(request!.body.toString(), request!.headers as Record<string, string>)
    const { data } = handoffSchema.parse(verified)
    expect(data).toMatchObject({ id, reference, topic: { id: 'orders', label: 'Orders' }, requester: { email: 'reader@example.com', locale: 'en' } })
    expect(data.attachment).toMatchObject({ name: 'shot.png', mediaType: 'image/png', size: PNG.byteLength, content: PNG.toString('base64') })
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'webhook', state: 'done', attempts: 1 }])
  })

  it('is tried again after 500, later each time, with the same id', async () => {
    const receiver = await startReceiver((response, _request, number) => answerWith(number < 4 ? 500 : 204)(response))
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    const pauses: number[] = []
    for (let attempt = 1; attempt < 4; attempt++) {
      await site.courier.wake()
      const [row] = await readDeliveryRows(site)
      expect(row).toMatchObject({ state: 'waiting', attempts: attempt, error: 'It answered 500.' })
      pauses.push(row!.due - site.time.now)
      await site.courier.wake()
      expect(receiver.received).toHaveLength(attempt)
      site.time.now = row!.due
    }
    await site.courier.wake()
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'done' }])
    expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
    for (const [index, pause] of pauses.entries()) {
      expect(pause).toBeGreaterThanOrEqual(5_000 * 2 ** index)
      expect(pause).toBeLessThanOrEqual(10_000 * 2 ** index)
    }
  })

  it('is given up after three days, at most an hour between two attempts', async () => {
    const receiver = await startReceiver(answerWith(500))
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    const began = site.time.now
    let [row] = await readDeliveryRows(site)
    while (row!.state === 'waiting') {
      await site.courier.wake()
      ;[row] = await readDeliveryRows(site)
      expect(row!.due - site.time.now).toBeLessThanOrEqual(HOUR)
      site.time.now = Math.max(row!.due, site.time.now)
    }
    expect(row).toMatchObject({ state: 'dead', error: 'It answered 500.' })
    expect(site.time.now - began).toBeGreaterThan(70 * HOUR)
    expect(site.time.now - began).toBeLessThan(74 * HOUR)
    expect(site.log.at(-1)).toMatch(/^delivery to webhook failed \(attempt \d+, given up\): It answered 500\.$/)
  })

  it('waits as long as the other side asks', async () => {
    const receiver = await startReceiver(answerWith(429, '', { 'retry-after': '1800' }))
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    await site.courier.wake()
    expect((await readDeliveryRows(site))[0]!.due - site.time.now).toBe(1_800_000)
  })

  it('follows no redirect', async () => {
    const elsewhere = await startReceiver(answerWith(200))
    const receiver = await startReceiver(answerWith(307, '', { location: elsewhere.url }))
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    await site.courier.wake()
    expect(elsewhere.received).toEqual([])
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'waiting', error: expect.stringContaining('307, a redirect') }])
  })

  it('is switched off by 410, and what waits for it becomes visible instead of lost', async () => {
    const receiver = await startReceiver(answerWith(410))
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    await site.courier.wake()
    await sendMessage(site)
    await site.courier.wake()
    expect(receiver.received).toHaveLength(1)
    expect((await readDeliveryRows(site)).map(({ state, error }) => [state, error?.slice(0, 15)])).toEqual([
      ['dead', 'It answered 410'],
      ['dead', 'It answered 410'],
    ])
  })

  it('counts as delivered whatever nonsense comes with a 200, and is cut off when that has no end', async () => {
    const receiver = await startReceiver((response) => {
      response.writeHead(200, { 'content-type': 'application/json' })
      const pour = () => {
        while (!response.destroyed && response.write('\u0000{"nonsense":'.repeat(1000)));
      }
      response.on('drain', pour)
      pour()
    })
    const site = await makeHelp(receiver.url)
    await sendMessage(site)
    await site.courier.wake()
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'done' }])
  })

  it('is tried again when the answer is no HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_10.0\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const site = await makeHelp(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
    await sendMessage(site)
    await site.courier.wake()
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'waiting', error: 'It could not be reached (HPE_INVALID_CONSTANT).' }])
  })

  it('that never answers is left after a while and delays no other way out', async () => {
    const silent = await startReceiver(() => undefined)
    const quick = await startReceiver(answerWith(201, { ticket: { id: 1 } }))
    const site = await makeHelp(silent.url, { ZENDESK_URL: quick.url, ZENDESK_EMAIL: 'agent@example.com', ZENDESK_TOKEN: 'secret' }, 1000)
    await sendMessage(site)
    const all = site.courier.wake()
    await expect.poll(async () => (await readDeliveryRows(site)).map(({ target, state }) => `${target} ${state}`)).toEqual(['webhook waiting', 'zendesk done'])
    await all
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'webhook', state: 'waiting', error: 'It did not answer within 1 seconds.' }, {}])
  })

  it.each([
    'http://127.0.0.1:9',
    'http://localhost:9',
    'http://[::1]:9',
    'http://169.254.169.254/',
    'http://0.0.0.0:9',
    'http://[::ffff:127.0.0.1]:9',
    'http://2130706433:9',
  ])('never reaches %s unless it may', async (url) => {
    const webhook = createWebhook({ url, secret: SECRET, reach: { allowPrivate: false, patience: 1000 }, clock: Date.now })
    const attempt = webhook.deliver({ key: 'key', isRepeated: false, handoff: {} as never }, new AbortController().signal)
    await expect(attempt).rejects.toThrow('Its address is private. Set WEBHOOK_ALLOW_PRIVATE=1 if it should be reached.')
  })
})
