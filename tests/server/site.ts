import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import english from '../../content/messages/en.json' with { type: 'json' }
import { type Courier, createCourier } from '../../src/handoff/courier.ts'
import { createTranslators, type Translator } from '../../src/languages/messages.ts'
import { createApp } from '../../src/server/app.ts'
import { readConfig, type ServerConfig } from '../../src/server/config.ts'
import { type Settings, settingsSchema } from '../../src/settings/contract.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import type { Store } from '../../src/storage/store.ts'

/** Noon of a day, in epoch ms. */
export const NOON = Date.UTC(2026, 10, 20, 12)
export const PASSWORD = 'a password for tests'
export const TOKEN = 'a-token-for-programs'

export function makeSettings(change: Record<string, unknown> = {}): Settings {
  return settingsSchema.parse({
    name: 'Waymark',
    description: 'Help',
    url: 'http://localhost:4321',
    company: { name: 'Acme' },
    locales: [
      { code: 'en', name: 'English' },
      { code: 'fa', name: 'فارسی' },
    ],
    contact: { channels: [] },
    ...change,
  }) as Settings
}

/** English texts for every locale, where what is tested is not the translation. */
export function makeTranslators(settings: Settings, isTranslated = false): Promise<Map<string, Translator>> {
  const read = (code: string): typeof english => JSON.parse(readFileSync(`content/messages/${code}.json`, 'utf8'))
  const messages = Object.fromEntries(settings.locales.map(({ code }) => [code, isTranslated ? read(code) : english]))
  return createTranslators(settings.locales, messages, () => ({ company: 'Acme', site: 'Waymark' }))
}

export interface Site {
  /** `environment` is what a server of Node brings along: the request and the answer on the wire. */
  request: (path: string, init?: RequestInit, environment?: object) => Promise<Response>
  store: Store
  settings: Settings
  folder: string
  /** The clock of the server, in epoch ms; set it to move time. */
  time: { now: number }
  /** What went to standard error. */
  log: string[]
  /** Delivers the messages; it does so only when it is asked to. */
  courier: Courier
}

/** A help centre in a temporary folder with its own database; it is removed after the test. */
export async function makeSite({
  files = {},
  settings: change = {},
  config = {},
  environment = {},
  dataDir,
  patience,
  isTranslated,
  store: given,
}: {
  files?: Record<string, string | Buffer>
  settings?: Record<string, unknown>
  config?: Partial<ServerConfig>
  environment?: Record<string, string>
  /** Folder of the data, in the folder of the site, as the server knows it. */
  dataDir?: string
  /** How long a way out may take, in ms. */
  patience?: number
  /** Whether each locale has its own texts instead of the English ones. */
  isTranslated?: boolean
  /** Instead of one of its own; whoever opened it closes it. */
  store?: Store
} = {}): Promise<Site> {
  const folder = mkdtempSync(join(tmpdir(), 'waymark-site-'))
  const siteRoot = join(folder, 'dist')
  mkdirSync(siteRoot)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(siteRoot, path)), { recursive: true })
    writeFileSync(join(siteRoot, path), content)
  }
  const settings = makeSettings(change)
  const store = given ?? openSqliteStore(join(folder, 'data'))
  const time = { now: NOON }
  const log: string[] = []
  const translators = await makeTranslators(settings, isTranslated)
  const whole = {
    ...readConfig({ INSIGHTS_PASSWORD: PASSWORD, INSIGHTS_TOKEN: TOKEN, ...environment }),
    ...(dataDir ? { dataDir: join(folder, dataDir) } : {}),
    ...config,
  }
  const shared = { store, settings, translators, clock: () => time.now, log: (line: string) => void log.push(line) }
  const courier = createCourier({ ...shared, config: { ...whole.handoff, reach: { ...whole.handoff.reach, ...(patience ? { patience } : {}) } } })
  const app = createApp({ ...shared, siteRoot, config: whole, courier: { ...courier, wake: async () => undefined } })
  onTestFinished(async () => {
    await courier.stop()
    if (!given) await store.close()
    rmSync(folder, { recursive: true, force: true })
  })
  return { request: async (path, init, environment) => app.request(path, init, environment), store, settings, folder, time, log, courier }
}

export function postJson(value: unknown, headers: Record<string, string> = {}): RequestInit {
  return { method: 'POST', body: typeof value === 'string' ? value : JSON.stringify(value), headers: { 'content-type': 'application/json', ...headers } }
}

export function postForm(fields: [string, string][] | Record<string, string>, headers: Record<string, string> = {}): RequestInit {
  return {
    method: 'POST',
    body: new URLSearchParams(fields).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  }
}

/** The rows of a kind of event, oldest first. */
export function readEvents(store: Store, type = '%') {
  return store.read<{
    id: string
    type: string
    value: number | null
    text: string | null
    reader: string
    visit: string
    answer: string | null
    detail: string | null
    clientTime: number
  }>('SELECT id, type, value, text, reader, visit, answer, detail, client_time AS clientTime FROM event WHERE type LIKE :type ORDER BY arrival, id', { type })
}

export function readCounters(store: Store) {
  return store.read<{ name: string; total: number }>('SELECT name, total FROM counter WHERE day >= :day ORDER BY name', { day: '' })
}
