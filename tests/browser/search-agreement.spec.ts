import { describe, expect, inject, it } from 'vitest'
import { openBuiltSite } from '../../src/search/built-site.ts'
import { addressIn } from './pages.ts'
import { visit } from './visit.ts'

const QUERIES: [locale: string, query: string][] = [
  ['en', 'how do I translate an article'],
  ['en', 'translte an artcle'],
  ['en', 'import markd'],
  ['en', '"source of truth"'],
  ['fa', 'ترجمهٔ مقاله‌ها'],
  ['fa', 'پشتیبان گیری'],
  ['he', 'תרגום של מאמר'],
  ['ru', 'как перевести статью'],
  ['lv', 'kā iztulkot rakstu'],
]

describe('the same index', () => {
  it.for(QUERIES)('gives the same answers in %s to “%s” in a browser and in Node', async ([locale, query]) => {
    const { results, otherLanguages } = await openBuiltSite(inject('siteDir')).ask(query, locale, 10)
    await visit(`${addressIn(locale, '/search/')}?q=${encodeURIComponent(query)}`, {}, async (page) => {
      await page.locator('.search-summary').filter({ hasText: /\S/ }).waitFor()
      await page.locator('.search-page[data-busy]').waitFor({ state: 'detached' })
      const shown = await page
        .locator('.search-answer h3 a, .search-answer h2 a, .search-result h3 a')
        .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname))
      expect(shown.length).toBeGreaterThan(0)
      expect([...new Set(shown)]).toEqual([...results, ...otherLanguages].map((result) => result.url))
    })
  })
})
