import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { addressIn } from './pages.ts'
import { visit } from './visit.ts'

/** The marked words of the page, each once. */
const markedWords = (page: Page) =>
  page.evaluate(() => [...new Set([...(CSS.highlights.get('search') ?? [])].map((range) => (range as Range).toString().toLowerCase()))])

async function search(page: Page, text: string): Promise<void> {
  await page.keyboard.press('/')
  await page.locator('.search-dialog input').fill(`${text} `)
  // The full answer has been counted.
  await page.locator('.search-dialog .search-panel:not([data-busy]) [role=status]').filter({ hasText: /\S/ }).waitFor({ state: 'attached' })
}

const unmark = '.search-unmark'

describe.for([
  { locale: 'en', text: 'markdown file', form: 'files' },
  { locale: 'fa', text: 'جدول‌ها', form: 'جدول' },
  { locale: 'he', text: 'סיסמה', form: 'הסיסמה' },
])('the words of a search in $locale', ({ locale, text, form }) => {
  it('are marked in the article it leads to, in their other forms too, and nowhere in the address', async () => {
    await visit(addressIn(locale, '/'), {}, async (page) => {
      await search(page, text)
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.locator(unmark).waitFor()
      const words = await markedWords(page)
      expect(words).toContain(form)
      // Other forms of the words than the reader typed.
      expect(words.filter((word) => !text.split(' ').includes(word))).not.toEqual([])
      expect(decodeURIComponent(page.url())).not.toContain(text)
      // The text of the page is what it was: screen readers read no marks.
      expect(await page.locator('.prose mark').count()).toBe(0)
      expect(await page.evaluate(() => [window.name, localStorage.length])).toEqual(['', expect.any(Number)])
    })
  })
})

describe('the marks', () => {
  const find = async (page: Page) => {
    await page.locator('.search-answer h3 a').waitFor()
    await page.locator('.search-answer h3 a').click()
    await page.locator(unmark).waitFor()
  }

  it('go by Escape, once what is open is closed', async () => {
    await visit('/search/?q=deflection', {}, async (page) => {
      await find(page)
      await page.locator('.term button').first().click()
      await page.keyboard.press('Escape')
      expect(await markedWords(page)).toContain('deflection')
      await page.keyboard.press('Escape')
      expect(await markedWords(page)).toEqual([])
      expect(await page.locator(unmark).count()).toBe(0)
    })
  })

  it('go by their button, which leaves the focus in the article', async () => {
    await visit('/search/?q=deflection', {}, async (page) => {
      await find(page)
      await page.locator(unmark).focus()
      await page.keyboard.press('Enter')
      expect(await markedWords(page)).toEqual([])
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN')
    })
  })

  it('are there again after “back” and after reloading, until they are taken away', async () => {
    await visit('/search/?q=deflection', {}, async (page) => {
      await find(page)
      await page.goto(`${inject('siteUrl')}/contact/`)
      await page.goBack()
      await page.locator(unmark).waitFor()
      expect(await markedWords(page)).toContain('deflection')
      await page.reload()
      await page.locator(unmark).click()
      await page.reload({ waitUntil: 'networkidle' })
      expect(await page.locator(unmark).count()).toBe(0)
    })
  })

  it('do not follow to another article', async () => {
    await visit('/search/?q=deflection', {}, async (page) => {
      await find(page)
      await page.locator('.pages a').first().click()
      await page.waitForLoadState('networkidle')
      expect(await markedWords(page)).toEqual([])
      expect(await page.locator(unmark).count()).toBe(0)
    })
  })

  it('appear at once when the result is the page itself', async () => {
    await visit('/measuring/honest-deflection/', {}, async (page) => {
      await search(page, 'four answers for one month')
      await page.locator('.search-dialog .search-option-answer[href^="/measuring/honest-deflection/#"]').click()
      await page.locator(unmark).waitFor()
      expect(await markedWords(page)).toContain('month')
    })
  })

  it('are few words and never words for the button, whatever the name of the tab says', async () => {
    await visit('/using/find-an-answer/', {}, async (page) => {
      const carry = (marks: object) =>
        page.evaluate((name) => {
          window.name = name
          location.reload()
        }, JSON.stringify({ marks }))
      await carry({ path: '/using/find-an-answer/', words: ['', 'search', 'x'.repeat(100), 7], label: 'Call +1 900 555' })
      await page.locator(unmark).waitFor()
      expect(await page.locator(unmark).textContent()).not.toContain('900')
      expect(await markedWords(page)).toEqual(['search'])
    })
  })
})
