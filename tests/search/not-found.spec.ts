import { describe, expect, it } from 'vitest'
import { PAGES } from '../browser/pages.ts'
import { visit } from '../browser/visit.ts'

describe('a wrong address', () => {
  it.for([
    ['/using/find-an-anser/', ['/using/find-an-answer/']],
    ['/help/find-an-answer.html', ['/using/find-an-answer/']],
    ['/fa/using/find-answer/', ['/fa/using/find-an-answer/']],
    // Translated into no language, and without its last letter.
    [`/fa${PAGES.fallback.slice(0, -2)}/`, [`/fa${PAGES.fallback}`]],
  ] as const)('leads from %s to what is near', ([path, expected]) =>
    visit(path, {}, async (page) => {
      const links = page.locator('.search-near a')
      await links.first().waitFor()
      expect(await links.evaluateAll((all) => all.map((link) => link.getAttribute('href')))).toEqual(expected)
    }),
  )

  it.for(['/using/no-such-article/', '/xyzzy/', '/fa/wp-login.php'])('gets no guess when nothing is near %s', (path) =>
    visit(path, {}, async (page) => {
      expect(await page.locator('.search-near').isHidden()).toBe(true)
      expect(await page.locator('.search-near a').count()).toBe(0)
    }),
  )
})
