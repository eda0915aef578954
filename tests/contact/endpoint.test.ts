import { v4, v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { DESCRIPTION_LIMIT } from '../../src/contact/contract.ts'
import type { ProblemDetails } from '../../src/server/contract.ts'
import { makeSite, postForm, postJson, readCounters, readEvents } from '../server/site.ts'
import { message, multipart, PNG, readDeliveryRows, sendMessage, TICKETS } from './message.ts'

const REFERENCE = /^WM-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{2}$/
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const CHROME = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36'
const makeHelp = (environment = {}) => makeSite({ settings: TICKETS, environment })

describe('a message', () => {
  it('is stored with its event and its delivery, and answered with a number', async () => {
    const site = await makeHelp()
    const { id, reference } = await sendMessage(site)
    expect(reference).toMatch(REFERENCE)
    const filed = await site.store.findTicket(id)
    expect(filed).toMatchObject({ address: 'reader@example.com', ticket: { id, reference, topic: 'orders', subject: 'Where is my order?' } })
    expect(await readEvents(site.store)).toMatchObject([{ id, type: 'submit', text: 'orders' }])
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'unassigned', state: 'waiting' }])
  })

  it('is stored once when it is sent again, and answered with the same number', async () => {
    const site = await makeHelp()
    const id = v7()
    const receipts = await Promise.all([sendMessage(site, { id }), sendMessage(site, { id })])
    receipts.push(await sendMessage(site, { id: id.toUpperCase() }))
    expect(new Set(receipts.map(({ reference }) => reference)).size).toBe(1)
    expect(await readEvents(site.store, 'submit')).toHaveLength(1)
    expect(await readDeliveryRows(site)).toHaveLength(1)
    expect((await site.store.findTicket(id))?.ticket.description).toBe(message.description)
  })

  it.each([
    ['words', { description: 'Something else' }],
    ['address', { email: 'another@example.com' }],
  ])('is not taken for another with the same id and other %s', async (_name, change) => {
    const site = await makeHelp()
    const { id } = await sendMessage(site)
    const response = await site.request('/api/contact', postJson({ id, ...message, ...change }))
    expect(response.status).toBe(409)
    expect(await response.json()).toMatchObject({ type: 'urn:waymark:problem:id-taken', errors: [{ field: 'id' }] })
    expect((await site.store.findTicket(id))?.ticket.description).toBe(message.description)
  })

  it('with another file under the same id is not taken, and comes back without the id', async () => {
    const site = await makeHelp()
    const id = v7()
    const send = async (content: Buffer) =>
      site.request('/api/contact', await multipart({ id, ...message, attachment: new File([new Uint8Array(content)], 'a.png') }))
    expect((await send(PNG)).status).toBe(303)
    expect((await send(PNG)).status).toBe(303)
    const response = await send(Buffer.concat([PNG, PNG]))
    expect(response.status).toBe(409)
    const page = await response.text()
    expect(page).toContain(message.description)
    expect(page).not.toContain(id)
  })

  it('is stored once when the button is pressed twice without JavaScript, and again when the same is sent later', async () => {
    const site = await makeHelp()
    const press = async (change: object = {}, agent = FIREFOX) => {
      const response = await site.request('/api/contact', await multipart({ ...message, journey: 'yes', ...change }, { 'user-agent': agent }))
      return new URL(response.headers.get('location') ?? '', 'http://localhost').searchParams.get('reference')
    }
    const [first, second] = await Promise.all([press(), press()])
    expect(first).toMatch(REFERENCE)
    expect(second).toBe(first)
    // Past the end of the half hour in which it was sent.
    site.time.now += 29 * 60_000
    expect(await press()).toBe(first)
    expect(await readEvents(site.store, 'submit')).toHaveLength(1)
    expect(await press({ description: `${message.description} ` })).toBe(first)
    const others = [await press({ subject: 'Another' }), await press({}, CHROME), await press({ attachment: new File([PNG], 'shot.png') })]
    site.time.now += 60 * 60_000
    others.push(await press())
    expect(new Set([first, ...others]).size).toBe(5)
  })

  it('brings what the visit searched, read and voted, but only when the reader wants it, and only of this visit', async () => {
    const site = await makeHelp()
    const event = { ts: site.time.now, path: '/orders/track/', locale: 'en', v: 1 }
    const article = { article: 'orders/track', revision: '0123456789abcdef' }
    const record = (events: object[], agent: string) => site.request('/api/events', postJson({ events }, { 'user-agent': agent }))
    await record(
      [
        { ...event, id: v7(), type: 'search', q: 'lamp late', n: 3, ms: 5 },
        { ...event, ...article, id: v7(), type: 'view', ref: 'search' },
        { ...event, ...article, id: v7(), type: 'vote', val: 0 },
      ],
      FIREFOX,
    )
    await record([{ ...event, id: v7(), type: 'search', q: 'another reader', n: 1, ms: 5 }], CHROME)
    const send = async (change: object) => {
      const response = await site.request('/api/contact', postJson({ ...message, ...change }, { 'user-agent': FIREFOX }))
      const { id } = (await response.json()) as { id: string }
      return JSON.parse((await site.store.findTicket(id))?.ticket.detail ?? '{}').journey
    }
    expect(await send({ journey: 'yes' })).toMatchObject([
      { type: 'search', query: 'lamp late', results: 3 },
      { type: 'article', article: 'orders/track', url: 'http://localhost:4321/orders/track/' },
      { type: 'vote', article: 'orders/track', isHelpful: false },
    ])
    expect(await send({})).toEqual([])
  })

  it.each([
    ['no topic', { topic: undefined }, 'topic'],
    ['an unknown topic', { topic: 'sales' }, 'topic'],
    ['an empty subject', { subject: '  ' }, 'subject'],
    ['a subject of 151 characters', { subject: 'x'.repeat(151) }, 'subject'],
    ['no description', { description: '' }, 'description'],
    ['a description over the limit', { description: 'x'.repeat(DESCRIPTION_LIMIT + 1) }, 'description'],
    ['no address', { email: undefined }, 'email'],
    ['an address without a host', { email: 'reader@' }, 'email'],
    ['two addresses', { email: 'a@example.com,b@example.com' }, 'email'],
    ['an address that ends a header', { email: 'a@example.com\r\nBcc: b@example.com' }, 'email'],
    ['an address with a name', { email: 'A <a@example.com>' }, 'email'],
    ['an unknown locale', { locale: 'de' }, 'locale'],
    ['a path of another host', { path: '//evil.example' }, 'path'],
    ['another version of UUID', { id: v4() }, 'id'],
    ['an unknown field', { priority: 'high' }, 'priority'],
    ['an attachment in JSON', { attachment: 'AAAA' }, 'attachment'],
  ])('is refused with %s, naming the field', async (_name, change, field) => {
    const site = await makeHelp()
    const response = await site.request('/api/contact', postJson({ ...message, ...change }))
    expect(response.status).toBe(422)
    const problem = (await response.json()) as ProblemDetails
    expect(problem.errors?.map((error) => error.field)).toContain(field)
    expect(await readEvents(site.store)).toEqual([])
    expect(await readDeliveryRows(site)).toEqual([])
  })

  it('takes one line as a subject, whatever it is sent with', async () => {
    const site = await makeHelp()
    const { id } = await sendMessage(site, { subject: 'Hello\r\nBcc: all@example.com' })
    expect((await site.store.findTicket(id))?.ticket.subject).toBe('Hello Bcc: all@example.com')
  })

  it('takes an address in another script', async () => {
    const site = await makeHelp()
    const { id } = await sendMessage(site, { email: 'خواننده@نمونه.ایران' })
    expect((await site.store.findTicket(id))?.address).toBe('خواننده@نمونه.ایران')
  })

  it('is refused where there is no form', async () => {
    const site = await makeSite()
    expect((await site.request('/api/contact', postJson(message))).status).toBe(404)
  })

  it('of a program that fills every field is thanked and not stored', async () => {
    const site = await makeHelp()
    const response = await site.request('/api/contact', await multipart({ ...message, website: 'https://spam.example' }, { accept: 'application/json' }))
    expect(((await response.json()) as { reference: string }).reference).toMatch(REFERENCE)
    expect(await readEvents(site.store)).toEqual([])
    expect(await readCounters(site.store)).toEqual([{ name: 'reject:honeypot', total: 1 }])
  })
})

describe('a message with a file', () => {
  const send = async (file: File) => {
    const site = await makeHelp()
    const response = await site.request('/api/contact', await multipart({ ...message, attachment: file }, { accept: 'application/json' }))
    const answer = (await response.json()) as { id: string } & ProblemDetails
    return { site, response, answer, attachments: answer.id ? (await site.store.findTicket(answer.id))?.attachments : undefined }
  }

  it('keeps the file beside it, with the type of its content', async () => {
    const { response, attachments } = await send(new File([PNG], 'screen shot.png', { type: 'text/html' }))
    expect(response.status).toBe(200)
    expect(attachments).toMatchObject([{ name: 'screen shot.png', type: 'image/png' }])
    expect(Buffer.from(attachments![0]!.content)).toEqual(PNG)
  })

  it.each([
    ['../../etc/passwd', 'passwd.png'],
    ['C:\\temp\\shot.PNG', 'shot.png'],
    ['evil\u202egnp.exe', 'evilgnp.exe.png'],
    ['.png', 'attachment.png'],
    ['عکس صفحه.png', 'عکس صفحه.png'],
  ])('calls %s by a plain name', async (name, plain) => {
    const { attachments } = await send(new File([PNG], name))
    expect(attachments?.[0]?.name).toBe(plain)
  })

  it.each([
    ['a program', Buffer.from('MZ\u0090\u0000\u0003', 'latin1'), 'shot.png'],
    ['a page', Buffer.from('<!doctype html><script>alert(1)</script>'), 'notes.txt'],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'logo.png'],
    ['nothing', Buffer.alloc(0), 'empty.txt'],
    ['more than the limit', Buffer.concat([PNG, Buffer.alloc(500_001)]), 'large.png'],
  ])('is refused with %s', async (_name, bytes, name) => {
    const { response, answer, site } = await send(new File([bytes], name))
    expect(response.status).toBe(422)
    expect(answer.errors?.map(({ field }) => field)).toEqual(['attachment'])
    expect(await readEvents(site.store)).toEqual([])
  })

  it('is refused before it is read when it is far too large', async () => {
    const { response } = await send(new File([PNG, Buffer.alloc(2_000_000)], 'huge.png'))
    expect(response.status).toBe(413)
  })

  it('is refused with two files, with too many parts, and cut short', async () => {
    const site = await makeHelp()
    const files = ['a.png', 'b.png'].map((name): [string, File] => ['attachment', new File([PNG], name)])
    expect((await site.request('/api/contact', await multipart([...Object.entries(message), ...files]))).status).toBe(422)
    const many = Array.from({ length: 40 }, (_, index): [string, string] => [`x${index}`, ''])
    expect((await site.request('/api/contact', await multipart(many))).status).toBe(400)
    const headers = { 'content-type': 'multipart/form-data; boundary=abc' }
    const cut = '--abc\r\ncontent-disposition: form-data; name="subject"\r\n\r\nHello'
    expect((await site.request('/api/contact', { method: 'POST', body: cut, headers })).status).toBe(400)
    expect(await readEvents(site.store)).toEqual([])
  })
})

describe('the form without JavaScript', () => {
  const fields = { ...message, id: '', website: '', attachment: new File([], '') }

  it('leads to a page with the number', async () => {
    const site = await makeHelp()
    const response = await site.request('/api/contact', await multipart({ ...fields, locale: 'fa', path: '/fa/contact/' }, { accept: 'text/html' }))
    expect(response.status).toBe(303)
    const page = await site.request(response.headers.get('location') ?? '')
    const text = await page.text()
    const { reference } = (await site.store.read<{ reference: string }>('SELECT reference FROM ticket WHERE site = :site', {}))[0]!
    expect(page.status).toBe(200)
    expect(text).toContain(reference)
    expect(text).toContain('<html lang="fa" dir="rtl">')
    expect(text.match(/<h\d/g)).toEqual(['<h1'])
  })

  it('shows nothing of an address that is no number', async () => {
    const site = await makeHelp()
    const text = await (await site.request('/api/contact/sent?reference=%3Cb%3ECall+0900&locale=en')).text()
    expect(text).not.toContain('0900')
  })

  it('shows what is wrong beside what was written', async () => {
    const site = await makeHelp()
    const change = { locale: 'fa', path: '/fa/contact/', email: 'nobody', subject: '"><script>alert(1)</script>', journey: 'yes' }
    const response = await site.request('/api/contact', await multipart({ ...fields, ...change }, { accept: 'text/html' }))
    expect(response.status).toBe(422)
    const text = await response.text()
    expect(text).toContain('<html lang="fa" dir="rtl">')
    expect(text).toContain(message.description)
    expect(text).toContain('value="nobody"')
    expect(text).toMatch(/id="ticket--email"[^>]*aria-invalid="true"/)
    expect(text).toContain('<option value="orders" selected>')
    expect(text).toContain('href="#ticket--email"')
    expect(text).not.toContain('<script')
    expect(text).not.toMatch(/id="ticket--subject"[^>]*aria-invalid/)
  })

  it('says so when the file has to be chosen again', async () => {
    const site = await makeHelp()
    const text = await (await site.request('/api/contact', await multipart({ ...fields, email: '', attachment: new File([PNG], 'a.png') }))).text()
    expect(text).toContain('Please choose your attachment again.')
  })

  it('keeps the words when the database is away', async () => {
    const site = await makeHelp()
    await site.request('/api/contact', await multipart(fields))
    await site.store.close()
    const response = await site.request('/api/contact', await multipart(fields))
    expect(response.status).toBeGreaterThanOrEqual(500)
    const text = await response.text()
    expect(text).toContain(message.description)
    expect(text).not.toMatch(/sqlite|SELECT |\/tmp/)
  })

  it('takes a form in the other encoding, too', async () => {
    const site = await makeHelp()
    expect((await site.request('/api/contact', postForm(message))).status).toBe(303)
  })

  it('refuses a form of another site', async () => {
    const site = await makeHelp()
    const response = await site.request('/api/contact', await multipart(message, { origin: 'https://evil.example', accept: 'application/json' }))
    expect(response.status).toBe(403)
  })
})
