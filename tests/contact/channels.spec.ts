import { describe, expect, it } from 'vitest'
import { visit } from '../browser/visit.ts'

/** A Friday: the phone is answered from 7:00 to 15:00 UTC. */
const at = (time: string) => new Date(`2026-11-20T${time}Z`)
const line = '.channels li:nth-child(2) .opening'

describe('the contact page', () => {
  it('says in the reader’s own time whether somebody answers, and follows the clock', () =>
    visit('/contact/', { timezoneId: 'America/New_York' }, async (page) => {
      await page.clock.install({ time: at('14:58') })
      await page.reload()
      const text = async () => (await page.locator(line).textContent())?.replaceAll('\u202f', ' ')
      expect(await text()).toBe('Open now, until 10:00 AM your time')
      await page.clock.runFor(3 * 60_000)
      expect(await text()).toBe('Closed now. Opens in 3 days: Monday 2:00 AM your time')
    }))

  it('speaks the reader’s language', () =>
    visit('/fa/contact/', { timezoneId: 'Asia/Tehran', locale: 'fa' }, async (page) => {
      await page.clock.install({ time: at('05:00') })
      await page.reload()
      expect(await page.locator(line).textContent()).toBe('اکنون بسته است. ۲ ساعت بعد باز می‌شود: ۱۰:۳۰ به وقت شما')
    }))

  it('takes away a holiday that is over', () =>
    visit('/contact/', {}, async (page) => {
      const shown = page.locator('.holidays li:visible')
      const before = await shown.count()
      expect(before).toBeGreaterThan(0)
      await page.clock.install({ time: Number(await shown.first().getAttribute('data-until')) })
      await page.reload()
      expect(await shown.count()).toBe(before - 1)
    }))

  it('leads to the form from the top of a phone, without JavaScript and past the days of the year', () =>
    visit('/contact/', { javaScriptEnabled: false, viewport: { width: 360, height: 740 } }, async (page) => {
      await page.getByRole('link', { name: 'Send us a message' }).click()
      expect(await page.locator('#ticket--title').boundingBox()).toMatchObject({ y: expect.closeTo(80, -2) })
      const top = async (selector: string) => (await page.locator(selector).boundingBox())?.y ?? 0
      expect(await top('.holidays')).toBeGreaterThan(await top('#ticket--form'))
    }))

  it('has the hours, languages and reply time without JavaScript, in the time of the company', () =>
    visit('/contact/', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('.opening:visible').count()).toBe(0)
      const phone = page.locator('.channels li').nth(1)
      const text = (await phone.innerText()).replace(/[\s\u2009\u202f]+/g, ' ')
      expect(text).toContain('Languages: English, Russian, and Latvian')
      expect(text).toContain('Eastern European Time, the company’s time')
      expect(text).toContain('Monday – Friday 9:00 AM – 5:00 PM')
      expect(text).toContain('Saturday and Sunday closed')
      expect(await page.locator('.channels li').first().innerText()).toContain('Usual reply time: 1 working day')
    }))
})
