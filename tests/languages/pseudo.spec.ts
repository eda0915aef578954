import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from '../browser/chromium.ts'
import { serveSite } from '../browser/own-server.ts'
import { startMailServer, textOf, headersOf } from '../handoff/mail-server.ts'
import { PSEUDO_LOCALES, type PseudoLocale } from '../../src/languages/pseudo.ts'
import { buildPseudoSite } from './pseudo-site.ts'
import { collectTexts, type VisibleText } from './visible-texts.ts'

/** Names, addresses and commands are the same in every language. */
const NAMES =
  /Waymark team|Waymark|Markdown|JavaScript|Zendesk|Freshdesk|Chatwoot|Webhook|English|Latviešu|\b(PNG|JPG|PDF|TXT|CSV|JSON|UTC|SMTP_URL|WEBHOOK_URL)\b|WM-[\w-]+|https?:\S+|[\w.+-]+@[\w.-]+|[\w-]+(\.[\w-]+)+(\/\S*)?|[a-z0-9-]+\/[a-z0-9-]+|\{\{.*?\}\}/g

let site: ReturnType<typeof buildPseudoSite>
let browser: Browser
let page: Page
beforeAll(async () => {
  site = buildPseudoSite()
  browser = await launchBrowser()
  page = await browser.newPage()
}, 300_000)
afterAll(async () => {
  await browser.close()
  rmSync(site.dir, { recursive: true, force: true })
})

/** Words of the platform: days, months, languages, units and times of day come from its data, for every language that it knows. */
function platformWords(locale: string): Set<string> {
  const dates = Array.from({ length: 366 }, (_, day) => new Date(Date.UTC(2024, 0, 1 + day)))
  const texts = [
    ...dates.flatMap((date) =>
      [{ dateStyle: 'full' as const }, { weekday: 'short' as const, month: 'short' as const }].map((style) =>
        new Intl.DateTimeFormat(locale, style).format(date),
      ),
    ),
    ...['second', 'minute', 'hour', 'day', 'week', 'megabyte', 'kilobyte', 'byte'].flatMap((unit) =>
      (['short', 'long', 'narrow'] as const).flatMap((unitDisplay) =>
        [1, 2].map((count) => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count)),
      ),
    ),
    ...['fa', 'he', 'ru', 'lv', 'en', ...PSEUDO_LOCALES].map((code) => new Intl.DisplayNames(locale, { type: 'language' }).of(code) ?? ''),
    ...['day', 'hour', 'minute'].flatMap((unit) =>
      [-1, 0, 1, 2].map((count) => new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(count, unit as 'day')),
    ),
    ...(['conjunction', 'disjunction'] as const).map((type) => new Intl.ListFormat(locale, { type }).format(['1', '2', '3'])),
    new Intl.DateTimeFormat(locale, { timeStyle: 'full', timeZone: 'Europe/Riga' }).format(dates[0]!),
    new Intl.DateTimeFormat(locale, { timeZoneName: 'longGeneric', timeZone: 'Europe/Riga' }).format(dates[0]!),
    'AM PM',
  ]
  return new Set(texts.flatMap((text) => text.match(/[A-Za-z]+/g) ?? []))
}

/** Words that went through no translation: in Latin letters without marks, or not turned around. */
function findUntranslated(locale: PseudoLocale, texts: VisibleText[]): string[] {
  const known = platformWords(locale)
  return texts.flatMap(({ where, text }) => {
    const bare = text.replace(NAMES, ' ').replace(/\u202E[^\u202C]*\u202C/g, ' ')
    const words = (bare.match(/[A-Za-z]{2,}/g) ?? []).filter((word) => !known.has(word))
    return words.length > 0 ? [`${where}: ${text.slice(0, 120)}`] : []
  })
}

const check = async (locale: PseudoLocale, html: string) => findUntranslated(locale, await page.evaluate(collectTexts, html))

describe.for(PSEUDO_LOCALES)('with every text translated into %s', (locale) => {
  it('every page of the site shows translated texts only', async () => {
    const dir = join(site.dist, locale)
    const pages = readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
    expect(pages.length).toBeGreaterThan(60)
    const found: string[] = []
    for (const name of pages) for (const problem of await check(locale, readFileSync(join(dir, name), 'utf8'))) found.push(`${name} ${problem}`)
    expect(found).toEqual([])
  })

  it('every step of every guide shows its own texts translated, and so is what it hands to a person', async () => {
    const guides = join(site.dist, locale, 'guides')
    const steps = readdirSync(guides, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('/index.html'))
    expect(steps.length).toBeGreaterThan(15)
    const found: string[] = []
    for (const name of steps) {
      await page.setContent(readFileSync(join(guides, name), 'utf8'))
      // English that stands in for a missing translation would be marked as such, and passed over.
      const stands = await page.locator('h1[lang], h1 [lang], .choices [lang]').allTextContents()
      const values = await page
        .locator('[name="subject"], textarea[name="description"]')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value))
      const texts = [...values, ...(await page.locator('h1').allTextContents())].map((text) => ({ where: name, text }))
      found.push(...stands.map((text) => `${name}: ${text}`), ...findUntranslated(locale, texts))
    }
    expect(found).toEqual([])
  })

  it('the search and the form under an article show translated texts only', async () => {
    const { url } = await serveSite({ CONTENT_DIR: site.content, OUT_DIR: site.dist })
    const reader = await browser.newPage({ locale, reducedMotion: 'reduce' })
    await reader.goto(`${url}/${locale}/using/find-an-answer/`, { waitUntil: 'networkidle' })
    const now = async () => findUntranslated(locale, await page.evaluate(collectTexts, await reader.content()))
    await reader.check('[name="vote"][value="no"]')
    await reader.locator('.feedback [type="submit"]:visible').click()
    expect(await now()).toEqual([])
    await reader.keyboard.press('Control+K')
    const input = reader.locator('.search-dialog input')
    await input.waitFor()
    expect(await now()).toEqual([])
    const said = reader.locator('.search-dialog .search-panel:not([data-busy]) [role=status]')
    // Excerpts quote articles, their code too; what is searched for is the reader's.
    const isOurs = (text: string, query: string) => !text.startsWith('span.search-option-text') && !text.includes(query)
    for (const query of ['Markdown', 'zzzzqqqq', 'šéåŕçĥ ƒöŕ']) {
      // What is said of the query before goes with it.
      await input.fill('')
      await said.filter({ hasNotText: /\S/ }).waitFor({ state: 'attached' })
      await input.fill(query)
      await said.filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
      expect((await now()).filter((text) => isOurs(text, query))).toEqual([])
    }
    await reader.close()
  })

  it('pages that the server makes, and mails to readers, are translated', async () => {
    const { url: mailUrl, mails } = await startMailServer()
    const { url } = await serveSite({
      CONTENT_DIR: site.content,
      OUT_DIR: site.dist,
      SMTP_URL: mailUrl,
      MAIL_FROM: 'help@acme.example',
      MAIL_TO: 'team@acme.example',
    })
    const form = (path: string, fields: Record<string, string>, cookie = '') =>
      fetch(url + path, {
        method: 'POST',
        redirect: 'manual',
        headers: { 'content-type': 'application/x-www-form-urlencoded', origin: url, cookie },
        body: new URLSearchParams(fields),
      })
    const about = { locale, path: `/${locale}/using/find-an-answer/`, article: 'using/find-an-answer', revision: '0123456789abcdef' }
    const ticket = { ...about, path: `/${locale}/contact/`, topic: 'using', subject: '…', description: '…', email: 'reader@acme.example' }
    const signedIn = await form('/insights/sign-in', { password: inject('insightsPassword') })
    const cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
    const get = (path: string) => fetch(url + path, { headers: { cookie, accept: 'text/html' } })
    const answers: Record<string, Response> = {
      'sign-in': await fetch(`${url}/insights/?lang=${locale}`, { headers: { accept: 'text/html' } }),
      'wrong password': await form(`/insights/sign-in?lang=${locale}`, { password: 'not the password', lang: locale }),
      insights: await get(`/insights/?lang=${locale}`),
      'insights of an article': await get(`/insights/articles/using/find-an-answer/?lang=${locale}`),
      deliveries: await get(`/insights/deliveries/?lang=${locale}`),
      'a refused comment': await form('/api/feedback', { ...about, vote: 'no', comment: 'x'.repeat(6000) }),
      'a refused vote': await form('/api/feedback', { ...about, vote: 'maybe' }),
      'a refused message': await form('/api/contact', { ...ticket, subject: '', email: 'nobody' }),
      'a message without a token': await form('/api/contact', ticket),
      'a page that is not there': await get(`/${locale}/no/such-page/`),
    }
    const found: string[] = []
    for (const [name, answer] of Object.entries(answers)) {
      const html = await answer.text()
      expect(`${name}: ${/<html lang="([^"]*)"/.exec(html)?.[1] ?? answer.status}`).toBe(`${name}: ${locale}`)
      for (const problem of await check(locale, html)) found.push(`${name} ${problem}`)
    }
    const reader = await browser.newPage({ locale, reducedMotion: 'reduce' })
    await reader.goto(`${url}/${locale}/contact/`, { waitUntil: 'networkidle' })
    await reader.selectOption('#ticket--topic', 'using')
    for (const name of ['subject', 'description']) await reader.fill(`#ticket--${name}`, '…………')
    await reader.fill('#ticket--email', 'reader@acme.example')
    await reader.click('[data-send] button')
    await reader.getByText(/WM-/).waitFor()
    for (const problem of await check(locale, await reader.content())) found.push(`after sending: ${problem}`)
    await reader.close()
    await expect.poll(() => mails.length, { timeout: 20_000 }).toBe(2)
    const copy = mails.find(({ to }) => to.includes('reader@acme.example'))!
    found.push(...findUntranslated(locale, [{ where: 'mail', text: textOf(copy) }]))
    expect(headersOf(copy)['subject']).toMatch(/^=\?/)
    expect(found).toEqual([])
  })
})
