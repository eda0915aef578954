import { describe, expect, it } from 'vitest'
import { createCourier } from '../../src/handoff/courier.ts'
import { readConfig } from '../../src/server/config.ts'
import { readDeliveryRows, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite, makeTranslators, PASSWORD, postForm, type Site, TOKEN } from '../server/site.ts'
import { answerWith, startReceiver } from './receiver.ts'

const ORIGIN = 'http://localhost:4321'
const WEBHOOK = { WEBHOOK_SECRET: 'a secret of thirty-two characters', WEBHOOK_ALLOW_PRIVATE: '1' }

async function signIn(site: Site, password = PASSWORD): Promise<Record<string, string>> {
  const response = await site.request('/insights/sign-in', postForm({ password }, { origin: ORIGIN }))
  return { cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '', origin: ORIGIN }
}

describe('the page of messages that did not arrive', () => {
  it('shows what was given up, and sends it again', async () => {
    const receiver = await startReceiver((response, _request, number) => answerWith(number === 1 ? 410 : 200)(response))
    const site = await makeSite({ settings: TICKETS, environment: { WEBHOOK_URL: receiver.url, ...WEBHOOK } })
    const { reference } = await sendMessage(site)
    await site.courier.wake()
    const headers = await signIn(site)
    const page = await (await site.request('/insights/deliveries/', { headers })).text()
    expect(page).toContain(reference)
    expect(page).toContain('It answered 410: it is gone for good.')
    expect(page).toContain('I ordered a lamp on Monday.')
    const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? ''
    const response = await site.request('/insights/deliveries/resend', postForm({ delivery, lang: 'fa' }, headers))
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/insights/deliveries/?lang=fa')
    await site.courier.wake()
    expect(receiver.received).toHaveLength(2)
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'done' }])
    expect(await (await site.request('/insights/deliveries/', { headers })).text()).toContain('No message was given up.')
  })

  it('keeps messages readable while no way out is set up, and brings them to the first that is', async () => {
    const receiver = await startReceiver(answerWith(200))
    const site = await makeSite({ settings: TICKETS })
    const { reference } = await sendMessage(site, { subject: '<b>Hello</b>' })
    await site.courier.wake()
    const page = await (await site.request('/insights/deliveries/', { headers: await signIn(site) })).text()
    expect(page).toContain(reference)
    expect(page).toContain('reader@example.com')
    expect(page).toContain('&lt;b&gt;Hello&lt;/b&gt;')
    const { store, settings, time } = site
    const config = readConfig({ WEBHOOK_URL: receiver.url, ...WEBHOOK }).handoff
    const restarted = createCourier({ store, settings, translators: await makeTranslators(settings), config, clock: () => time.now, log: () => undefined })
    await restarted.wake()
    expect(receiver.received).toHaveLength(1)
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'unassigned', state: 'done' }])
  })

  it('shows who may only read, and programs, no address and no number of a reader', async () => {
    const site = await makeSite({ settings: TICKETS, config: { insightsReaderPassword: 'a password to read' } })
    await sendMessage(site, { subject: 'From anna@example.com', description: 'Call +371 2612 3456 about the lamp.' })
    const readers = [{ authorization: `Bearer ${TOKEN}` }, await signIn(site, 'a password to read')]
    for (const headers of readers) {
      const page = await (await site.request('/insights/deliveries/', { headers })).text()
      expect(page).toContain('Call ••• about the lamp.')
      expect(page).not.toMatch(/@example\.com|2612/)
    }
    expect(await (await site.request('/insights/deliveries/', { headers: await signIn(site) })).text()).toContain('Call +371 2612 3456')
  })

  it('is for those who signed in, and takes changes from its own pages only', async () => {
    const site = await makeSite({ settings: TICKETS })
    expect((await site.request('/insights/deliveries/')).status).toBe(401)
    const form = { delivery: '0190f5fe-7c00-7a00-8000-000000000000' }
    expect((await site.request('/insights/deliveries/resend', postForm(form, { origin: ORIGIN }))).status).toBe(401)
    const headers = await signIn(site)
    expect((await site.request('/insights/deliveries/resend', postForm(form, { ...headers, origin: 'https://evil.example' }))).status).toBe(403)
    expect((await site.request('/insights/deliveries/resend', postForm({ delivery: "' OR 1=1" }, headers))).status).toBe(422)
    expect((await site.request('/insights/deliveries/resend', postForm(form, headers))).status).toBe(303)
  })
})
