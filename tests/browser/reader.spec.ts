import { describe, expect, inject, it } from 'vitest'
import { addressIn, PAGES } from './pages.ts'
import { signIn } from './sign-in.ts'
import { visit } from './visit.ts'

interface ArticleFigures {
  article: string
  locale: string
  votes: number
}

/** What the support lead sees, as a program reads it. */
async function figuresOf(path: string, locale: string): Promise<Record<string, unknown> | undefined> {
  const cookie = await signIn()
  const answer = await fetch(`${inject('siteUrl')}/api/insights/articles`, { headers: { cookie } })
  expect(answer.status).toBe(200)
  const { articles } = (await answer.json()) as { articles: ArticleFigures[] }
  return articles.find((row) => row.article === path && row.locale === locale) as Record<string, unknown> | undefined
}

const journeys = [
  { locale: 'en', word: 'offline' },
  { locale: 'fa', word: 'چاپ' },
]

describe.for(journeys)('a reader in $locale', ({ locale, word }) => {
  it('searches, reads and votes, and the support lead sees the vote', async () => {
    await visit(addressIn(locale, '/'), { locale }, async (page) => {
      await page.keyboard.press('/')
      await page.locator('.search-dialog input').fill(word)
      await page.locator('.search-dialog [role="option"]').first().waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL(/\/[a-z-]+\/[a-z-]+\//)
      await page.locator('.prose').waitFor()
      expect(await page.locator('html').getAttribute('lang')).toBe(locale)
      const path = (await page.locator('[name="article"]').getAttribute('value'))!
      const before = Number((await figuresOf(path, locale))?.['votes'] ?? 0)

      await page.check('[name="vote"][value="no"]')
      await page.locator('.feedback .status:not(:empty)').waitFor()
      await page.check('[name="reasons"][value="outdated"]')
      await page.check('[name="score"][value="2"]')
      await page.fill('[name="comment"]', `Tested in ${locale}`)
      const stored = page.waitForResponse((response) => response.url().endsWith('/api/feedback') && response.ok())
      await page.click('.feedback [type="submit"]')
      await stored
      expect(await figuresOf(path, locale)).toMatchObject({ votes: before + 1 })

      // A change of mind replaces the vote.
      const changed = page.waitForResponse((response) => response.url().endsWith('/api/feedback') && response.ok())
      await page.check('[name="vote"][value="yes"]')
      await changed
      expect(await figuresOf(path, locale)).toMatchObject({ votes: before + 1 })
    })
  })

  it('votes without JavaScript and comes back to the article with thanks', async () => {
    await visit(addressIn(locale, '/start/settings/'), { locale, javaScriptEnabled: false }, async (page) => {
      const before = Number((await figuresOf('start/settings', locale))?.['votes'] ?? 0)
      await page.check('[name="vote"][value="yes"]')
      await page.check('[name="score"][value="7"]')
      await page.click('.feedback [type="submit"]')
      expect(new URL(page.url()).pathname).toBe(addressIn(locale, '/start/settings/'))
      expect(await page.locator('.feedback-thanks').isVisible()).toBe(true)
      expect(await figuresOf('start/settings', locale)).toMatchObject({ votes: before + 1 })
    })
  })
})

describe('the language picker', () => {
  it.for(['in the address', 'scrolled to'])('keeps the article and the section %s', async (how) => {
    await visit('/using/find-an-answer/', {}, async (page) => {
      const section = page.locator('.prose h2').nth(2)
      const id = (await section.getAttribute('id'))!
      if (how === 'in the address') await page.goto(`${page.url()}#${id}`)
      else await section.evaluate((heading) => heading.scrollIntoView({ behavior: 'instant' }))
      await page.click('.languages summary')
      await page.click('.languages [hreflang="he"]')
      await page.waitForURL(`**/he/using/find-an-answer/#${id}`)
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await page.locator(`.prose h2#${id}`).count()).toBe(1)
    })
  })

  it('offers the language of the browser on the first page and never redirects', async () => {
    await visit('/using/', { locale: 'lv-LV' }, async (page) => {
      const offer = page.locator('.offer')
      expect(await offer.getAttribute('lang')).toBe('lv')
      expect(new URL(page.url()).pathname).toBe('/using/')
      await offer.locator('a').click()
      await page.waitForURL(/\/lv\/using\//)
      expect(await page.locator('.offer').count()).toBe(0)
    })
  })
})

describe('an article that is not translated', () => {
  it('shows the original in its own direction, inside the interface of the reader', async () => {
    await visit(`/fa${PAGES.fallback}`, { locale: 'fa' }, async (page) => {
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await page.locator('.prose').getAttribute('lang')).toBe('en')
      expect(await page.locator('.prose').getAttribute('dir')).toBe('ltr')
      expect(await page.locator('.fallback').isVisible()).toBe(true)
      expect(await page.locator('meta[name="robots"]').getAttribute('content')).toBe('noindex')
      expect(new URL((await page.locator('link[rel="canonical"]').getAttribute('href'))!).pathname).toBe(PAGES.fallback)
    })
  })
})

describe('a page', () => {
  it('reads without JavaScript: tabs switch, details open, search leads to every article', async () => {
    await visit('/writing/components-callouts-steps-tabs/', { javaScriptEnabled: false }, async (page) => {
      const panels = page.locator('.tab-panel')
      expect(await panels.nth(0).isVisible()).toBe(true)
      expect(await panels.nth(1).isVisible()).toBe(false)
      await page.locator('.tab-label').nth(1).click()
      expect(await panels.nth(1).isVisible()).toBe(true)
      await page.goto(`${inject('siteUrl')}/search/`)
      expect(await page.locator('main a[href="/using/find-an-answer/"]').count()).toBeGreaterThan(0)
    })
  })

  it('marks in the contents list the section that a jump leads past the others to', async () => {
    await visit('/start/install-and-run/', { locale: 'en' }, async (page) => {
      const sections = page.locator('.toc a')
      await page.locator('.toc [aria-current]').waitFor({ state: 'attached' })
      await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }))
      await page.locator(`.toc a[href="${await sections.last().getAttribute('href')}"][aria-current="location"]`).waitFor({ state: 'attached' })
      expect(await page.locator('.toc [aria-current]').count()).toBeGreaterThan(0)
    })
  })

  it('explains a term by keyboard', async () => {
    await visit('/writing/components-inline/', {}, async (page) => {
      const term = page.locator('.prose .term').first()
      await term.locator('button').focus()
      expect(await term.locator('.term-card').isVisible()).toBe(false)
      await page.keyboard.press('Enter')
      expect(await term.locator('.term-card').isVisible()).toBe(true)
      await page.keyboard.press('Escape')
      expect(await term.locator('.term-card').isVisible()).toBe(false)
    })
  })

  it('loads nothing from another host, before or after reading', async () => {
    await visit('/writing/components-figures-and-video/', {}, async (page) => {
      const hosts = new Set<string>()
      page.on('request', (request) => hosts.add(new URL(request.url()).host))
      await page.reload({ waitUntil: 'networkidle' })
      await page.mouse.wheel(0, 5000)
      await page.waitForLoadState('networkidle')
      expect([...hosts]).toEqual([new URL(inject('siteUrl')).host])
    })
  })

  it('answers a wrong address in the language of the address', async () => {
    await visit('/lv/using/fin-an-answer/', { locale: 'lv' }, async (page) => {
      expect(await page.locator('html').getAttribute('lang')).toBe('lv')
      expect(await page.locator('h1').count()).toBe(1)
    })
  })

  it('fits a narrow phone without scrolling sideways', async () => {
    for (const path of ['/', '/fa/', '/fa/using/find-an-answer/', '/writing/front-matter/', '/search/?q=vote', '/contact/']) {
      await visit(path, { viewport: { width: 320, height: 640 } }, async (page) => {
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320)
      })
    }
  })
})
