import { join } from 'node:path'
import type { SMTPServerOptions } from 'smtp-server'
import { loadTranslators } from '../../src/languages/load.ts'
import { createReports, type Reports } from '../../src/reports/reports.ts'
import { readConfig } from '../../src/server/config.ts'
import { createReportSources } from '../../src/server/report-sources.ts'
import type { StoredEvent } from '../../src/storage/store.ts'
import type { Store } from '../../src/storage/store.ts'
import { startMailServer } from '../handoff/mail-server.ts'
import { makeSite, NOON, type Site } from '../server/site.ts'
import { makeEvent } from '../storage/contract.ts'

const DAY = 86_400_000
export const ARTICLES = [
  { path: 'orders/return', locale: 'en', title: 'Return a parcel', url: '/orders/return/', category: 'orders' },
  { path: 'orders/track', locale: 'en', title: 'Track & trace', url: '/orders/track/', category: 'orders' },
]

/** A help centre whose reports go to a mail server on loopback, with the product's own texts. NOON is a Friday of week 47. */
export async function makeOffice({
  environment = {},
  smtp = {},
  store,
}: {
  environment?: Record<string, string>
  smtp?: SMTPServerOptions
  store?: Store
} = {}) {
  const { url, mails } = await startMailServer(smtp)
  const site = await makeSite({
    files: { 'articles.json': JSON.stringify(ARTICLES) },
    settings: { contact: { channels: [], tickets: { topics: [{ id: 'orders', label: 'Orders' }] } } },
    ...(store ? { store } : {}),
  })
  const config = readConfig({ SMTP_URL: url, MAIL_FROM: 'help@acme.example', ...environment })
  const translators = await loadTranslators('content', site.settings)
  const clock = () => site.time.now
  const shared = { store: site.store, settings: site.settings, translators }
  /** Another process on the same store. */
  const makeProcess = (): Reports =>
    createReports({
      store: site.store,
      sources: createReportSources({ ...shared, config: { ...config, outDir: join(site.folder, 'dist') }, clock }),
      config: config.reports,
      mail: config.handoff.mail && { ...config.handoff.mail, patience: 5000 },
      clock,
      log: (line) => void site.log.push(line),
    })
  return { site, mails, makeProcess }
}

let visits = 0
/** A visit of so many days ago that does all this. */
export function makeVisit(age: number, ...steps: Partial<StoredEvent>[]): StoredEvent[] {
  visits += 1
  const visit = visits.toString(16).padStart(16, '0')
  const shared = { article: undefined, revision: undefined, value: undefined, detail: '{}', visit, reader: visit }
  return steps.map((step, index) => makeEvent({ ...shared, serverTime: NOON - age * DAY + index * 1000, ...step }))
}

/** Every day, eight visits to two articles: of one, every second reader writes in the weeks up to `until` days ago. */
export async function fillWeeks(site: Site, { days = 40, until = 0 } = {}): Promise<void> {
  for (let age = days; age >= until; age -= 1) {
    const events = Array.from({ length: 8 }, (_, n) => {
      const article = n % 2 === 0 ? 'orders/return' : 'orders/track'
      const isContact = n % 4 === 0
      return makeVisit(
        age,
        { type: 'search', text: 'parcel', value: n === 7 ? 0 : 3 },
        { type: 'view', article, revision: 'a', text: 'nav' },
        { type: 'vote', article, revision: 'a', value: isContact ? 0 : 1 },
        ...(isContact ? [{ type: 'submit', text: 'orders' }] : []),
      )
    })
    await site.store.append(events.flat().sort((a, b) => a.serverTime - b.serverTime))
  }
}

/** The parts of a mail that says the same in text and HTML. */
export function partsOf(raw: string): { text: string; html: string } {
  const decode = (part: string) => {
    const at = part.indexOf('\r\n\r\n')
    const [head, body] = [part.slice(0, at), part.slice(at + 4)]
    if (/base64/i.test(head)) return Buffer.from(body, 'base64').toString()
    const bytes = body.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    return /quoted-printable/i.test(head) ? Buffer.from(bytes, 'latin1').toString() : body
  }
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1] ?? ''
  const parts = raw.split(`--${boundary}`).filter((part) => /content-type: text/i.test(part))
  const find = (type: string) => decode((parts.find((part) => new RegExp(`content-type: ${type}`, 'i').test(part)) ?? '').replace(/^\r\n/, ''))
  return { text: find('text/plain').replaceAll('\r\n', '\n'), html: find('text/html') }
}
