import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeCorpus } from '../bench/corpus.ts'
import { buildAndServe } from '../bench/server.ts'
import { weighPage } from '../bench/weight.ts'
import { launchBrowser } from './chromium.ts'

/** Bytes of HTML, CSS and JavaScript before any interaction, as brotli: what an article page may weigh. */
const ARTICLE_BUDGET = 14 * 1024

let browser: Browser
let site: Awaited<ReturnType<typeof buildAndServe>>
const content = mkdtempSync(join(tmpdir(), 'waymark-corpus-'))
beforeAll(async () => {
  writeCorpus(content, 400)
  site = await buildAndServe(content)
  browser = await launchBrowser()
}, 300_000)
afterAll(async () => {
  await browser.close()
  await site.stop()
  rmSync(content, { recursive: true, force: true })
})

describe('a help centre of 2,000 pages', () => {
  it.for(['/account/article-0/', '/fa/account/article-0/'])('keeps %s within its budget', async (path) => {
    const { requests, html, css, js } = await weighPage(browser, site.url, path)
    expect(html + css + js).toBeLessThanOrEqual(ARTICLE_BUDGET)
    expect(html).toBeGreaterThan(0)
    expect(css).toBeGreaterThan(0)
    expect(requests).toBeLessThanOrEqual(4)
  })
})
