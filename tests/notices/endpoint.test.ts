import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { NoticesAnswer } from '../../src/notices/contract.ts'
import { makeSite } from '../server/site.ts'

/** A help centre whose notices stand in two folders, as an operator has them. */
async function makeNotices(files: Record<string, string> = {}, settings: Record<string, unknown> = {}) {
  const root = mkdtempSync(join(tmpdir(), 'waymark-notices-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const folder of ['content', 'data']) mkdirSync(join(root, folder, 'notices'), { recursive: true })
  const write = (path: string, text: string) => writeFileSync(join(root, path), text)
  for (const [path, text] of Object.entries(files)) write(path, text)
  const articles = [{ path: 'billing/pay', locale: 'en', title: 'Pay', url: '/billing/pay/', category: 'billing' }]
  const site = await makeSite({
    files: { 'articles.json': JSON.stringify(articles) },
    settings: { contact: { channels: [], timeZone: 'Europe/Riga' }, ...settings },
    config: { contentDir: join(root, 'content'), dataDir: join(root, 'data') },
  })
  const ask = async (locale = 'en') => (await (await site.request(`/api/notices?locale=${locale}`)).json()) as NoticesAnswer
  const texts = async () => (await ask()).notices.map(({ text }) => text)
  const later = (ms: number) => {
    site.time.now += ms
  }
  return { ...site, root, write, ask, texts, later, remove: (path: string) => rmSync(join(root, path)) }
}

describe('GET /api/notices', () => {
  it('shows a notice seconds after its file is saved, and nothing seconds after it is removed', async () => {
    const { texts, write, remove, later } = await makeNotices()
    expect(await texts()).toEqual([])
    write('data/notices/outage.yml', 'text: We are down.\n')
    later(3000)
    expect(await texts()).toEqual(['We are down.'])
    remove('data/notices/outage.yml')
    later(3000)
    expect(await texts()).toEqual([])
  })

  it('speaks the reader’s language, or says which it is', async () => {
    const { ask } = await makeNotices({
      'content/notices/a.yml': 'kind: delay\ntext: { en: Late., fa: دیر. }\n',
      'content/notices/b.yml': 'text: { en: Only in English. }\n',
      'content/notices/c.yml': 'text: Not for Persians.\nlocales: [en]\n',
    })
    expect((await ask('fa')).notices).toEqual([
      expect.objectContaining({ id: 'a', text: 'دیر.', kind: 'Delay' }),
      expect.objectContaining({ id: 'b', text: 'Only in English.', lang: 'en', dir: 'ltr' }),
    ])
    expect((await ask('fa')).notices[0]).not.toHaveProperty('lang')
  })

  it('links to what readers can do now and to more about it, in their language', async () => {
    const { ask } = await makeNotices({
      'content/notices/a.yml': 'text: Cards fail.\nseverity: critical\nworkaround: billing/pay\narticle: billing/gone\ncategories: [billing]\n',
      'content/notices/b.yml': 'text: Mail is slow.\nworkaround: https://status.example/mail\n',
    })
    const { notices } = await ask('fa')
    expect(notices).toEqual([
      expect.objectContaining({ severity: 'critical', categories: ['billing'], links: [{ text: 'What you can do now', url: '/fa/billing/pay/' }] }),
      expect.objectContaining({ severity: 'info', links: [{ text: 'What you can do now', url: 'https://status.example/mail' }] }),
    ])
  })

  it.for([
    ['a day, whole, in the company’s time zone', '2026-11-20', Date.UTC(2026, 10, 19, 22), Date.UTC(2026, 10, 20, 22)],
    ['a time of the company', '2026-11-20 14:30', Date.UTC(2026, 10, 20, 12, 30), undefined],
    ['a time with its own offset', '2026-11-20T14:30+01:00', Date.UTC(2026, 10, 20, 13, 30), undefined],
    ['a time in UTC', '2026-11-20T14:30:00Z', Date.UTC(2026, 10, 20, 14, 30), undefined],
  ] as const)('keeps to its time: %s', async ([, when, from, end = from]) => {
    const first = await makeNotices({ 'content/notices/a.yml': `text: A\nfrom: "${when}"\n` })
    first.time.now = from - 1
    expect(await first.texts()).toEqual([])
    first.time.now = from
    expect(await first.texts()).toEqual(['A'])
    const last = await makeNotices({ 'content/notices/a.yml': `text: A\nuntil: "${when}"\n` })
    last.time.now = end - 1
    expect(await last.texts()).toEqual(['A'])
    last.time.now = end
    expect(await last.texts()).toEqual([])
  })

  it('keeps the last good version of a notice that is broken, and tells the operator where', async () => {
    const { texts, write, later, log } = await makeNotices({ 'data/notices/a.yml': 'text: Good.\n' })
    expect(await texts()).toEqual(['Good.'])
    write('data/notices/a.yml', 'text: Better.\nseverity: high\n')
    write('data/notices/b.yml', 'text: [\n')
    later(3000)
    expect(await texts()).toEqual(['Good.'])
    later(3000)
    expect(await texts()).toEqual(['Good.'])
    expect(log).toEqual([
      expect.stringMatching(/notices\/a\.yml:2 The field "severity" is "high"\. It must be one of info, warning, critical\. The last good version/),
      expect.stringMatching(/notices\/b\.yml:\d This is not valid YAML/),
    ])
  })

  it('lets the data folder replace a notice of the content', async () => {
    const { texts } = await makeNotices({ 'content/notices/a.yml': 'text: As published.\n', 'data/notices/a.yml': 'text: As it is now.\n' })
    expect(await texts()).toEqual(['As it is now.'])
  })

  it('puts the gravest first', async () => {
    const { texts } = await makeNotices({
      'content/notices/a.yml': 'text: info\n',
      'content/notices/b.yml': 'text: critical\nseverity: critical\n',
      'content/notices/c.yml': 'text: warning\nseverity: warning\n',
    })
    expect(await texts()).toEqual(['critical', 'warning', 'info'])
  })

  it('is cheap to ask again: a tag that changes with the answer, and half a minute in any cache', async () => {
    const { request, write, later } = await makeNotices()
    const first = await request('/api/notices?locale=en')
    expect(first.headers.get('cache-control')).toBe('public, max-age=30')
    expect(first.headers.get('access-control-allow-origin')).toBe('*')
    const again = { headers: { 'if-none-match': first.headers.get('etag') ?? '' } }
    expect((await request('/api/notices?locale=en', again)).status).toBe(304)
    write('data/notices/a.yml', 'text: New.\n')
    later(3000)
    expect((await request('/api/notices?locale=en', again)).status).toBe(200)
  })

  it.for(['', '?locale=', '?locale=de', '?locale=en%00'])('refuses "%s" and names the field', async (query) => {
    const { request } = await makeNotices()
    const answer = await request(`/api/notices${query}`)
    expect(answer.status).toBe(422)
    expect(await answer.json()).toMatchObject({ errors: [{ field: 'locale', detail: 'Write one of en, fa.' }] })
  })

  it('answers without folders of notices', async () => {
    const { request } = await makeSite({ config: { contentDir: '/nowhere', dataDir: '/nowhere' } })
    expect(await (await request('/api/notices?locale=en')).json()).toEqual({ dismiss: 'Close this notice', notices: [] })
  })
})
