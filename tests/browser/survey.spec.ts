import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCorpus } from '../bench/corpus.ts'
import { buildAndServe } from '../bench/server.ts'
import { addressIn } from './pages.ts'
import { visit } from './visit.ts'

const content = mkdtempSync(join(tmpdir(), 'waymark-survey-'))
let site: Awaited<ReturnType<typeof buildAndServe>>
beforeAll(async () => {
  writeCorpus(content, 16)
  const file = join(content, 'settings.yml')
  // Of the two questions, the one whose eleven numbers are hardest to fit.
  writeFileSync(
    file,
    readFileSync(file, 'utf8').replace(/^contact:$/m, '$&\n  tickets:\n    surveys:\n      sent: nps\n    topics:\n      - { id: other, label: Other }'),
  )
  site = await buildAndServe(content)
}, 120_000)
afterAll(async () => {
  await site.stop()
  rmSync(content, { recursive: true, force: true })
})

async function sendMessage(page: Page): Promise<void> {
  await page.selectOption('#ticket--topic', 'other')
  await page.fill('#ticket--subject', 'xyzzy')
  await page.fill('#ticket--description', 'plugh qwfp zxcvb')
  await page.fill('#ticket--email', 'reader@example.com')
  await page.click('[data-send] button')
  await page.locator('[data-sent] .reference').waitFor()
}
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.tagName)

describe.for(['en', 'fa'])('the question at the end of a message in %s', (locale) => {
  it.for(['light', 'dark'] as const)('is answered by keyboard on the page, said aloud, and answered anew, %s', async (colorScheme) => {
    await visit(site.url + addressIn(locale, '/contact/'), { locale, colorScheme, viewport: { width: 320, height: 800 } }, async (page) => {
      await sendMessage(page)
      expect(await focused(page)).toBe('H2')
      for (let n = 0; n < 3; n += 1) await page.keyboard.press('Tab')
      const number = new Intl.NumberFormat(locale)
      expect(await focused(page)).toBe(number.format(2))
      const status = page.locator('.survey [role="status"]')
      for (const key of ['Enter', 'Space']) {
        const stored = page.waitForResponse((response) => response.url().endsWith('/api/survey'))
        await page.keyboard.press(key)
        expect([(await stored).status(), (await stored).request().postData()]).toEqual([204, expect.stringMatching(/ticket=[0-9a-f-]{36}&.*score=\d$/)])
        await status.filter({ hasText: /\S/ }).waitFor()
        expect(await page.locator('.survey [aria-pressed="true"]').textContent()).toBe(number.format(key === 'Enter' ? 2 : 3))
        expect(await focused(page)).toBe(number.format(key === 'Enter' ? 2 : 3))
        await page.keyboard.press('Tab')
      }
      expect((await new AxeBuilder({ page }).include('[data-sent]').analyze()).violations.map(({ id }) => id)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth)).toBe(true)
      expect(page.url()).toBe(site.url + addressIn(locale, '/contact/'))
    })
  })
})

it('says so when an answer at the end of a message does not arrive, and takes the next press', async () => {
  await visit(
    `${site.url}/contact/`,
    {},
    async (page) => {
      await sendMessage(page)
      await page.route('**/api/survey', (route) => route.abort(), { times: 1 })
      const press = page.getByRole('button', { name: '9', exact: true })
      await press.click()
      await page.getByText('Your answer did not reach us. Press the number again.').waitFor()
      expect(await page.locator('.survey [aria-pressed="true"]').count()).toBe(0)
      await press.click()
      await page.getByText('Your answer is stored.').waitFor()
      expect(await page.locator('.survey [aria-pressed="true"]').textContent()).toBe('9')
    },
    /net::ERR_FAILED/,
  )
})
