import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createApp } from '../../src/server/app.ts'
import { readConfig } from '../../src/server/config.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { makeSettings, makeTranslators, postJson, readEvents } from '../server/site.ts'

const answer = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'yes' }

it('answers 503 with a time to wait when too many answers wait, and takes the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-queue-'))
  const store = openSqliteStore(folder, { queueLimit: 2 })
  const settings = makeSettings()
  const translators = await makeTranslators(settings)
  const config = readConfig({ DATA_DIR: folder, INSIGHTS_PASSWORD: 'for the tests' })
  const app = createApp({ store, settings, translators, siteRoot: folder, clock: Date.now, config, log: () => {} })
  const send = () => app.request('/api/feedback', postJson(answer))
  expect((await send()).status).toBe(200)
  const responses = await Promise.all(Array.from({ length: 12 }, send))
  const refused = responses.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
  expect((await send()).status).toBe(200)
  expect(await readEvents(store)).toHaveLength(14 - refused.length)
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})
