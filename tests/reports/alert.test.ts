import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nameAlert } from '../../src/reports/alert.ts'
import { openPostgresStore } from '../../src/storage/postgres.ts'
import type { Store } from '../../src/storage/store.ts'
import { NOON, type Site } from '../server/site.ts'
import { headersOf } from '../handoff/mail-server.ts'
import { type PostgresServer, startPostgres } from '../storage/postgres-server.ts'
import { makeOffice, makeVisit, partsOf } from './office.ts'

const DAY = 86_400_000
const TO = { ALERT_TO: 'lead@acme.example, fa:reza@acme.example' }

let postgres: PostgresServer
beforeAll(async () => {
  postgres = await startPostgres()
})
afterAll(() => postgres.remove())

/** So many days of six to eight messages, a search in four without a result, and two answers about effort; `busy` says how many times as many messages. */
async function fillDays(site: Site, from: number, to: number, { busy = 1, effort = [6, 4] } = {}): Promise<void> {
  for (let age = from; age >= to; age -= 1) {
    const messages = Array.from({ length: (6 + Math.abs(age % 3)) * busy }, () => makeVisit(age, { type: 'submit', text: 'orders' }))
    const searches = Array.from({ length: 8 }, (_, n) => makeVisit(age, { type: 'search', text: 'parcel', value: (n + age) % 4 === 0 ? 0 : 3 }))
    const answers = effort.map((value, n) => makeVisit(age, { type: 'ces', article: 'orders/return', revision: 'a', value: value + Math.abs((n + age) % 2) }))
    await site.store.append([...messages, ...searches, ...answers].flat())
  }
}

describe.each(['SQLite', 'PostgreSQL'])('an alert on %s', (kind) => {
  const openOffice = async (environment: Record<string, string> = TO) => {
    const store: { store?: Store } = kind === 'SQLite' ? {} : { store: await openPostgresStore(await postgres.createDatabase()) }
    return makeOffice({ environment, ...store })
  }

  it('that cannot be filed keeps no letter back that is, and is told of once', async () => {
    const { site, mails, makeProcess } = await openOffice({ ALERT_TO: 'lead@acme.example', DIGEST_TO: 'reza@acme.example' })
    await fillDays(site, 80, 11)
    await fillDays(site, 10, 8, { busy: 3 })
    site.time.now = NOON - 8 * DAY
    const before = Math.floor(site.time.now / DAY) - 2
    await site.store.fileReport({ id: nameAlert('contacts', before), created: site.time.now, letters: [], detail: '{' }, 'report')
    const reports = makeProcess()
    for (let minute = 0; minute < 3; minute += 1) await reports.look()
    expect(mails.map(({ to }) => to)).toEqual([['reza@acme.example']])
    expect(site.log).toEqual(['no digest or alert could be filed (SyntaxError); it is tried again every minute'])
  })

  it('tells each reader once which figure left its range, and again after a week if it stays outside', async () => {
    const { site, mails, makeProcess } = await openOffice()
    await fillDays(site, 80, 11)
    await fillDays(site, 10, -10, { busy: 3 })
    const days: number[] = []
    for (let age = 14; age >= -9; age -= 1) {
      site.time.now = NOON - age * DAY
      const before = mails.length
      await Promise.all([makeProcess(), makeProcess()].map((reports) => reports.look()))
      await makeProcess().look()
      if (mails.length > before) days.push(age)
      expect(mails.length - before).toBeLessThanOrEqual(2)
    }
    // It began on the day that is ten days old: noticed when the second day is over, and told again every week.
    expect(days).toEqual([8, 1, -6])
    const mail = mails.find(({ to }) => to[0] === 'lead@acme.example')!
    const { text, html } = partsOf(mail.raw)
    expect(text).toMatch(/Messages to you: above the usual range\n.*\n\n\nWhat was seen\n/)
    expect(text).toMatch(/Messages to you: \d+ \(usual \d+ to \d+\)\nIn the seven days up to Nov 11, 2026; the 8 weeks before let expect about 49\./)
    expect(text).toContain('Chance alone calls a figure unusual on about one quiet day in 200.')
    expect(text).toContain('http://localhost:4321/insights/?from=2026-11-05&to=2026-11-11&lang=en#contacts')
    expect(html).toContain('class="worse"')
    expect(headersOf(mail)['subject']).toMatch(/^=\?UTF-8\?Q\?Messages_to_you=3A_\d+=2C_usually/)
    expect(partsOf(mails.find(({ to }) => to[0] === 'reza@acme.example')!.raw).html).toContain('dir="rtl"')
  })

  it('says nothing in quiet weeks, and nothing with too little data', async () => {
    const { site, mails, makeProcess } = await openOffice()
    for (const [from, to] of [
      [20, 11],
      [10, -30],
    ] as const) {
      await fillDays(site, from, to, {})
      for (let age = to + 10; age > to; age -= 1) {
        site.time.now = NOON - age * DAY
        await makeProcess().look()
      }
    }
    expect(mails).toEqual([])
  })

  it('notices that effort fell, and shows it in the insights', async () => {
    const { site, mails, makeProcess } = await openOffice({ ALERT_TO: 'lead@acme.example' })
    await fillDays(site, 80, 8)
    await fillDays(site, 7, 1, { effort: [2, 1] })
    await makeProcess().look()
    expect(mails.map((mail) => partsOf(mail.raw).text.split('\n')[1])).toEqual(['Effort, mean of 1 to 7: below the usual range'])
    const page = await (await site.request('/insights/', { headers: { authorization: 'Bearer a-token-for-programs' } })).text()
    expect(page).toContain('That is out of the usual range')
    const table = await (await site.request('/api/insights/ranges?format=csv', { headers: { authorization: 'Bearer a-token-for-programs' } })).text()
    expect(table).toMatch(/figure,verdict,value,expected,low,high\r\ncontacts,usual,.*\r\nzero,usual,.*\r\neffort,below,2/)
  })
})
