import { spawnSync } from 'node:child_process'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import { HtmlValidate } from 'html-validate'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchBrowser } from '../browser/chromium.ts'
import { serveSite } from '../browser/own-server.ts'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const article = (title: string, ...texts: string[]) => `---\ntitle: ${title}\ndescription: ${title}.\n---\n\n${texts.join('\n\n')}\n`
const EN = ['Open the app on your phone.', 'Press the green key twice.', 'Wait until it says that you are in.']
const LV = ['Atveriet lietotni tālrunī.', 'Divreiz nospiediet zaļo taustiņu.', 'Gaidiet, līdz parādās, ka esat iekšā.']
const FA = ['برنامه را در گوشی باز کنید.', 'کلید سبز را دو بار بزنید.', 'صبر کنید تا بگوید وارد شده‌اید.']

const { dir } = makeContentTree({
  'settings.yml': `${SETTINGS.replace('contact:', '  - code: fa\n    name: فارسی\ncontact:')}translations:\n  page: true\n`,
  'articles/en/account/behind.mdx': article('Getting in', ...EN),
  'articles/lv/account/behind.mdx': article('Tikt iekšā', ...LV),
  'articles/fa/account/behind.mdx': article('ورود', ...FA),
  'articles/en/account/half.mdx': article('Half of it', ...EN),
  'articles/lv/account/half.mdx': article('Puse', LV[0]!, ...EN.slice(1)).replace('description: Puse', 'description: Half of it is left to do'),
  'articles/lv/account/alone.mdx': article('Vientuļš', ...LV),
  'articles/en/account/later.mdx': `${article('A secret for later', ...EN).replace('description', 'published: 2999-01-01\ndescription')}`,
})
const dist = join(dir, 'dist')
let browser: Browser

beforeAll(async () => {
  const env = { ...process.env, CONTENT_DIR: dir, OUT_DIR: dist, DATA_DIR: join(dir, 'data'), VIEWS_FILE: join(dir, '_views.csv') }
  writeFileSync(env.VIEWS_FILE, '\uFEFFarticle,locale,views,visits\r\naccount/behind,en,90,1\r\naccount/half,en,10,1\r\n')
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
    expect(status, stdout + stderr).toBe(0)
  }
  run('src/commands/translate.ts', 'status')
  const file = join(dir, 'articles/en/account/behind.mdx')
  writeFileSync(file, readFileSync(file, 'utf8').replace('green key twice', 'blue key once'))
  run('src/commands/build.ts')
  browser = await launchBrowser()
}, 240_000)
afterAll(async () => {
  await browser.close()
  rmSync(dir, { recursive: true, force: true })
})

async function open(path: string, options: BrowserContextOptions, act: (page: Page) => Promise<void>): Promise<void> {
  const { url } = await serveSite({ CONTENT_DIR: dir, OUT_DIR: dist })
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options })
  const page = await context.newPage()
  await page.goto(url + path, { waitUntil: 'load' })
  await act(page)
  await context.close()
}

describe('the page of translations', () => {
  it('says how far each language is, by parts and by what readers open, without JavaScript', () =>
    open('/translations/', { javaScriptEnabled: false }, async (page) => {
      const rows = page.getByRole('table', { name: 'Languages' }).getByRole('row')
      // 6 of 15 parts, and of 100 openings 90 with four parts of five and 10 with two of five.
      const texts = (await rows.allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim())
      expect(texts[1]).toMatch(/^LatviešuLatvian40%By views 76%Out of date: 1Unfinished: 1Not translated: 1Without an original: 1$/)
      expect(texts[2]).toMatch(/^فارسیPersian26%By views 72%Out of date: 1Not translated: 2$/)
    }))

  it('says what to do next, what readers open most first, and which parts are left', () =>
    open('/translations/', { javaScriptEnabled: false }, async (page) => {
      const next = page.getByRole('region', { name: 'What to do next' }).locator('ol > li')
      // Each article once, with every language that lacks something of it.
      expect((await next.locator('.name').allTextContents()).map((text) => text.trim())).toEqual(['Getting in', 'Half of it', 'Vientuļš', 'Sign in'])
      const languages = (await next.first().locator('.locales li').allTextContents()).map((text) => text.replace(/\s+/g, ' ').trim())
      expect(languages).toEqual(['فارسی Out of date80%', 'Latviešu Out of date80%'])
      await next.first().getByText('Commands').click()
      for (const code of ['fa', 'lv']) expect(await next.first().getByText(`npm run translate -- diff ${code} account/behind`).isVisible()).toBe(true)
      expect(await next.nth(2).locator('code').last().textContent()).toContain('articles/lv/account/alone.mdx')
      const latvian = page.getByRole('table', { name: 'Latviešu' })
      await latvian.getByText('Changed in the original: 1').click()
      expect(await latvian.locator('q').first().textContent()).toBe('Press the blue key once.')
      await latvian.getByText('Still in the language of the original: 3').click()
      expect(await latvian.getByText('Not published: less than 60% is ready').count()).toBe(1)
    }))

  it('speaks the language of its reader, from right to left', () =>
    open('/fa/translations/', { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
      expect(await page.getByRole('table', { name: 'زبان‌ها' }).textContent()).toContain('ترجمه‌نشده: ۲')
      expect(await page.getByRole('region', { name: 'گام بعدی' }).getByRole('listitem').first().textContent()).toContain('ورود')
    }))

  it('tells nothing of articles that are planned, and is kept out of search engines', async () => {
    const html = readFileSync(join(dist, 'translations/index.html'), 'utf8')
    expect(html).not.toContain('A secret')
    expect(html).toContain('<meta name="robots" content="noindex">')
    expect(readFileSync(join(dist, 'sitemap.xml'), 'utf8')).not.toContain('translations')
    expect(readFileSync(join(dist, 'lv/index.html'), 'utf8')).toContain('<a href="/lv/translations/">Tulkojumi</a>')
  })

  it.for(['/translations/', '/fa/translations/', '/lv/translations/'])('%s fits a phone, is valid and has nothing that axe would find', (path) =>
    open(path, { viewport: { width: 320, height: 640 } }, async (page) => {
      await page.evaluate(() => {
        for (const details of document.querySelectorAll('details')) details.open = true
      })
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`)).toEqual([])
      }
      const validator = new HtmlValidate({
        extends: ['html-validate:standard', 'html-validate:document'],
        rules: { 'doctype-style': 'off', 'require-sri': 'off' },
      })
      const { results } = await validator.validateFile(join(dist, path, 'index.html'))
      expect(results.flatMap(({ messages }) => messages.map(({ ruleId, message }) => `${ruleId}: ${message}`))).toEqual([])
    }),
  )
})
