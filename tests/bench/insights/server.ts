// The product's application with or without its roll-ups (ROLLUPS=no), without limits on how much one computer may send.
import type { AddressInfo } from 'node:net'
import { createAdaptorServer } from '@hono/node-server'
import { createApp } from '../../../src/server/app.ts'
import { readConfig } from '../../../src/server/config.ts'
import { createStore } from '../../../src/storage/create-store.ts'
import type { Driver } from '../../../src/storage/driver.ts'
import { openDriver } from '../../../src/storage/open.ts'
import { appendAll } from '../../../src/storage/operations/events.ts'
import { perform, type Write } from '../../../src/storage/operations/perform.ts'
import { placeOf } from '../../../src/storage/place.ts'
import { makeSettings, makeTranslators } from '../endpoint/settings.ts'

const config = readConfig({ ...process.env, LIMIT_SCALE: '10000', PROOF_OF_WORK: 'never' })
const settings = makeSettings()
const driver = await openDriver(placeOf(config))
/** Events alone; everything else that is written meanwhile is what it was. */
function* performWithout(writes: Write[]) {
  const results: unknown[] = []
  const appends = writes.flatMap((write, index) => (write.name === 'append' ? [{ index, request: write.payload }] : []))
  const outcomes = yield* appendAll(
    'default',
    appends.map(({ request }) => request),
    [],
  )
  for (const [position, { index }] of appends.entries()) results[index] = outcomes[position]
  const rest = writes.flatMap((write, index) => (write.name === 'append' ? [] : [index]))
  const others = yield* perform(
    'default',
    rest.map((index) => writes[index]!),
  )
  for (const [position, index] of rest.entries()) results[index] = others[position]
  return results
}
const without: Driver = { ...driver, commit: async (writes) => (await driver.transact(() => performWithout(writes))).map((value) => ({ isDone: true, value })) }
const store = createStore(process.env['ROLLUPS'] === 'no' ? without : driver)
const app = createApp({ store, settings, translators: await makeTranslators(settings), siteRoot: config.outDir, clock: Date.now, config })
const server = createAdaptorServer({ fetch: app.fetch, overrideGlobalObjects: false })
server.listen(0, '127.0.0.1', () => process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}`))
