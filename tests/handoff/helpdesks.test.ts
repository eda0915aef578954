import { v7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import { message, multipart, PNG, readDeliveryRows, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite, postJson } from '../server/site.ts'
import { answerWith, type Received, startReceiver } from './receiver.ts'

const READER = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'
const makeHelp = (environment: Record<string, string>) => makeSite({ settings: TICKETS, environment: { WEBHOOK_ALLOW_PRIVATE: '1', ...environment } })
const json = (request: Received) => JSON.parse(request.body.toString())
const formOf = (request: Received) => new Response(request.body as never, { headers: { 'content-type': request.headers['content-type'] ?? '' } }).formData()
const withFile = () => multipart({ ...message, attachment: new File([PNG], 'shot.png') }, { accept: 'application/json' })

/** Answers as the services' own documentation shows them. */
const zendesk = () =>
  startReceiver((response, { path }) =>
    path.startsWith('/api/v2/uploads.json')
      ? answerWith(201, { upload: { token: '6bk3gql82em5nmf', attachment: { id: 498483, content_type: 'image/png' } } })(response)
      : answerWith(201, { ticket: { id: 35436, status: 'new' }, audit: { id: 47110 } })(response),
  )
const chatwoot = () =>
  startReceiver((response, { path }) => {
    if (path.endsWith('/contacts')) return answerWith(200, { source_id: 'c4d1-aa', pubsub_token: 'x', id: 7, email: 'reader@example.com' })(response)
    if (path.endsWith('/conversations')) return answerWith(200, { id: 321, inbox_id: '1', messages: [], contact: {} })(response)
    return answerWith(200, { id: 99, content: '…', message_type: 0 })(response)
  })

describe('Zendesk', () => {
  it('gets a ticket from the reader, with what they did before and a key that it takes once', async () => {
    const receiver = await zendesk()
    const site = await makeHelp({ ZENDESK_URL: `${receiver.url}/`, ZENDESK_EMAIL: 'agent@acme.example', ZENDESK_TOKEN: 'secret' })
    const search = { id: v7(), ts: site.time.now, path: '/', locale: 'en', v: 1, type: 'search', q: 'late lamp', n: 3, ms: 5 }
    await site.request('/api/events', postJson({ events: [search] }, { 'user-agent': READER }))
    const answer = await site.request('/api/contact', postJson({ ...message, journey: 'yes' }, { 'user-agent': READER }))
    const { reference } = (await answer.json()) as { reference: string }
    await site.courier.wake()
    const [request] = receiver.received
    expect(request).toMatchObject({ method: 'POST', path: '/api/v2/tickets.json' })
    expect(request!.headers.authorization).toBe(`Basic ${Buffer.from('agent@acme.example/token:secret').toString('base64')}`)
    expect(request!.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/)
    const { ticket } = json(request!)
    expect(ticket).toMatchObject({ subject: message.subject, external_id: reference, requester: { name: 'reader', email: 'reader@example.com' } })
    expect(ticket.tags).toEqual(['waymark', 'topic-orders', 'language-en'])
    expect(ticket.comment.body).toContain('I ordered a lamp on Monday.')
    expect(ticket.comment.body).toContain('12:00 PM UTC  Searched: late lamp (results: 3)')
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'zendesk', state: 'done' }])
  })

  it('gets the attachment first', async () => {
    const receiver = await zendesk()
    const site = await makeHelp({ ZENDESK_URL: receiver.url, ZENDESK_EMAIL: 'agent@acme.example', ZENDESK_TOKEN: 'secret' })
    await site.request('/api/contact', await withFile())
    await site.courier.wake()
    const [upload, ticket] = receiver.received
    expect(upload).toMatchObject({ path: '/api/v2/uploads.json?filename=shot.png', body: PNG })
    expect(upload!.headers['content-type']).toBe('image/png')
    expect(json(ticket!).ticket.comment.uploads).toEqual(['6bk3gql82em5nmf'])
  })

  it('is tried again when it answers something else', async () => {
    const receiver = await startReceiver(answerWith(201, '<html>maintenance</html>'))
    const site = await makeHelp({ ZENDESK_URL: receiver.url, ZENDESK_EMAIL: 'agent@acme.example', ZENDESK_TOKEN: 'secret' })
    await site.request('/api/contact', await withFile())
    await site.courier.wake()
    expect(await readDeliveryRows(site)).toMatchObject([{ state: 'waiting', error: 'It took the attachment and named no upload token.' }])
  })
})

describe('Freshdesk', () => {
  it('gets a ticket with the attachment, and no markup of the reader', async () => {
    const receiver = await startReceiver(answerWith(201, { id: 20, status: 2, priority: 1, source: 2 }))
    const site = await makeHelp({ FRESHDESK_URL: receiver.url, FRESHDESK_API_KEY: 'key' })
    const init = await multipart({ ...message, description: '<img src=x onerror=alert(1)>\nplease', attachment: new File([PNG], 'shot.png') })
    await site.request('/api/contact', init)
    await site.courier.wake()
    const [request] = receiver.received
    expect(request).toMatchObject({ method: 'POST', path: '/api/v2/tickets' })
    expect(request!.headers.authorization).toBe(`Basic ${Buffer.from('key:X').toString('base64')}`)
    const form = await formOf(request!)
    expect(Object.fromEntries(form)).toMatchObject({ email: 'reader@example.com', subject: message.subject, status: '2', priority: '1', source: '2' })
    expect(form.get('description')).toContain('&lt;img src=x onerror=alert(1)&gt;<br>please')
    const file = form.get('attachments[]') as File
    expect([file.name, file.type, Buffer.from(await file.arrayBuffer())]).toEqual(['shot.png', 'image/png', PNG])
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'freshdesk', state: 'done' }])
  })
})

describe('Chatwoot', () => {
  it('gets a contact, a conversation and the message in it', async () => {
    const receiver = await chatwoot()
    const site = await makeHelp({ CHATWOOT_URL: receiver.url, CHATWOOT_INBOX: 'inbox1' })
    const { reference } = await sendMessage(site)
    await site.courier.wake()
    const base = '/public/api/v1/inboxes/inbox1/contacts'
    expect(receiver.received.map(({ path }) => path)).toEqual([base, `${base}/c4d1-aa/conversations`, `${base}/c4d1-aa/conversations/321/messages`])
    expect(json(receiver.received[0]!)).toMatchObject({ identifier: 'reader@example.com', email: 'reader@example.com' })
    expect(json(receiver.received[1]!)).toEqual({ custom_attributes: { reference, topic: 'orders', language: 'en' } })
    expect(json(receiver.received[2]!).content).toContain(message.description)
    expect(await readDeliveryRows(site)).toMatchObject([{ target: 'chatwoot', state: 'done' }])
  })

  it('gets the attachment with the message', async () => {
    const receiver = await chatwoot()
    const site = await makeHelp({ CHATWOOT_URL: receiver.url, CHATWOOT_INBOX: 'inbox1' })
    await site.request('/api/contact', await withFile())
    await site.courier.wake()
    const form = await formOf(receiver.received[2]!)
    expect(form.get('content')).toContain(message.description)
    expect((form.get('attachments[]') as File).name).toBe('shot.png')
  })
})
