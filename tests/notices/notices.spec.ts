import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterEach, describe, expect, inject, it } from 'vitest'
import { visit } from '../browser/visit.ts'

const folder = join(inject('siteDir'), '../data/notices')
const switchOn = (name: string, text: string) => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, `${name}.yml`), text)
}
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const ARTICLE = '/using/find-an-answer/'
const OUTAGE = 'kind: incident\nseverity: critical\ntext: { en: Search is down., fa: جست‌وجو کار نمی‌کند. }\nworkaround: using/contact-a-person\n'
const late = (page: Page) => page.locator('#page--late .notice')
/** Waits until the open page has asked again, which it does each minute. */
const untilNotices = (page: Page, count: number) =>
  expect
    .poll(async () => {
      await page.clock.runFor(50_000)
      return late(page).count()
    })
    .toBe(count)

describe('a notice that is switched on while readers are there', () => {
  it('comes to an open page and goes again, and moves nothing', () =>
    visit(ARTICLE, {}, async (page) => {
      await page.clock.install()
      await page.reload()
      const title = async () => (await page.locator('h1').boundingBox())?.y
      const before = await title()
      await page.evaluate(() => {
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) document.title += ` shift:${entry.entryType}`
        }).observe({ type: 'layout-shift', buffered: true })
      })
      switchOn('outage', OUTAGE)
      await untilNotices(page, 1)
      expect(await late(page).textContent()).toContain('Search is down.')
      expect(await page.locator('#page--late').getAttribute('role')).toBe('alert')
      expect(await late(page).locator('a').getAttribute('href')).toBe('/using/contact-a-person/')
      expect(await title()).toBe(before)
      rmSync(join(folder, 'outage.yml'))
      await untilNotices(page, 0)
      expect(await title()).toBe(before)
      expect(await page.title()).not.toContain('shift')
    }))

  it('can be closed with the keyboard and stays closed on this page', () =>
    visit(ARTICLE, {}, async (page) => {
      await page.clock.install()
      await page.reload()
      switchOn('outage', OUTAGE)
      await untilNotices(page, 1)
      await page.getByRole('button', { name: 'Close this notice' }).focus()
      await page.keyboard.press('Enter')
      expect(await late(page).count()).toBe(0)
      switchOn('second', 'text: Another.\n')
      await untilNotices(page, 1)
      expect(await late(page).textContent()).toContain('Another.')
    }))

  it.for(['light', 'dark'] as const)('speaks Persian from right to left and passes axe, %s', (colorScheme) =>
    visit(`/fa${ARTICLE}`, { colorScheme, locale: 'fa' }, async (page) => {
      await page.clock.install()
      await page.reload()
      switchOn('outage', OUTAGE)
      await untilNotices(page, 1)
      expect(await late(page).textContent()).toContain('جست‌وجو کار نمی‌کند.')
      const { violations } = await new AxeBuilder({ page }).analyze()
      expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([])
    }),
  )

  it('shows what belongs to a category on its pages and on the contact page only', () =>
    visit('/start/', {}, async (page) => {
      await page.clock.install()
      switchOn('a', 'text: For all.\n')
      switchOn('b', 'text: For users.\ncategories: [using]\n')
      for (const [path, count] of [
        ['/start/', 1],
        ['/', 1],
        ['/using/', 2],
        [ARTICLE, 2],
        ['/contact/', 2],
      ] as const) {
        await page.goto(inject('siteUrl') + path)
        await untilNotices(page, count)
      }
    }))
})
