import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { signIn } from './sign-in.ts'
import { visit } from './visit.ts'

const ARTICLE = '/using/find-an-answer/'
const OTHER = '/using/change-language/'
const NO_CONNECTION = /ERR_INTERNET_DISCONNECTED|ERR_FAILED|404 \(Not Found\)/

/** The reader moves, and the worker that keeps pages is at work. */
async function settle(page: Page): Promise<void> {
  await page.mouse.wheel(0, 200)
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready
    if (!navigator.serviceWorker.controller) await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve))
  })
  await page.waitForFunction(async (path) => (await caches.match(path)) !== undefined, new URL(page.url()).pathname)
  await page.waitForLoadState('networkidle')
}

describe('without a connection', () => {
  it('shows the first article that was read, with its styles', async () => {
    await visit(
      ARTICLE,
      { serviceWorkers: 'allow' },
      async (page) => {
        await settle(page)
        const title = await page.textContent('h1')
        const width = await page.evaluate(() => document.querySelector('.prose')!.getBoundingClientRect().width)
        await page.context().setOffline(true)
        await page.reload()
        expect(await page.textContent('h1')).toBe(title)
        expect(await page.evaluate(() => document.querySelector('.prose')!.getBoundingClientRect().width)).toBe(width)
      },
      NO_CONNECTION,
    )
  })

  it('finds articles by words that were not looked for before', async () => {
    await visit(
      `/fa${ARTICLE}`,
      { serviceWorkers: 'allow', locale: 'fa' },
      async (page) => {
        await settle(page)
        await page.keyboard.press('/')
        await page.locator('.search-dialog input[type=search]').fill('پاسخ')
        await page.locator('.search-dialog a.search-option').first().waitFor()
        await page.waitForFunction(async () => {
          const keys = (await (await caches.open('waymark-files')).keys()).map(({ url }) => url)
          return keys.some((url) => /\/tokens\/\d+\.json$/.test(url))
        })
        await page.waitForLoadState('networkidle')
        await page.context().setOffline(true)
        await page.locator('.search-dialog input[type=search]').fill('ترجمه')
        const result = page.locator('.search-dialog a.search-option', { hasText: 'ترجم' }).first()
        await result.waitFor()
        expect(await result.isVisible()).toBe(true)
      },
      NO_CONNECTION,
    )
  })

  it('does not show a page that was never read, nor what a reader looked for', async () => {
    await visit(
      `/search/?q=secret%20words`,
      { serviceWorkers: 'allow' },
      async (page) => {
        await settle(page)
        const kept = await page.evaluate(async () => {
          const names = await caches.keys()
          return (await Promise.all(names.map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat()
        })
        expect(kept.length).toBeGreaterThan(2)
        expect(kept.filter((url) => url.includes('?') || url.includes('secret'))).toEqual([])
        await page.context().setOffline(true)
        expect(await page.goto(new URL(OTHER, page.url()).href).catch((error: Error) => error.message)).toMatch(/ERR_(FAILED|INTERNET_DISCONNECTED)/)
      },
      NO_CONNECTION,
    )
  })
})

describe('what the support lead reads', () => {
  it.for(['/insights/', '/%69nsights/', '//insights/'])('is not kept on the device, asked for as %s', async (path) => {
    await visit(ARTICLE, { serviceWorkers: 'allow', extraHTTPHeaders: { cookie: await signIn() } }, async (page) => {
      await settle(page)
      await page.evaluate((address) => fetch(location.origin + address), path)
      await page.goto(inject('siteUrl') + path)
      const kept = await page.evaluate(async () => (await (await caches.open('waymark-pages')).keys()).map(({ url }) => decodeURIComponent(url)))
      expect(kept.filter((url) => url.includes('insights'))).toEqual([])
    })
  })
})

describe('a link that a reader points at', () => {
  it('is fetched before the click', async () => {
    await visit(ARTICLE, { viewport: { width: 1280, height: 800 } }, async (page) => {
      await page.mouse.wheel(0, 50)
      await page.locator('script[type="speculationrules"]').waitFor({ state: 'attached' })
      const session = await page.context().newCDPSession(page)
      const fetched = new Promise<string>((resolve) => {
        session.on('Preload.prefetchStatusUpdated', ({ status, prefetchUrl }) => {
          if (status === 'Ready' || status === 'Success') resolve(prefetchUrl)
        })
      })
      await session.send('Preload.enable')
      await page.locator(`.side a[href="${OTHER}"]`).hover()
      expect(await fetched).toBe(inject('siteUrl') + OTHER)
    })
  })
})

describe('with a connection', () => {
  it('shows the page as it is now, not as it was kept', async () => {
    await visit(ARTICLE, { serviceWorkers: 'allow' }, async (page) => {
      await settle(page)
      await page.evaluate(async (path) => {
        const old = new Response('<h1>Old</h1>', { headers: { 'content-type': 'text/html' } })
        await (await caches.open('waymark-pages')).put(path, old)
      }, ARTICLE)
      await page.reload()
      expect(await page.textContent('h1')).not.toBe('Old')
      await settle(page)
      expect(await page.evaluate(async (path) => (await (await caches.match(path))!.text()).includes('<h1>Old'), ARTICLE)).toBe(false)
    })
  })
})
