import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { launchBrowser } from './chromium.ts'
import { PAGES } from './pages.ts'
import { beReader, findStored, readStored } from './stored-events.ts'
import { visit } from './visit.ts'

const ARTICLE = '/using/find-an-answer/'
/** What a browser without a network prints. */
const OFFLINE = /ERR_INTERNET_DISCONNECTED|404 \(Not Found\)/

const countWaiting = (page: Page) => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('waymark-unsent-')).length)
const sent = (page: Page, path: string) => page.waitForResponse((response) => response.url().endsWith(path) && response.ok())

/** Defined where it runs, in the page. */
declare function raise(name: string): never

/** A reader has scrolled and moved before answering: what sends answers is there. */
async function read(page: Page): Promise<void> {
  const loaded = page.waitForResponse(/\/active\..*\.js$/)
  await page.mouse.wheel(0, 300)
  await loaded
  await page.waitForLoadState('networkidle')
}

describe('an answer that cannot be sent', () => {
  it('is told of, kept, and goes out once when the connection is back', async () => {
    await visit(
      ARTICLE,
      {},
      async (page) => {
        const before = (await readStored('comment')).length
        await read(page)
        await page.context().setOffline(true)
        await page.check('[name="vote"][value="no"]')
        await page.locator('.feedback .status[data-state="failed"]').waitFor()
        await page.fill('[name="comment"]', 'Written on a train')
        await page.click('.feedback [type="submit"]')
        await page.locator('.feedback .status[data-state="failed"]').waitFor()
        expect(await page.inputValue('[name="comment"]')).toBe('Written on a train')
        // The vote alone was replaced by the whole answer.
        expect(await countWaiting(page)).toBe(1)
        const stored = sent(page, '/api/feedback')
        await page.context().setOffline(false)
        await stored
        await page.locator('.feedback.sent').waitFor()
        expect(await page.locator('.feedback .status').textContent()).toMatch(/^Thank you/)
        expect(await countWaiting(page)).toBe(0)
        expect(await readStored('comment')).toHaveLength(before + 1)
        expect(await page.context().cookies()).toEqual([])
      },
      OFFLINE,
    )
  })

  it('stays on the page and goes out later, too, when the connection was gone before anything was loaded that sends it', async () => {
    await visit(
      ARTICLE,
      {},
      async (page) => {
        const before = (await readStored('comment')).length
        await page.context().setOffline(true)
        await page.check('[name="vote"][value="no"]')
        await page.fill('[name="comment"]', 'Written in a lift')
        await page.click('.feedback [type="submit"]')
        await page.locator('.feedback .status:not(:empty)').waitFor()
        expect(page.url()).toContain(ARTICLE)
        expect(await page.inputValue('[name="comment"]')).toBe('Written in a lift')
        await page.context().setOffline(false)
        await page.locator('.feedback.sent').waitFor()
        const stored = (await readStored('comment')).map(({ text }) => text)
        expect([stored.length, stored.includes('Written in a lift')]).toEqual([before + 1, true])
      },
      OFFLINE,
    )
  })

  it('is sent by the browser itself where the script that sends it cannot be loaded', async () => {
    await visit(
      ARTICLE,
      {},
      async (page) => {
        await page.route(/\/active\..*\.js$/, (route) => route.fulfill({ status: 404 }))
        await page.check('[name="vote"][value="no"]')
        await page.fill('[name="comment"]', 'Written during an update')
        await page.click('.feedback [type="submit"]')
        await page.waitForURL(/#/)
        expect((await readStored('comment')).map(({ text }) => text)).toContain('Written during an update')
      },
      OFFLINE,
    )
  })

  it('goes out from the next page, and from two tabs at once only once', async () => {
    await visit(
      ARTICLE,
      {},
      async (page) => {
        const before = (await readStored('vote')).length
        await read(page)
        await page.context().setOffline(true)
        await page.check('[name="vote"][value="yes"]')
        await page.locator('.feedback .status[data-state="failed"]').waitFor()
        // Older than the patience of the page that tried it.
        await page.evaluate(() => {
          const key = Object.keys(localStorage).find((name) => name.startsWith('waymark-unsent-')) as string
          const value = localStorage.getItem(key) as string
          const id = key.slice('waymark-unsent-'.length)
          const time = (Date.now() - 60_000).toString(16).padStart(12, '0')
          const older = `${time.slice(0, 8)}-${time.slice(8)}${id.slice(13)}`
          localStorage.removeItem(key)
          localStorage.setItem(`waymark-unsent-${older}`, value.replace(id, older))
        })
        await page.context().setOffline(false)
        const other = await page.context().newPage()
        const stored = Promise.all([sent(page, '/api/feedback'), sent(other, '/api/feedback')])
        await Promise.all([page.goto(`${inject('siteUrl')}/using/`), other.goto(`${inject('siteUrl')}/start/`)])
        await Promise.race([stored, page.waitForFunction(() => localStorage.length === 0)])
        await page.waitForFunction(() => localStorage.length === 0)
        expect(await readStored('vote')).toHaveLength(before + 1)
      },
      OFFLINE,
    )
  })
})

describe.each([
  ['blocked', () => Object.defineProperty(window, 'localStorage', { get: () => raise('SecurityError') })],
  ['full', () => Object.defineProperty(Storage.prototype, 'setItem', { value: () => raise('QuotaExceededError') })],
])('with storage that is %s', (_name, spoil) => {
  it('sends an answer all the same, and one that failed when the connection is back', async () => {
    await visit(
      '/',
      {},
      async (page) => {
        await page.addInitScript(`const raise = (name) => { throw new DOMException('', name) };(${spoil})()`)
        await page.goto(inject('siteUrl') + ARTICLE, { waitUntil: 'networkidle' })
        await read(page)
        const before = (await readStored('vote')).length
        const first = sent(page, '/api/feedback')
        await page.check('[name="vote"][value="no"]')
        await first
        await page.context().setOffline(true)
        await page.check('[name="vote"][value="yes"]')
        await page.locator('.feedback .status[data-state="failed"]').waitFor()
        const second = sent(page, '/api/feedback')
        await page.context().setOffline(false)
        await second
        await page.locator('.feedback .status[data-state=""]').waitFor()
        expect((await readStored('vote')).slice(before).map(({ value }) => value)).toEqual([0, 1])
      },
      OFFLINE,
    )
  })
})

describe('a page that the browser kept', () => {
  it('takes another vote when the reader comes back to it, and its view has ended once', async () => {
    const browser = await launchBrowser({ ignoreDefaultArgs: ['--disable-back-forward-cache'] })
    try {
      const page = await browser.newPage()
      await beReader(page)
      const path = '/using/change-language/'
      await page.goto(inject('siteUrl') + path, { waitUntil: 'networkidle' })
      await page.check('[name="vote"][value="yes"]')
      await page.locator('.feedback .status[data-state=""]:not(:empty)').waitFor()
      await page.evaluate(() =>
        addEventListener('pageshow', (event) => {
          document.title = `kept: ${(event as PageTransitionEvent).persisted}`
        }),
      )
      await page.goto(`${inject('siteUrl')}/start/`, { waitUntil: 'networkidle' })
      // It is not loaded anew.
      await page.goBack({ waitUntil: 'commit' })
      expect(await page.title()).toBe('kept: true')
      const stored = sent(page, '/api/feedback')
      await page.check('[name="vote"][value="no"]')
      await stored
      await page.goto(`${inject('siteUrl')}/start/`, { waitUntil: 'networkidle' })
      const votes = (await readStored('vote')).filter((event) => event.path === path)
      expect(votes.slice(-2).map(({ value }) => value)).toEqual([1, 0])
      expect((await readStored('view_end')).filter((event) => event.path === path)).toHaveLength(1)
    } finally {
      await browser.close()
    }
  })
})

describe('a comment with an address in it', () => {
  it('is not sent at once when it was written before anything was loaded that looks for one', async () => {
    await visit(ARTICLE, {}, async (page) => {
      const { promise: written, resolve: load } = Promise.withResolvers<void>()
      await page.route(/\/active\..*\.js$/, async (route) => {
        await written
        await route.continue()
      })
      await page.check('[name="vote"][value="no"]')
      await page.fill('[name="comment"]', 'Write to bert@example.com')
      await page.click('.feedback [type="submit"]')
      load()
      await page.locator('#feedback--hint.warning').waitFor()
      expect((await readStored('comment')).some(({ text }) => text?.includes('bert@'))).toBe(false)
    })
  })

  it('is sent after a second press only, and keeps what was written', async () => {
    await visit(ARTICLE, {}, async (page) => {
      await page.check('[name="vote"][value="no"]')
      await page.fill('[name="comment"]', 'Write to anna@example.com')
      await page.click('.feedback [type="submit"]')
      await page.locator('#feedback--hint.warning').waitFor()
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('feedback--comment')
      expect(await page.inputValue('[name="comment"]')).toBe('Write to anna@example.com')
      const stored = sent(page, '/api/feedback')
      await page.click('.feedback [type="submit"]')
      await stored
      await page.locator('.feedback.sent').waitFor()
      const comment = (await readStored('comment')).at(-1)
      expect(JSON.stringify(comment)).toContain('pii')
    })
  })
})

describe('what happens on a page', () => {
  it('is recorded: view, search, and the result that was followed, also when the page is left before they arrive', async () => {
    await visit('/', {}, async (page) => {
      await beReader(page)
      await page.goto(`${inject('siteUrl')}/start/settings/`, { waitUntil: 'networkidle' })
      await page.keyboard.press('/')
      await page.locator('.search-dialog input').fill('print 555-867-5309')
      // Before that, the list has what is popular.
      await page.locator('.search-dialog a.search-all[href^="/search/"]').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => !url.pathname.startsWith('/start/settings/'))
      await page.waitForLoadState('networkidle')
      const target = new URL(page.url()).pathname
      const search = await findStored('search', '/start/settings/')
      expect(search).toMatchObject({ text: 'print •••' })
      const click = await findStored('search_click', '/start/settings/')
      expect(click).toMatchObject({ value: 1, text: target })
      expect(JSON.stringify(click)).toContain(search.id)
      expect((await readStored('view')).filter(({ path }) => path === '/start/settings/')).toHaveLength(1)
      expect(await findStored('view', target)).toMatchObject({ text: 'search' })
    })
  })

  it('is recorded: a view that the endpoint was too busy for, from the next page', async () => {
    await visit(
      '/',
      {},
      async (page) => {
        await beReader(page)
        const path = '/writing/titles-and-questions/'
        await page.route('**/api/events', (route) => route.fulfill({ status: 503, body: '' }), { times: 1 })
        await page.goto(inject('siteUrl') + path)
        await expect.poll(() => countWaiting(page)).toBe(1)
        await page.goto(`${inject('siteUrl')}/start/`, { waitUntil: 'networkidle' })
        await findStored('view', path)
        expect(await countWaiting(page)).toBe(0)
      },
      /503/,
    )
  })

  it('is recorded: a search whose page is opened by its address, finds nothing and is left at once', async () => {
    await visit('/', {}, async (page) => {
      await beReader(page)
      const recorder = page.waitForResponse(/\/active\..*\.js$/)
      await page.goto(`${inject('siteUrl')}/search/?q=zzzzqqq`)
      await page.locator('.search-none').waitFor()
      await (await recorder).finished()
      const keeper = await page.context().newPage()
      await page.close({ runBeforeUnload: true })
      const find = async () => (await readStored('search')).filter(({ text }) => text === 'zzzzqqq')
      await expect.poll(find).toMatchObject([{ path: '/search/', value: 0 }])
      await keeper.close()
    })
  })

  it.each([
    ['opens another page', (page: Page) => page.goto(`${inject('siteUrl')}/start/`)],
    ['closes the tab', (page: Page) => page.close({ runBeforeUnload: true })],
  ])('is recorded: how long and how far it was read, when a reader who did nothing on it %s', async (_name, leave) => {
    await visit('/', {}, async (page) => {
      await beReader(page)
      const path = '/using/read-offline-or-print/'
      const before = await readStored('view_end')
      await page.goto(inject('siteUrl') + path, { waitUntil: 'networkidle' })
      const keeper = await page.context().newPage()
      await leave(page)
      const find = async () => (await readStored('view_end')).slice(before.length).filter((event) => event.path === path)
      await expect.poll(find).toHaveLength(1)
      const [end] = await find()
      expect(end!.value).toBeGreaterThan(0)
      expect(end!.detail).toEqual({ scroll: expect.toSatisfy((scroll: number) => scroll > 0 && scroll < 100) })
      await keeper.close()
    })
  })

  it('is recorded: down to where it was read, although the reader went up again', async () => {
    await visit('/', {}, async (page) => {
      await beReader(page)
      const path = '/using/keyboard-and-screen-readers/'
      await page.goto(inject('siteUrl') + path, { waitUntil: 'networkidle' })
      await page.evaluate(() => {
        const scrolled = new Promise((resolve) => addEventListener('scroll', resolve, { once: true }))
        scrollTo({ top: document.body.scrollHeight, behavior: 'instant' })
        return scrolled.then(() => undefined)
      })
      await page.evaluate(() => scrollTo({ top: 0, behavior: 'instant' }))
      await page.goto(`${inject('siteUrl')}/start/`, { waitUntil: 'networkidle' })
      expect(await findStored('view_end', path)).toMatchObject({ detail: { scroll: 100 } })
    })
  })

  it('is recorded: another language, a fallback, and a page that is missing', async () => {
    await visit('/', {}, async (page) => {
      await beReader(page)
      await page.goto(inject('siteUrl') + PAGES.fallback, { waitUntil: 'networkidle' })
      await page.click('.languages summary')
      await page.click('.languages [hreflang="fa"]')
      await page.waitForURL(`**/fa${PAGES.fallback}`)
      await page.waitForLoadState('networkidle')
      expect(await findStored('locale_switch', PAGES.fallback)).toMatchObject({ value: 0 })
      await findStored('fallback', `/fa${PAGES.fallback}`)
      await page.goto(`${inject('siteUrl')}/gone/anna@example.com/`, { waitUntil: 'networkidle' })
      await findStored('not_found', '/gone/•••/')
    })
  })

  it.each([
    ['asks not to be tracked', { globalPrivacyControl: true }],
    ['is driven by a program', { webdriver: true }],
  ])('is not stored when the browser %s, but a vote is', async (_name, change) => {
    await visit('/', {}, async (page) => {
      await beReader(page, change)
      const path = '/start/where-things-are/'
      const before = (await readStored('vote')).length
      await page.goto(inject('siteUrl') + path, { waitUntil: 'networkidle' })
      const stored = sent(page, '/api/feedback')
      await page.check('[name="vote"][value="yes"]')
      await stored
      await page.goto(`${inject('siteUrl')}/using/`, { waitUntil: 'networkidle' })
      expect((await readStored('view')).filter((event) => event.path === path)).toEqual([])
      expect((await readStored('view_end')).filter((event) => event.path === path)).toEqual([])
      expect(await readStored('vote')).toHaveLength(before + 1)
    })
  })
})
