import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { beReader, readStored, type StoredEvent } from '../browser/stored-events.ts'
import { visit } from '../browser/visit.ts'

const GUIDE = '/guides/search-misses-article/'
/** Opens a step as a reader does, acts and leaves; what is stored of guides since, as an operator reads it. */
async function walk(page: Page, path: string, act: () => Promise<unknown>): Promise<StoredEvent[]> {
  await beReader(page)
  const before = (await readStored('tree_')).length
  await page.goto(inject('siteUrl') + path, { waitUntil: 'networkidle' })
  await act()
  await page.goto(`${inject('siteUrl')}/start/`, { waitUntil: 'networkidle' })
  const read = async () => (await readStored('tree_')).slice(before)
  await expect.poll(async () => (await read()).length).toBeGreaterThan(0)
  return read()
}
const about = (node: string) => ({ tree: 'search-misses-article', revision: expect.stringMatching(/^[0-9a-f]{16}$/), node })

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

  it('records the answers, and that it helped, once', () =>
    visit('/', { locale: 'lv' }, async (page) => {
      const stored = await walk(page, `/lv${GUIDE}`, async () => {
        await page.getByRole('link', { name: 'Nē', exact: true }).click()
        await page.waitForURL('**/not-built/')
        await page.waitForLoadState('networkidle')
        for (const _press of [1, 2]) await page.locator('[data-solved]').click()
      })
      expect(stored).toEqual([
        expect.objectContaining({
          type: 'tree_step',
          locale: 'lv',
          value: 1,
          text: 'open',
          detail: expect.objectContaining({ tree: about('').tree, depth: 0 }),
        }),
        expect.objectContaining({ type: 'tree_end', locale: 'lv', value: 1, text: 'solved', detail: about('not-built') }),
      ])
    }))

  it('records that a reader gave up', () =>
    visit('/', { locale: 'ru' }, async (page) => {
      const stored = await walk(page, `/ru${GUIDE}words/`, () => page.mouse.wheel(0, 100))
      expect(stored).toEqual([expect.objectContaining({ type: 'tree_end', locale: 'ru', value: 1, text: 'abandoned', detail: about('words') })])
    }))

  it('records that a reader went to a person', () =>
    visit('/', {}, async (page) => {
      const stored = await walk(page, `${GUIDE}not-built/`, () =>
        page
          .getByRole('link', { name: 'No, it did not' })
          .click()
          .then(() => page.waitForLoadState('networkidle')),
      )
      expect(stored.at(-1)).toMatchObject({ type: 'tree_end', text: 'escalated', detail: { node: 'person' } })
      expect(stored.map(({ text }) => text)).not.toContain('abandoned')
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

  it.for(['en', 'fa'])('asks on the page with the solution how easy it was, by keyboard, in %s', (locale) =>
    visit(`${locale === 'en' ? '' : `/${locale}`}${GUIDE}not-built/`, { locale, viewport: { width: 320, height: 800 } }, async (page) => {
      const number = new Intl.NumberFormat(locale)
      const before = (await readStored('ces')).length
      await page.locator('.guide-end .survey button').first().focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Enter')
      await page.locator('.survey [role="status"]').filter({ hasText: /\S/ }).waitFor()
      expect(await page.locator('.survey [aria-pressed="true"]').textContent()).toBe(number.format(2))
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
      const { violations } = await new AxeBuilder({ page }).include('.guide-end').analyze()
      expect(violations.map(({ id }) => id)).toEqual([])
      expect((await readStored('ces')).slice(before)).toMatchObject([
        { path: new URL(page.url()).pathname, locale, value: 2, detail: { where: 'troubleshooter', wording: 1 } },
      ])
    }),
  )

  it('takes how easy it was without JavaScript', () =>
    visit(`${GUIDE}not-built/`, { javaScriptEnabled: false }, async (page) => {
      await page.getByRole('button', { name: '6', exact: true }).click()
      await page.getByText('Your answer is stored.').waitFor()
      await page.getByRole('link', { name: 'To the help centre' }).click()
      expect(new URL(page.url()).pathname).toBe('/')
    }))

  it('is found by the search', () =>
    visit('/search/?q=The+search+does+not+find+my+article', {}, async (page) => {
      await page.locator(`a[href^="${GUIDE}"]`).first().waitFor()
    }))
})
