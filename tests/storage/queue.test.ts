import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { makeSite, postJson, readEvents } from '../server/site.ts'
import { type PostgresServer, startPostgres } from './postgres-server.ts'

const answer = { path: '/', article: 'a/b', revision: '0123456789abcdef', locale: 'en', vote: 'yes' }

let server: PostgresServer
let folder: string
beforeAll(async () => {
  server = await startPostgres()
  folder = mkdtempSync(join(tmpdir(), 'waymark-queue-'))
})
afterAll(async () => {
  await server.remove()
  rmSync(folder, { recursive: true, force: true })
})

it.each(['SQLite', 'PostgreSQL'])('answers 503 with a time to wait when too many answers wait, and takes the next, on %s', async (kind) => {
  const options = { queueLimit: 2 }
  const store = kind === 'SQLite' ? openSqliteStore(folder, options) : await openPostgresStore(await server.createDatabase(), options)
  onTestFinished(() => store.close())
  const { request } = await makeSite({ store })
  const send = () => request('/api/feedback', postJson(answer))
  expect((await send()).status).toBe(200)
  const responses = await Promise.all(Array.from({ length: 12 }, send))
  const refused = responses.filter(({ status }) => status === 503)
  expect(refused.length).toBeGreaterThan(0)
  expect(refused[0]?.headers.get('retry-after')).toBe('1')
  expect((await send()).status).toBe(200)
  expect(await readEvents(store)).toHaveLength(14 - refused.length)
})
