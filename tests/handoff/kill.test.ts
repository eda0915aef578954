import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 } from 'uuid'
import { expect, it, onTestFinished } from 'vitest'
import { createCourier } from '../../src/handoff/courier.ts'
import { loadTranslators } from '../../src/languages/load.ts'
import { readConfig } from '../../src/server/config.ts'
import { loadSettings } from '../../src/settings/load.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { addressOf } from '../browser/address.ts'
import { message } from '../contact/message.ts'
import { answerWith, startReceiver } from './receiver.ts'

it('delivers a message that was acknowledged before the server was killed, under the same key as the attempt that was cut off', async () => {
  let isUp = false
  const receiver = await startReceiver((response) => (isUp ? answerWith(200)(response) : undefined))
  const folder = mkdtempSync(join(tmpdir(), 'waymark-kill-'))
  const environment = { DATA_DIR: folder, WEBHOOK_URL: receiver.url, WEBHOOK_SECRET: 'a secret of thirty-two characters', WEBHOOK_ALLOW_PRIVATE: '1' }
  const server = spawn(process.execPath, ['tests/handoff/server-process.ts'], {
    env: { ...process.env, ...environment, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await addressOf(server)
  const id = v7()
  const answer = await fetch(`${url}/api/contact`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, ...message, topic: 'other' }),
  })
  expect(answer.status).toBe(200)
  const { reference } = (await answer.json()) as { reference: string }
  // It is under way, and nobody has answered yet.
  await expect.poll(() => receiver.received.length).toBe(1)
  const ended = once(server, 'exit')
  server.kill('SIGKILL')
  await ended

  isUp = true
  const store = openSqliteStore(folder)
  onTestFinished(async () => {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const { settings } = loadSettings('content')
  const shared = { store, settings: settings!, translators: await loadTranslators('content', settings!), config: readConfig(environment).handoff }
  const restart = (now: number) => createCourier({ ...shared, clock: () => now, log: () => undefined }).wake()
  // Another process might still be at it.
  await restart(Date.now())
  expect(receiver.received).toHaveLength(1)
  await restart(Date.now() + 121_000)
  await restart(Date.now() + 600_000)
  expect(receiver.received).toHaveLength(2)
  const [first, second] = receiver.received
  expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id'])
  expect(JSON.parse(second!.body.toString()).data).toMatchObject({ id, reference })
})
