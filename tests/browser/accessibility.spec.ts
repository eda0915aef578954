import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { addressIn, LOCALES, PAGES } from './pages.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

describe.for(LOCALES)('in %s', (locale) => {
  describe.for(['light', 'dark'] as const)('%s', (colorScheme) => {
    it.for(Object.entries(PAGES))('axe finds nothing on %s', async ([, path]) => {
      const context = await browser.newContext({ colorScheme, locale, reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
      const page = await context.newPage()
      await page.goto(inject('siteUrl') + addressIn(locale, path), { waitUntil: 'networkidle' })
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
      await context.close()
    })
  })
})

describe.for(['light', 'dark'] as const)('the insights, %s', (colorScheme) => {
  it.for(LOCALES)('axe finds nothing before and after signing in, in %s', async (locale) => {
    const context = await browser.newContext({ colorScheme, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const analyse = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
    await page.goto(`${inject('siteUrl')}/insights/?lang=${locale}`)
    expect(await analyse()).toEqual([])
    await page.locator('[type="password"]').fill(inject('insightsPassword'))
    await page.keyboard.press('Enter')
    await page.locator('.question').first().waitFor()
    expect(await page.locator('html').getAttribute('lang')).toBe(locale)
    expect(await analyse()).toEqual([])
    for (const path of ['articles/measuring/read-the-insights/?', 'inbox/?state=all&', 'items/?']) {
      await page.goto(`${inject('siteUrl')}/insights/${path}lang=${locale}`)
      expect(await analyse()).toEqual([])
    }
    await context.close()
  })
})

describe.for(['light', 'dark'] as const)('%s', (colorScheme) => {
  it.for(['en', 'fa'])('axe finds nothing in the opened search and feedback in %s', async (locale) => {
    const context = await browser.newContext({ colorScheme, locale, reducedMotion: 'reduce', viewport: { width: 390, height: 844 } })
    const page = await context.newPage()
    await page.goto(inject('siteUrl') + addressIn(locale, PAGES.article), { waitUntil: 'networkidle' })
    await page.check('[name="vote"][value="no"]')
    const analyse = async () => (await new AxeBuilder({ page }).analyze()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`)
    expect(await analyse()).toEqual([])
    await page.keyboard.press('Control+K')
    await page.locator('.search-dialog input').fill('Markdown')
    await page.locator('.search-dialog [role="option"]').first().waitFor()
    expect(await analyse()).toEqual([])
    await context.close()
  })
})
