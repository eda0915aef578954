import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { addressIn } from './pages.ts'
import { signIn } from './sign-in.ts'
import { visit } from './visit.ts'

const REFERENCE = /^WM-[0-9A-Z]{4}-[0-9A-Z]{2}$/
const words = {
  en: { subject: 'Offline reading', description: 'How can I read an article offline or print it?' },
  fa: { subject: 'زبان', description: 'چگونه زبان صفحه را عوض کنم؟' },
}

async function write(page: Page, { subject, description }: { subject: string; description: string }) {
  await page.selectOption('#ticket--topic', 'other')
  await page.fill('#ticket--subject', subject)
  await page.fill('#ticket--description', description)
  await page.fill('#ticket--email', 'reader@example.com')
}

/** What the support lead sees of messages that no way out is set up for. */
async function readKept(): Promise<string> {
  const cookie = await signIn()
  return (await fetch(`${inject('siteUrl')}/insights/deliveries/`, { headers: { cookie } })).text()
}

describe.for(['en', 'fa'] as const)('the contact form in %s', (locale) => {
  it('suggests articles, asks once whether they solve it, and sends', async () => {
    await visit(addressIn(locale, '/contact/'), { locale, viewport: { width: 320, height: 800 } }, async (page) => {
      await write(page, words[locale])
      await page.locator('.suggestions a').first().waitFor()
      expect(await page.locator('.suggestions a').count()).toBeLessThanOrEqual(3)
      expect((await new AxeBuilder({ page }).include('[data-ticket]').analyze()).violations.map(({ id }) => id)).toEqual([])
      await page.click('[data-send] button')
      await page.locator('[data-solved]').waitFor()
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('ticket--suggestions')
      await page.click('.suggestions [type="submit"]')
      const reference = page.locator('[data-sent] .reference')
      await reference.waitFor()
      expect(await reference.textContent()).toMatch(REFERENCE)
      expect(await page.locator('.ticket').isVisible()).toBe(false)
      expect(await readKept()).toContain(await reference.textContent())
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
    })
  })

  it('sends nothing when an article solved it, and counts that', async () => {
    await visit(addressIn(locale, '/contact/'), { locale }, async (page) => {
      const sent: string[] = []
      const types: string[] = []
      page.on('request', (request) => {
        if (request.url().endsWith('/api/contact')) sent.push(request.url())
        if (request.url().endsWith('/api/suggestions')) types.push(request.postDataJSON().event.type)
        if (request.url().endsWith('/api/events')) types.push(...request.postDataJSON().events.map(({ type }: { type: string }) => type))
      })
      await write(page, words[locale])
      await page.locator('.suggestions a').first().waitFor()
      await page.click('[data-send] button')
      const solved = page.waitForResponse((response) => response.request().postData()?.includes('"solved"') === true && response.status() === 204)
      await page.click('[data-solved]')
      await solved
      expect(await page.locator('[data-was-solved]').isVisible()).toBe(true)
      expect(sent).toEqual([])
      expect(types.filter((type) => /^(suggest|solved)/.test(type))).toEqual(['suggest_eligible', 'suggest_shown', 'solved'])
    })
  })

  it('works without JavaScript, and keeps what was written when something is wrong', async () => {
    await visit(
      addressIn(locale, '/contact/'),
      { locale, javaScriptEnabled: false },
      async (page) => {
        await write(page, words[locale])
        // Browsers take this for an address; mail servers do not.
        await page.fill('#ticket--email', 'reader@example')
        await page.setInputFiles('#ticket--attachment', { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('line one\n') })
        await page.click('[data-send] button')
        expect(await page.locator('html').getAttribute('lang')).toBe(locale)
        expect(await page.locator('#ticket--description').inputValue()).toBe(words[locale].description)
        expect(await page.locator('#ticket--topic').inputValue()).toBe('other')
        expect(await page.locator('#ticket--email-error').isVisible()).toBe(true)
        expect(await page.locator('#ticket--subject-error').isVisible()).toBe(false)
        await page.fill('#ticket--email', 'reader@example.com')
        await page.click('[data-send] button')
        await page.waitForURL(/\/api\/contact\/sent/)
        expect(await page.locator('.reference').textContent()).toMatch(REFERENCE)
      },
      /422/,
    )
  })
})

describe('the contact form', () => {
  it('shows nothing and asks nothing in the holdout, and sends at the first press', async () => {
    await visit('/contact/', {}, async (page) => {
      await page.route('**/api/suggestions', (route) => route.fulfill({ json: { show: false } }))
      const asked = page.waitForResponse('**/api/suggestions')
      await write(page, words.en)
      await asked
      await page.click('[data-send] button')
      await page.locator('[data-sent] .reference').waitFor()
      expect(await page.locator('.suggestions a').count()).toBe(0)
    })
  })

  it('keeps the message when it does not get through, and sends the same one at the next press', async () => {
    await visit(
      '/contact/',
      {},
      async (page) => {
        const ids: string[] = []
        await page.route('**/api/contact', (route) => {
          ids.push(/name="id"\r\n\r\n([^\r]+)/.exec(route.request().postDataBuffer()?.toString() ?? '')?.[1] ?? '')
          return ids.length === 1 ? route.abort() : route.continue()
        })
        await write(page, { subject: 'xyzzy', description: 'plugh qwfp zxcvb' })
        await page.click('[data-send] button')
        await page.locator('.status[data-state="failed"]').waitFor()
        expect(await page.locator('#ticket--description').inputValue()).toBe('plugh qwfp zxcvb')
        await page.click('[data-send] button')
        await page.locator('[data-sent] .reference').waitFor()
        expect(ids).toHaveLength(2)
        expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/)
        expect(ids[1]).toBe(ids[0])
      },
      /net::ERR_FAILED/,
    )
  })

  it('is still half written when the reader comes back from another page', async () => {
    await visit('/contact/', {}, async (page) => {
      await write(page, { subject: 'Half a subject', description: 'Half a message' })
      await page.goto(inject('siteUrl'))
      await page.goBack()
      expect(await page.inputValue('#ticket--subject')).toBe('Half a subject')
      expect(await page.inputValue('#ticket--description')).toBe('Half a message')
    })
  })

  it('says at once when a file is too large', async () => {
    await visit('/contact/', {}, async (page) => {
      await page.setInputFiles('#ticket--attachment', { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(5_000_001, 97) })
      expect(await page.locator('#ticket--attachment-error').isVisible()).toBe(true)
      expect(await page.locator('#ticket--attachment').getAttribute('aria-invalid')).toBe('true')
    })
  })

  it('shows what was wrong when the endpoint refuses a field', async () => {
    await visit(
      '/contact/',
      {},
      async (page) => {
        await write(page, { subject: 'xyzzy', description: 'plugh qwfp zxcvb' })
        await page.fill('#ticket--email', 'reader@example')
        await page.click('[data-send] button')
        await page.locator('#ticket--email-error:visible').waitFor()
        expect(await page.evaluate(() => document.activeElement?.id)).toBe('ticket--email')
      },
      /422/,
    )
  })
})

describe.for(['light', 'dark'] as const)('the page of messages that did not arrive, %s', (colorScheme) => {
  it.for(['en', 'fa'])('is found from the insights and has nothing that axe finds, in %s', async (locale) => {
    await visit(
      `/insights/?lang=${locale}`,
      { colorScheme, reducedMotion: 'reduce', viewport: { width: 320, height: 800 } },
      async (page) => {
        await page.fill('[type="password"]', inject('insightsPassword'))
        await page.keyboard.press('Enter')
        await page.locator('form[action="/insights/sign-out"]').waitFor()
        await page.goto(`${inject('siteUrl')}/insights/?lang=${locale}`)
        await page.click('a[href^="/insights/deliveries/"]')
        await page.locator('h1').waitFor()
        expect(await page.locator('html').getAttribute('lang')).toBe(locale)
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
      },
      /401/,
    )
  })
})
