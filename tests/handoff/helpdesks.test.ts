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
/** The services take each message and hang up before they answer the attempt; what they list afterwards is made of what they took. */
const losing = (lists: (path: string, taken: Received[]) => unknown, answers: (path: string) => unknown, lost: RegExp) => {
  const taken: Received[] = []
  let isLost = false
  return startReceiver((response, request) => {
    if (request.method === 'GET') return answerWith(200, lists(request.path, taken))(response)
    taken.push(request)
    if (lost.test(request.path) && !isLost) {
      isLost = true
      return response.destroy()
    }
    return answerWith(200, answers(request.path))(response)
  })
}
/** Two attempts at one message; the first one's answer was lost. */
async function deliverTwice(site: Awaited<ReturnType<typeof makeHelp>>): Promise<string> {
  const { reference } = await sendMessage(site)
  await site.courier.wake()
  expect(await readDeliveryRows(site)).toMatchObject([{ state: 'waiting', attempts: 1 }])
  site.time.now += 3 * 3_600_000
  await site.courier.wake()
  expect(await readDeliveryRows(site)).toMatchObject([{ state: 'done', attempts: 2 }])
  return reference
}
const chatwoot = () =>
  startReceiver((response, { path }) => {
    if (path.endsWith('/contacts')) return answerWith(200, { source_id: 'c4d1-aa', pubsub_token: 'x', id: 7, email: 'reader@example.com' })(response)
    if (path.endsWith('/conversations')) return answerWith(200, { id: 321, inbox_id: '1', messages: [], contact: {} })(response)
    return answerWith(200, { id: 99, content: '…', message_type: 0 })(response)
  })

describe('a ticket whose answer was lost', () => {
  it('is in Zendesk once, also after its idempotency keys are forgotten', async () => {
    const receiver = await losing(
      (_path, taken) => ({ tickets: taken.map((request) => ({ id: 1, external_id: json(request).ticket.external_id })) }),
      () => ({ ticket: { id: 1 } }),
      /tickets\.json$/,
    )
    const site = await makeHelp({ ZENDESK_URL: receiver.url, ZENDESK_EMAIL: 'agent@acme.example', ZENDESK_TOKEN: 'secret' })
    const reference = await deliverTwice(site)
    expect(receiver.received.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /api/v2/tickets.json',
      `GET /api/v2/tickets.json?external_id=${reference}`,
    ])
  })

  it('is in Freshdesk once', async () => {
    const receiver = await losing(
      (_path, taken) => taken.map(({ body }) => ({ id: 20, subject: /name="subject"\r\n\r\n([^\r]+)/.exec(body.toString())?.[1] })),
      () => ({ id: 20 }),
      /tickets$/,
    )
    const site = await makeHelp({ FRESHDESK_URL: receiver.url, FRESHDESK_API_KEY: 'key' })
    await deliverTwice(site)
    expect(receiver.received.map(({ method }) => method)).toEqual(['POST', 'GET'])
    expect(receiver.received[1]!.path).toMatch(/^\/api\/v2\/tickets\?email=reader%40example\.com&updated_since=2/)
  })

  it('is made in Freshdesk when nobody has the address yet', async () => {
    let turn = 0
    const receiver = await startReceiver((response, { method }) => {
      if (method === 'GET') return answerWith(400, { errors: [{ field: 'email', code: 'invalid_value' }] })(response)
      return ++turn === 1 ? answerWith(503)(response) : answerWith(201, { id: 20 })(response)
    })
    const site = await makeHelp({ FRESHDESK_URL: receiver.url, FRESHDESK_API_KEY: 'key' })
    await deliverTwice(site)
    expect(receiver.received.map(({ method }) => method)).toEqual(['POST', 'GET', 'POST'])
  })

  it.each([
    ['the conversation', /conversations$/, ['contacts', 'conversations', 'contacts', 'GET conversations', 'GET messages', 'messages']],
    ['the message', /messages$/, ['contacts', 'conversations', 'messages', 'contacts', 'GET conversations', 'GET messages']],
  ])('is in Chatwoot once: %s', async (_name, lost, expected) => {
    const ofKind = (taken: Received[], kind: string) => taken.filter(({ path }) => path.endsWith(kind))
    const receiver = await losing(
      (path, taken) =>
        path.endsWith('/messages')
          ? ofKind(taken, '/messages').map((request) => ({ id: 99, content: json(request).content }))
          : ofKind(taken, '/conversations').map(() => ({ id: 321 })),
      (path) => (path.endsWith('/contacts') ? { source_id: 'ours' } : { id: 321 }),
      lost,
    )
    const site = await makeHelp({ CHATWOOT_URL: receiver.url, CHATWOOT_INBOX: 'inbox1' })
    await deliverTwice(site)
    expect(receiver.received.map(({ method, path }) => `${method === 'GET' ? 'GET ' : ''}${path.split('/').at(-1)}`)).toEqual(expected)
    const sources = ofKind(receiver.received, '/contacts').map((request) => json(request).source_id)
    expect(sources[0]).toMatch(/^[0-9a-f-]{36}$/)
    expect(sources[1]).toBe(sources[0])
  })
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
    expect(Object.fromEntries(form)).toMatchObject({ email: 'reader@example.com', status: '2', priority: '1', source: '2' })
    expect(form.get('subject')).toMatch(/^\[WM-[0-9A-Z]{4}-[0-9A-Z]{2}\] Where is my order\?$/)
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
