import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { addressIn } from './pages.ts'
import { beReader, findStored, readStored } from './stored-events.ts'
import { visit } from './visit.ts'

/** What the browser says of the network that a test takes away. */
const OFFLINE = /ERR_FAILED|ERR_INTERNET_DISCONNECTED|Failed to fetch/

/** Opens the search and types; resolves when the full answer has been counted. */
async function ask(page: Page, text: string): Promise<void> {
  const input = page.locator('.search-dialog input')
  if (!(await input.isVisible())) await page.keyboard.press('/')
  await input.fill(text)
  await page.locator('.search-dialog .search-panel:not([data-busy]) [role=status]').filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
}

/** Follows the first link found, and resolves when its page has loaded. */
async function followFirst(page: Page): Promise<void> {
  const link = page.locator('.search-dialog a[role=option]').first()
  const { href } = await link.evaluate((found: HTMLAnchorElement) => ({ href: found.href }))
  await link.click()
  await page.waitForURL(href)
}

describe('the search box', () => {
  it('answers a question before the list, and leads to the section', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'how do I translate an article')
      const first = page.locator('.search-dialog [role=option]').filter({ hasText: 'Best answer' })
      await first.waitFor()
      await first.click()
      await page.waitForURL(/\/translating\//)
    })
  })

  it('says what it corrected, and searches for the words as they are on request', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'translte an artcle')
      const note = page.locator('.search-dialog .search-note')
      await note.filter({ hasText: /^\d+ results? · Showing results for “translate an article”\. Search for/ }).waitFor()
      expect(await page.locator('.search-dialog [role=status]').textContent()).toBe(await note.textContent())
      await note.getByRole('button', { name: 'Search for “translte an artcle” instead' }).click()
      await note.filter({ hasNotText: 'Showing results for' }).waitFor()
      expect(await page.locator('.search-dialog input').inputValue()).toBe('translte an artcle')
    })
  })

  it('finishes the last word by keyboard', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'add a langua')
      await page.locator('.search-action').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await expect.poll(() => page.locator('.search-dialog input').inputValue()).toMatch(/^add a language?s? $/)
      expect(page.url()).toMatch(/\/$/)
    })
  })

  it('is counted once when it goes on at the results page, which is loaded anew, and its results are counted for it', async () => {
    const words = 'translate an article please'
    await visit('/', {}, async (page) => {
      await beReader(page)
      await page.reload()
      await ask(page, words)
      const { id } = await findStored('search', '/')
      await page.locator('.search-all').click()
      await page.waitForURL(/\/search\//)
      // The page tells of a search that is left.
      await page.reload()
      await page.locator('.search-page:not([data-busy]) .search-summary').filter({ hasText: /\d/ }).waitFor()
      await page.locator('.search-result h3 a').first().click()
      await page.waitForURL(/\/translating\//)
      expect((await findStored('search_click', '/search/')).detail).toEqual({ search: id })
      expect((await readStored('search')).filter(({ text }) => text === words)).toHaveLength(1)
    })
  })

  it('remembers searches that led to a page on this device only when the reader wants it, until they do not', async () => {
    await visit('/', {}, async (page) => {
      // Besides what waits for a moment until the endpoint has it.
      const stored = async () =>
        (await page.evaluate(() => Object.keys({ ...localStorage, ...sessionStorage }))).filter((key) => !key.startsWith('waymark-unsent-'))
      await ask(page, 'rate an article')
      await followFirst(page)
      expect(await stored()).toEqual([])
      await page.keyboard.press('/')
      await page.getByRole('option', { name: 'Remember my searches on this device' }).click()
      await page.getByRole('group', { name: 'Recent searches' }).waitFor()
      await page.keyboard.press('Escape')
      await page.locator('.search-dialog input').waitFor({ state: 'hidden' })
      await ask(page, 'translate an article')
      await followFirst(page)
      await page.keyboard.press('/')
      const recent = page.getByRole('group', { name: 'Recent searches' })
      await recent.getByRole('option', { name: 'translate an article' }).waitFor()
      expect(await recent.getByRole('option').count()).toBe(2)
      await recent.getByRole('option', { name: 'Forget my searches' }).click()
      await recent.waitFor({ state: 'detached' })
      expect(await stored()).toEqual([])
    })
  })

  it('offers a person when nothing answers well', async () => {
    await visit('/', {}, async (page) => {
      await ask(page, 'my cat is hungry on the balcony')
      await page.locator('.search-dialog .search-note').filter({ hasText: 'We found no good answer' }).waitFor()
      await page.getByRole('option', { name: 'Contact us' }).waitFor()
    })
  })

  it('keeps finding titles and questions without a connection after the first search', async () => {
    await visit(
      addressIn('fa', '/'),
      {},
      async (page) => {
        await ask(page, 'ترجمه مقاله')
        await page.context().setOffline(true)
        await page.locator('.search-dialog input').fill('بررسی کار')
        await page.locator('.search-dialog a[role=option]').filter({ hasText: 'بررسی کار' }).first().waitFor()
        await page.context().setOffline(false)
      },
      OFFLINE,
    )
  })

  it('tells when the index does not arrive, offers every article, and tries again', async () => {
    await visit(
      '/',
      {},
      async (page) => {
        await page.context().route('**/search-index/**', (route) => route.abort())
        await ask(page, 'translate')
        const panel = page.locator('.search-dialog .search-panel')
        await panel.filter({ hasText: 'Search could not load' }).waitFor()
        await panel.getByRole('link', { name: 'All articles by topic' }).waitFor()
        await page.context().unroute('**/search-index/**')
        await panel.getByRole('button', { name: 'Try again' }).click()
        await page.locator('.search-dialog [role=option]').first().waitFor()
      },
      OFFLINE,
    )
  })
})

describe('the search page', () => {
  it('counts the results of what it corrected', async () => {
    await visit('/search/?q=contcat', {}, async (page) => {
      const summary = page.locator('.search-summary').filter({ hasText: 'Showing results for “contact”.' })
      await summary.waitFor()
      expect(await summary.textContent()).toMatch(/^\d+ results · /)
    })
  })

  it.each([
    { place: 'the results page', path: '/search/?q=translte', input: '.search-page input', note: '.search-page .search-summary' },
    { place: 'the field', path: '/', input: '.search-field input', note: '.search-field .search-note' },
  ])('no longer says in $place that it searches once the answer is there', async ({ path, input, note }) => {
    await visit('/', {}, async (page) => {
      await page.clock.install()
      await page.addInitScript(() => {
        const listen = Worker.prototype.addEventListener
        // A busy phone: what is told beside answers comes late.
        Worker.prototype.addEventListener = function (this: Worker, type: string, act: (event: MessageEvent) => void) {
          listen.call(this, type, (event) => setTimeout(() => act(event as MessageEvent), (event as MessageEvent).data?.answer ? 0 : 1000))
        } as typeof listen
      })
      const noteOf = (word: string) => page.locator(note).filter({ hasText: `Showing results for “${word}”.` })
      await page.goto(new URL(path, page.url()).href)
      await page.locator(input).first().fill('translte')
      await noteOf('translate').waitFor()
      // The index is there now, and the answer before anything says that it takes a moment.
      await page.locator(input).first().fill('contcat')
      await noteOf('contact').waitFor()
      await page.clock.fastForward(700)
      expect(await noteOf('contact').count()).toBe(1)
      expect(await page.locator('[data-busy]').count()).toBe(0)
    })
  })

  it('keeps the note below a field as small as its results', async () => {
    await visit('/', {}, async (page) => {
      await page.locator('.search-field input').fill('contcat')
      const note = page.locator('.search-field .search-note').filter({ hasText: 'contact' })
      await note.waitFor()
      const sizeOf = (selector: string) =>
        page
          .locator(selector)
          .first()
          .evaluate((node) => Number.parseFloat(getComputedStyle(node).fontSize))
      expect(await sizeOf('.search-field .search-note')).toBeLessThanOrEqual(await sizeOf('.search-field .search-option-title'))
    })
  })

  it('shows every article by topic while nothing is asked, and the answer instead once something is', async () => {
    await visit('/search/', {}, async (page) => {
      const topics = page.getByRole('heading', { name: 'All articles by topic' })
      await topics.waitFor()
      await page.getByRole('searchbox').fill('how do I translate an article')
      await page.locator('.search-answer').getByText('Best answer').waitFor()
      await topics.waitFor({ state: 'hidden' })
      await page.getByRole('searchbox').fill('')
      await topics.waitFor()
    })
  })

  it.for(['/search/?q=how+do+I+translate+an+article', '/fa/search/?q=ترجمه+مقاله', '/fa/search/?q=translate'])(
    'moves nothing while %s comes in',
    async (path) => {
      await visit(path, {}, async (page) => {
        await page.locator('.search-summary').filter({ hasText: /\S/ }).waitFor()
        await page.locator('.search-result').first().waitFor()
        const shift = await page.evaluate(
          () =>
            new Promise<number>((resolve) => {
              let sum = 0
              new PerformanceObserver((list) => {
                for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
              }).observe({ type: 'layout-shift', buffered: true })
              requestAnimationFrame(() => requestAnimationFrame(() => resolve(sum)))
            }),
        )
        expect(shift).toBe(0)
      })
    },
  )

  it('keeps the search in the address and says no good answer with a way to a person', async () => {
    await visit('/search/?q=my+cat+is+hungry+on+the+balcony', {}, async (page) => {
      await page.locator('.search-summary').filter({ hasText: 'We found no good answer' }).waitFor()
      await page.locator('.search-page').getByRole('link', { name: 'Contact us' }).waitFor()
      expect(await page.locator('.search-page').getByText('Best answer').count()).toBe(0)
    })
  })
})
