import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'
import { launchBrowser } from './chromium.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** Opens a page (of another server, if its whole address is given) on a phone in a new profile, hands it over without what was kept offline, and fails on any error the page reports but those of the network that are `expected`. */
export async function visit(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<void>, expected = /404 \(Not Found\)/): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, serviceWorkers: 'block', ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  const errors: string[] = []
  page.on('pageerror', (error) => errors.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' && !expected.test(message.text())) errors.push(message.text())
  })
  await page.goto(new URL(path, inject('siteUrl')).href, { waitUntil: 'networkidle' })
  await act(page)
  expect(errors).toEqual([])
  await context.close()
}
