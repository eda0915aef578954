import { v7 } from 'uuid'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { mayCopy } from '../../src/handoff/copies.ts'
import { loadHandoff } from '../../src/handoff/handoff.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { message, readDeliveryRows, sendMessage, TICKETS } from '../contact/message.ts'
import { makeSite, PASSWORD, postForm, postJson } from '../server/site.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'
import { answerWith, startReceiver } from './receiver.ts'

const ORIGIN = 'http://localhost:4321'
const READER = 'Mozilla/5.0 (X11; Linux x86_64; rv:150.0) Gecko/20100101 Firefox/150.0'

let postgres: PostgresServer
let store: Store
beforeAll(async () => {
  postgres = await startPostgres()
  store = await openPostgresStore(await postgres.createDatabase())
})
afterAll(async () => {
  await store.close()
  await postgres.remove()
})

it('takes, delivers and shows messages on PostgreSQL as on SQLite', async () => {
  const receiver = await startReceiver((response, _request, number) => answerWith(number === 1 ? 410 : 200)(response))
  const environment = { WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: 'a secret of thirty-two characters', WEBHOOK_ALLOW_PRIVATE: '1' }
  const site = await makeSite({ settings: TICKETS, environment, store })
  const search = { id: v7(), ts: site.time.now, path: '/', locale: 'en', v: 1, type: 'search', q: 'late lamp', n: 3, ms: 5 }
  await site.request('/api/events', postJson({ events: [search] }, { 'user-agent': READER }))
  const id = v7()
  const send = async () => {
    const answer = await site.request('/api/contact', postJson({ id, ...message, journey: 'yes' }, { 'user-agent': READER }))
    return ((await answer.json()) as { reference: string }).reference
  }
  const [reference, again] = await Promise.all([send(), send()])
  expect(again).toBe(reference)
  await site.courier.wake()
  expect(JSON.parse(receiver.received[0]!.body.toString()).data).toMatchObject({ id, reference, journey: [{ type: 'search', query: 'late lamp', results: 3 }] })

  const signIn = await site.request('/insights/sign-in', postForm({ password: PASSWORD }, { origin: ORIGIN }))
  const headers = { cookie: signIn.headers.get('set-cookie')?.split(';')[0] ?? '', origin: ORIGIN }
  const page = await (await site.request('/insights/deliveries/', { headers })).text()
  expect(page).toContain(reference)
  expect(page).toContain(message.description)
  const delivery = /name="delivery" value="([^"]+)"/.exec(page)?.[1] ?? ''
  await site.request('/insights/deliveries/resend', postForm({ delivery }, headers))
  await site.courier.wake()
  expect(await readDeliveryRows(site)).toMatchObject([{ state: 'done' }])

  for (const tag of ['', '+1', '+2']) await sendMessage(site, { email: `copied${tag}@example.com` })
  const last = await loadHandoff(store, site.settings, (await sendMessage(site, { email: 'Copied@example.com' })).id)
  expect(await mayCopy(store, last!)).toBe(false)
  expect(await mayCopy(store, (await loadHandoff(store, site.settings, id))!)).toBe(true)

  const kept = await makeSite({ settings: TICKETS, store })
  const second = await sendMessage(kept)
  expect(await (await site.request('/insights/deliveries/', { headers })).text()).toContain(second.reference)
})
