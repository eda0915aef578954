import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { headersOf } from '../handoff/mail-server.ts'
import { NOON } from '../server/site.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'
import { fillWeeks, makeOffice, makeVisit, partsOf } from './office.ts'

const DAY = 86_400_000
/** Monday of week 48, at six. */
const MONDAY = Date.parse('2026-11-23T06:00:00Z')
const TO = { DIGEST_TO: 'lead@acme.example, fa:reza@acme.example' }
const refuse = (code: number, text: string) => Object.assign(new Error(text), { responseCode: code })

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

describe.each(['SQLite', 'PostgreSQL'])('the weekly digest on %s', (kind) => {
  const openOffice = async (options: Parameters<typeof makeOffice>[0] = {}) => {
    const store: { store?: Store } = kind === 'SQLite' ? {} : { store: await openPostgresStore(await postgres.createDatabase()) }
    return makeOffice({ environment: TO, ...store, ...options })
  }

  it('tells what changed, what to fix first and the answers, to each reader in their language', async () => {
    const { site, mails, makeProcess } = await openOffice()
    await fillWeeks(site)
    site.time.now = NOON
    await makeProcess().look()
    expect(mails.map(({ to }) => to).sort()).toEqual([['lead@acme.example'], ['reza@acme.example']])
    const english = mails.find(({ to }) => to[0] === 'lead@acme.example')!
    expect(headersOf(english)).toMatchObject({ 'auto-submitted': 'auto-generated' })
    const { text, html } = partsOf(english.raw)
    expect(text).toMatch(/Nov 9\s–\s15, 2026 · compared with Nov 2\s–\s8, 2026/)
    expect(text).toContain('Messages to you: 14 (before 14)\nVisits: 56, before 56.')
    expect(text).toContain('Visits that wrote: 25% (before 25%)\nMay be chance: 0 points (95% interval: −15.')
    expect(text).toContain('1. Return a parcel\n50%')
    expect(text).toContain('http://localhost:4321/insights/articles/orders/return/?from=2026-08-18&to=2026-11-15&lang=en')
    expect(text).not.toContain('2. Track & trace')
    expect(text).toContain('1. Are more people writing to you, and because of you?\n14 messages came in.')
    expect(text).toContain('8. Can this page be trusted?\nThere is no backup.')
    expect(text).toContain('http://localhost:4321/insights/?from=2026-11-09&to=2026-11-15&lang=en#trust')
    expect(text).not.toMatch(/NaN|undefined|Infinity|<|&amp;/)
    expect(html).toContain('<html lang="en" dir="ltr">')
    expect(html).toContain('href="http://localhost:4321/insights/?from=2026-11-09&amp;to=2026-11-15&amp;lang=en#contacts"')
    expect(html).not.toMatch(/<script|<img|<link|NaN|undefined/)
    const persian = partsOf(mails.find(({ to }) => to[0] === 'reza@acme.example')!.raw)
    expect(persian.html).toContain('<html lang="fa" dir="rtl">')
    expect(persian.text).toContain('چه چیزی تغییر کرد')
  })

  it('goes out once a week, however many processes there are and however often they start', async () => {
    const { site, mails, makeProcess } = await openOffice()
    await fillWeeks(site)
    await Promise.all(Array.from({ length: 4 }, () => makeProcess().look()))
    expect(mails).toHaveLength(2)
    for (const time of [NOON + DAY, MONDAY - 1]) {
      site.time.now = time
      await makeProcess().look()
    }
    expect(mails).toHaveLength(2)
    site.time.now = MONDAY
    await Promise.all([makeProcess(), makeProcess()].map((reports) => reports.look()))
    expect(mails).toHaveLength(4)
    // A clock that is set back finds what was sent before.
    site.time.now = NOON
    await makeProcess().look()
    expect(mails).toHaveLength(4)
    expect(new Set(mails.map((mail) => headersOf(mail)['message-id']))).toHaveProperty('size', 4)
  })

  it('is tried again when the mail server is away, by whichever process comes next', async () => {
    let isAway = true
    const onMailFrom = (_address: unknown, _session: unknown, callback: (error?: Error | null) => void) => callback(isAway ? refuse(451, 'Later') : null)
    const { site, mails, makeProcess } = await openOffice({ smtp: { onMailFrom } })
    await fillWeeks(site)
    await makeProcess().look()
    expect(mails).toHaveLength(0)
    expect(site.log.join()).toContain('delivery to report failed (attempt 1): The mail server answered 451.')
    isAway = false
    site.time.now += 60_000
    await makeProcess().look()
    expect(mails).toHaveLength(2)
  })
})

describe('the weekly digest', () => {
  it.each([
    ['a site that nobody has visited', []],
    ['a clock that jumped ahead by years', [makeVisit(1500, { type: 'view', article: 'orders/return', text: 'nav' })]],
  ])('says nothing about %s', async (_, events) => {
    const { site, mails, makeProcess } = await makeOffice({ environment: TO })
    await site.store.append(events.flat())
    await makeProcess().look()
    expect(mails).toHaveLength(0)
  })

  it('has true sentences about a first visit and about a week in which nobody came', async () => {
    const { site, mails, makeProcess } = await makeOffice({ environment: { DIGEST_TO: 'lead@acme.example' } })
    await site.store.append(makeVisit(8, { type: 'view', article: 'orders/return', text: 'nav' }))
    await makeProcess().look()
    site.time.now = MONDAY
    await makeProcess().look()
    expect(mails).toHaveLength(2)
    const [first, second] = mails.map(({ raw }) => partsOf(raw).text)
    expect(first).toContain('Visits that wrote: –\nNot enough data yet: it needs about 4 more.')
    expect(first).toContain('No article sends noticeably more people to you than the site as a whole does.')
    expect(second).toContain('Messages to you: 0 (before 0)\nVisits: 0, before 1.')
    expect(second).toContain('Nobody visited in this period, so there is nothing to say yet.')
    for (const text of [first, second]) expect(text).not.toMatch(/NaN|undefined|Infinity/)
  })

  it('is kept with the messages that did not arrive when it is given up, and can be sent again', async () => {
    let isRefused = true
    const onRcptTo = (_address: unknown, _session: unknown, callback: (error?: Error | null) => void) =>
      callback(isRefused ? refuse(550, 'No such user') : null)
    const { site, mails, makeProcess } = await makeOffice({ environment: { DIGEST_TO: 'lead@acme.example' }, smtp: { onRcptTo } })
    await fillWeeks(site)
    await makeProcess().look()
    for (let hour = 0; hour <= 80; hour += 1) {
      site.time.now += 3_600_000
      await makeProcess().look()
    }
    const [dead] = await site.store.listDead(5)
    expect(dead).toMatchObject({ reference: 'digest:2026-W46', target: 'report', lastError: 'The mail server answered 550.' })
    const page = await (await site.request('/insights/deliveries/', { headers: { authorization: 'Bearer a-token-for-programs' } })).text()
    expect(page).toContain('Digest or alert by e-mail')
    isRefused = false
    await site.store.resend(dead!.id, site.time.now)
    await makeProcess().look()
    expect(mails).toHaveLength(1)
  })

  it('goes to nobody unless it is asked for', async () => {
    const { site, mails, makeProcess } = await makeOffice()
    await fillWeeks(site)
    await makeProcess().look()
    expect(mails).toHaveLength(0)
  })
})
