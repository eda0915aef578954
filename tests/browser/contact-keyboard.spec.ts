import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { describe, expect, inject, it } from 'vitest'
import { addressIn } from './pages.ts'
import { beReader, readStored } from './stored-events.ts'
import { visit } from './visit.ts'

/** What has the focus, as a screen reader would name it: its label or text. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement
    return element.name || element.id || element.textContent?.trim().slice(0, 40)
  })

/** Presses Tab and names each stop, until the given one. */
async function tabTo(page: Page, last: string): Promise<(string | undefined)[]> {
  const stops: (string | undefined)[] = []
  do {
    await page.keyboard.press('Tab')
    stops.push(await focused(page))
  } while (stops.at(-1) !== last && stops.length < 12)
  return stops
}

describe.for(['en', 'fa'])('the contact form by keyboard alone, in %s', (locale) => {
  it('is filled in and sent in the order in which it is read, says what is wrong, and tells the number', () =>
    visit(
      addressIn(locale, '/contact/'),
      { locale, viewport: { width: 320, height: 640 }, reducedMotion: 'reduce' },
      async (page) => {
        await page.focus('#ticket--topic')
        await page.keyboard.press('ArrowDown')
        expect(await tabTo(page, 'subject')).toEqual(['subject'])
        await page.keyboard.type('xyzzy')
        expect(await tabTo(page, 'description')).toEqual(['description'])
        await page.keyboard.type('plugh qwfp zxcvb')
        expect(await tabTo(page, 'email')).toEqual(['email'])
        await page.keyboard.type('reader@example')
        const send = await page.locator('[data-send] button').textContent()
        expect(await tabTo(page, send ?? '')).toEqual(['attachment', 'journey', send])
        await page.keyboard.press('Enter')
        // Back in the field that is wrong, which names its error and its hint.
        await page.locator('#ticket--email-error:visible').waitFor()
        expect(await focused(page)).toBe('email')
        const described = (await page.getAttribute('#ticket--email', 'aria-describedby'))?.split(' ') ?? []
        expect(described).toEqual(['ticket--email-error', 'ticket--email-hint'])
        expect((await new AxeBuilder({ page }).include('[data-ticket]').analyze()).violations.map(({ id }) => id)).toEqual([])
        await page.keyboard.press('End')
        await page.keyboard.type('.com')
        await page.keyboard.press('Enter')
        await page.locator('[data-sent] .reference').waitFor()
        expect(await page.evaluate(() => document.activeElement?.matches('[data-sent] h2'))).toBe(true)
        expect((await new AxeBuilder({ page }).include('[data-ticket]').analyze()).violations.map(({ id }) => id)).toEqual([])
      },
      /422/,
    ))

  it('asks whether an article solves it where Send was, and gives Send back after a no', () =>
    visit(
      addressIn(locale, '/contact/'),
      { locale },
      async (page) => {
        await page.selectOption('#ticket--topic', 'other')
        await page.fill('#ticket--subject', locale === 'en' ? 'Offline reading' : 'زبان')
        await page.fill('#ticket--description', locale === 'en' ? 'How can I read an article offline or print it?' : 'چگونه زبان صفحه را عوض کنم؟')
        await page.fill('#ticket--email', 'reader@example')
        await page.locator('.suggestions a').first().waitFor()
        await page.focus('[data-send] button')
        await page.keyboard.press('Enter')
        await page.locator('[data-solved]').waitFor()
        expect(await focused(page)).toBe('ticket--suggestions')
        const no = await page.locator('.suggestions [type="submit"]').textContent()
        await tabTo(page, no ?? '')
        await page.keyboard.press('Enter')
        await page.locator('#ticket--email-error:visible').waitFor()
        expect(await page.locator('[data-send] button').isVisible()).toBe(true)
        expect(await page.locator('.suggestions').isVisible()).toBe(false)
      },
      /422/,
    ))
})

describe('the vote by keyboard alone', () => {
  it('takes the choice of the arrow keys, the newest of them', () =>
    visit('/', { reducedMotion: 'reduce' }, async (page) => {
      await beReader(page)
      await page.goto(`${inject('siteUrl')}/using/ask-a-question/`, { waitUntil: 'networkidle' })
      const before = (await readStored('vote')).length
      await page.focus('[name="vote"][value="yes"]')
      await page.keyboard.press('Space')
      await page.locator('.feedback .status:not(:empty)').waitFor()
      await page.keyboard.press('ArrowRight')
      expect(await page.locator('[name="vote"][value="no"]').isChecked()).toBe(true)
      await expect.poll(async () => (await readStored('vote')).slice(before).at(-1)?.value).toBe(0)
      expect(await focused(page)).toBe('vote')
      expect(await page.locator('label:has([value="no"])').evaluate((label) => getComputedStyle(label).outlineStyle)).toBe('solid')
    }))
})
