import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { visit } from '../browser/visit.ts'

const GUIDE = '/guides/search-misses-article/'
interface SentEvent {
  type: string
  path: string
}
/** Events of guides that a page sends, as they are sent. What a browser sends while it leaves a page is not shown to tests, so it stays. */
async function watchSteps(page: Page): Promise<SentEvent[]> {
  const sent: SentEvent[] = []
  await page.evaluate(() => {
    navigator.sendBeacon = () => false
    addEventListener('click', (event) => event.preventDefault())
  })
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/events')) return
    const { events } = request.postDataJSON() as { events: SentEvent[] }
    sent.push(...events.filter(({ type }) => type.startsWith('tree_')))
  })
  return sent
}

describe('a guide', () => {
  it('leads to a solution and to a person with every answer, without JavaScript', () =>
    visit('/', { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('link', { name: 'The search does not find my article' }).click()
      await page.getByRole('link', { name: 'Yes', exact: true }).click()
      expect(await page.locator('h1').textContent()).toBe('Which words do you search for?')
      await page.getByRole('link', { name: 'Words that stand in the article' }).click()
      await page.getByRole('link', { name: 'In another language' }).click()
      expect(await page.locator('.prose').textContent()).toContain('Each language has an index of its own.')
      expect(await page.getByRole('link', { name: 'How translation works' }).count()).toBe(1)
      await page.getByRole('link', { name: 'No, it did not' }).click()
      expect(await page.locator('.answers li').allTextContents()).toEqual([
        'Can you open the article at its address? Yes',
        'Which words do you search for? Words that stand in the article',
        'In which language do you search? In another language',
        'Did that solve it? No, it did not',
      ])
      expect(await page.locator('[name="subject"]').inputValue()).toBe('The search does not find my article')
      expect(await page.locator('textarea[name="description"]').inputValue()).toContain('In which language do you search?\nIn another language')
    }))

  it('says thanks when it helped, without JavaScript', () =>
    visit(`${GUIDE}not-built/`, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('#guide--solved').isVisible()).toBe(false)
      await page.getByRole('link', { name: 'Yes, that solved it' }).click()
      expect(await page.locator('#guide--solved').isVisible()).toBe(true)
    }))

  it('records an answer', () =>
    visit(`/lv${GUIDE}`, { locale: 'lv' }, async (page) => {
      const sent = await watchSteps(page)
      await page.getByRole('link', { name: 'Nē', exact: true }).click()
      await page.evaluate(() => dispatchEvent(new Event('pagehide')))
      const about = { tree: 'search-misses-article', revision: expect.stringMatching(/^[0-9a-f]{16}$/), locale: 'lv' }
      await expect.poll(() => sent).toEqual([expect.objectContaining({ ...about, type: 'tree_step', node: 'open', choice: 1, depth: 0 })])
    }))

  it('records that it helped, once', () =>
    visit(`${GUIDE}not-built/`, {}, async (page) => {
      const sent = await watchSteps(page)
      await page.getByRole('link', { name: 'Yes, that solved it' }).click()
      await page.evaluate(() => dispatchEvent(new Event('pagehide')))
      await expect.poll(() => sent).toEqual([expect.objectContaining({ type: 'tree_end', node: 'not-built', outcome: 'solved', depth: 1 })])
    }))

  it('records that a reader gave up', () =>
    visit(`/ru${GUIDE}words/`, { locale: 'ru' }, async (page) => {
      const sent = await watchSteps(page)
      await page.evaluate(() => dispatchEvent(new Event('pagehide')))
      await expect.poll(() => sent).toEqual([expect.objectContaining({ type: 'tree_end', node: 'words', outcome: 'abandoned', depth: 1 })])
    }))

  it('records that a reader went to a person', () =>
    visit(GUIDE, {}, async (page) => {
      const sent = await watchSteps(page)
      await page.goto(`${inject('siteUrl')}${GUIDE}person/1-0/`, { waitUntil: 'networkidle' })
      await expect.poll(() => sent).toContainEqual(expect.objectContaining({ type: 'tree_end', node: 'person', outcome: 'escalated', depth: 2 }))
    }))

  it.for([
    ['en', 'light', ''],
    ['en', 'dark', 'other-language/'],
    ['fa', 'light', 'words/'],
    ['fa', 'dark', 'person/1-0/'],
  ] as const)('passes axe in %s, %s, %s', ([locale, colorScheme, step]) =>
    visit(`${locale === 'en' ? '' : `/${locale}`}${GUIDE}${step}`, { locale, colorScheme, reducedMotion: 'reduce' }, async (page) => {
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 120)}`)).toEqual([])
    }),
  )

  it('is found by the search', () =>
    visit('/search/?q=The+search+does+not+find+my+article', {}, async (page) => {
      await page.locator(`a[href^="${GUIDE}"]`).first().waitFor()
    }))
})
