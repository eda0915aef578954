import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../src/server/limit-figures.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { headersOf, startMailServer, textOf } from '../handoff/mail-server.ts'
import { makeSite, postForm, postJson, type Site, TOKEN } from '../server/site.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'
import { message, multipart, readDeliveryRows, sendMessage, TICKETS } from './message.ts'

const DAY = 86_400_000
const SECRET = `whsec_${Buffer.from('a secret of thirty-two characters').toString('base64')}`
const bearer = { headers: { authorization: `Bearer ${TOKEN}` } }
const asking = (surveys: object) => ({ contact: { ...TICKETS.contact, tickets: { ...TICKETS.contact.tickets, surveys } } })

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

const readAnswers = (site: Site) =>
  site.store.read<{ moment: string; question: string; wording: number; score: number }>(
    'SELECT moment, question, wording, score FROM survey_answer WHERE site = :site ORDER BY ticket, moment',
    {},
  )
const answer = (site: Site, change: Record<string, unknown>) =>
  site.request('/api/survey', postJson({ moment: 'sent', question: 'csat', score: 4, locale: 'en', ...change }))
const readPage = async (site: Site) => (await (await site.request('/insights/?days=30', bearer)).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

async function tellSolved(site: Site, reference: string, id: string): Promise<void> {
  const body = JSON.stringify({ type: 'solved', at: new Date(site.time.now).toISOString() })
  const at = new Date(site.time.now)
  const signature = new Webhook(SECRET).sign(id, at, body)
  const headers = { 'webhook-id': id, 'webhook-timestamp': String(Math.floor(at.getTime() / 1000)), 'webhook-signature': signature }
  expect((await site.request(`/api/tickets/${reference}/progress`, { method: 'POST', body, headers })).status).toBe(204)
}

describe.each(['SQLite', 'PostgreSQL'])('the question after a contact, on %s', (kind) => {
  const makeHelp = async (surveys: object, environment: Record<string, string> = {}) => {
    const store: { store?: Store } = kind === 'SQLite' ? {} : { store: await openPostgresStore(await postgres.createDatabase()) }
    return makeSite({ settings: asking(surveys), environment, ...store })
  }

  it('is on the page after a message was sent, and its numbers answer it without a script', async () => {
    const site = await makeHelp({ sent: 'csat' })
    const sent = await site.request('/api/contact', await multipart({ ...message }))
    const asked = await site.request(sent.headers.get('location') ?? '')
    // With "no-referrer", browsers would send the form with the origin "null".
    expect(asked.headers.get('referrer-policy')).toBe('same-origin')
    const page = await asked.text()
    expect(page).toContain('How satisfied are you with this help centre so far?')
    const fields = Object.fromEntries([...page.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)">/g)].map(([, name, value]) => [name, value]))
    expect([...page.matchAll(/<button type="submit" name="score" value="(\d+)"/g)].map(([, value]) => value)).toEqual(['1', '2', '3', '4', '5'])
    const done = await site.request('/api/survey', postForm({ ...(fields as Record<string, string>), score: '4' }))
    expect([done.status, done.headers.get('location')]).toEqual([303, '/api/survey/thanks?locale=en'])
    expect(await (await site.request('/api/survey/thanks?locale=en')).text()).toContain('Your answer is stored.')
    expect(await readAnswers(site)).toEqual([{ moment: 'sent', question: 'csat', wording: 1, score: 4 }])
  })

  it('counts the newest answer of each message, however often it is sent', async () => {
    const site = await makeHelp({ sent: 'csat' })
    const { id } = await sendMessage(site)
    expect((await Promise.all([2, 2, 2].map((score) => answer(site, { ticket: id, score })))).map(({ status }) => status)).toEqual([204, 204, 204])
    await answer(site, { ticket: id.toUpperCase(), score: 5 })
    expect(await readAnswers(site)).toEqual([{ moment: 'sent', question: 'csat', wording: 1, score: 5 }])
    expect(await readPage(site)).toContain('After sending: not enough data yet, it needs about 4 more answers.')
    for (const score of [5, 5, 4, 1]) await answer(site, { ticket: (await sendMessage(site)).id, score })
    expect(await readPage(site)).toContain('After sending: 80% (38% to 96%) of 5 answers say satisfied.')
    const csv = await (await site.request('/api/insights/surveys?format=csv', bearer)).text()
    expect(csv).toContain('sent,csat,1,5,0.8,')
  })

  it('reaches the reader once when the team’s tool says solved, in their language, with a link that stores nothing by itself', async () => {
    const { url, mails } = await startMailServer()
    const environment = {
      ...{ SMTP_URL: url, MAIL_FROM: 'help@acme.example', MAIL_TO: 'team@acme.example' },
      ...{ WEBHOOK_URL: 'https://desk.example.com/hook', WEBHOOK_SECRET: SECRET },
    }
    const site = await makeHelp({ solved: 'nps' }, environment)
    const { id, reference } = await sendMessage(site, { locale: 'fa' })
    expect((await readDeliveryRows(site)).map(({ target }) => target)).toEqual(['copy', 'mail', 'webhook'])
    for (const news of ['msg_1', 'msg_2', 'msg_2']) {
      site.time.now += news === 'msg_1' ? 60_000 : 0
      await tellSolved(site, reference, news).catch(() => undefined)
    }
    await site.courier.wake()
    const told = mails.filter((mail) => (headersOf(mail)['subject'] ?? '').includes('solved'))
    expect(told.map(({ to }) => to)).toEqual([['reader@example.com']])
    expect(headersOf(told[0]!)).toMatchObject({ 'reply-to': 'team@acme.example', subject: `Your message is marked as solved (${reference})` })
    const link = /http:\/\/localhost:4321(\/api\/survey\?\S+)/.exec(textOf(told[0]!))?.[1] ?? ''
    expect(link).toBe(`/api/survey?ticket=${id}&locale=fa`)
    const opened = await site.request(link)
    expect(opened.headers.get('referrer-policy')).toBe('same-origin')
    const page = await opened.text()
    expect(page).toContain('<html lang="fa" dir="rtl">')
    expect([...page.matchAll(/<button type="submit" name="score" value="(\d+)"/g)]).toHaveLength(11)
    expect(await readAnswers(site)).toEqual([])
    for (const score of [10, 9, 9, 8, 0]) await answer(site, { ticket: (await sendMessage(site)).id, moment: 'solved', question: 'nps', score })
    expect(await readPage(site)).toContain('After it was solved: Net Promoter 40 (95% interval: ')
  })
})

describe('the question after a contact', () => {
  it.each([
    ['a score that is not on the scale', { score: 6 }],
    ['a score that is none', { score: 'five' }],
    ['a question that is not asked', { question: 'nps', score: 9 }],
    ['a moment at which nothing is asked', { moment: 'solved' }],
    ['a language that is not there', { locale: 'xx' }],
    ['an id that is none', { ticket: '1 OR 1=1' }],
    ['a field that is not known', { comment: 'hello' }],
  ])('takes no %s', async (_, change) => {
    const site = await makeSite({ settings: asking({ sent: 'csat' }) })
    const { id } = await sendMessage(site)
    const refused = await answer(site, { ticket: id, ...change })
    expect(refused.status).toBe(422)
    expect(await readAnswers(site)).toEqual([])
  })

  it('stores nothing about a message that is not there or long past, and tells nobody which are', async () => {
    const site = await makeSite({ settings: asking({ sent: 'csat' }) })
    const { id } = await sendMessage(site)
    site.time.now += 91 * DAY
    for (const ticket of [id, '019ab3c1-7c00-7a00-8000-000000000000']) expect((await answer(site, { ticket })).status).toBe(204)
    expect(await readAnswers(site)).toEqual([])
  })

  it.each([
    ['en', 'Your answer was not saved', 'Something in the answer was not understood.', 'There is no question here'],
    ['fa', 'پاسخ شما ذخیره نشد', 'بخشی از پاسخ مفهوم نبود.', 'اینجا پرسشی نیست'],
    ['he', 'תשובתכם לא נשמרה', 'משהו בתשובה לא הובן.', 'אין כאן שאלה'],
    ['ru', 'Ваш ответ не сохранён', 'Что-то в ответе не удалось понять.', 'Здесь нет вопроса'],
    ['lv', 'Jūsu atbilde netika saglabāta', 'Kaut kas atbildē nebija saprotams.', 'Šeit nav jautājuma'],
  ])('says without a script in %s that an answer was refused, and asks again', async (locale, title, reason, gone) => {
    const locales = [{ code: 'en', name: 'English' }, ...(locale === 'en' ? [] : [{ code: locale, name: locale }])]
    const site = await makeSite({ settings: { ...asking({ sent: 'csat' }), locales }, isTranslated: true })
    const { id } = await sendMessage(site)
    const refused = await site.request('/api/survey', postForm({ ticket: id, moment: 'sent', question: 'csat', locale, score: '6' }))
    expect([refused.status, refused.headers.get('content-type'), refused.headers.get('referrer-policy')]).toEqual([
      422,
      'text/html; charset=UTF-8',
      'same-origin',
    ])
    const page = await refused.text()
    expect(page).toContain(`<html lang="${locale}"`)
    for (const text of [title, reason, `name="ticket" value="${id}"`, '<button type="submit" name="score" value="5"']) expect(page).toContain(text)
    expect(await readAnswers(site)).toEqual([])
    const lost = await site.request(`/api/survey?ticket=half&locale=${locale}`)
    expect(lost.status).toBe(404)
    expect(await lost.text()).toContain(gone)
  })

  it('says without a script when to answer again, in the language of the page, even when the answer was not read', async () => {
    const site = await makeSite({ settings: asking({ sent: 'csat' }), config: { limits: { ...LIMITS, visitPerMinute: 2 } }, isTranslated: true })
    const { id } = await sendMessage(site)
    const form = postForm({ ticket: id, moment: 'sent', question: 'csat', locale: 'fa', score: '3' })
    const headers = { ...form.headers, referer: `http://localhost:4321/api/contact/sent?ticket=${id}&locale=fa` }
    const answers: Response[] = []
    for (let sent = 0; sent < 3; sent += 1) answers.push(await site.request('/api/survey', { ...form, headers }))
    const refused = answers.at(-1)!
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true])
    expect(await refused.text()).toContain('لطفاً یک دقیقهٔ دیگر دوباره پاسخ دهید.')
  })

  it('is not asked unless the settings say so', async () => {
    const site = await makeSite({ settings: TICKETS })
    const sent = await site.request('/api/contact', await multipart({ ...message }))
    expect(sent.headers.get('location')).not.toContain('ticket=')
    expect(await (await site.request(sent.headers.get('location') ?? '')).text()).not.toContain('/api/survey')
    expect((await site.request('/api/survey?ticket=019ab3c1-7c00-7a00-8000-000000000000')).status).toBe(404)
    expect(await readPage(site)).not.toContain('After sending')
  })
})
