// Weighs pages and asks Lighthouse, on a help centre of 2,000 pages: `npm run bench:pages [-- --json <file>] [--no-lighthouse]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { launch } from 'chrome-launcher'
import lighthouse from 'lighthouse'
import { findChromium, launchBrowser } from '../browser/chromium.ts'
import { writeCorpus } from './corpus.ts'
import { buildAndServe } from './server.ts'
import { type PageWeight, weighPage } from './weight.ts'

const ARTICLES = 400
const RUNS = 3
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const

const { values } = parseArgs({ options: { json: { type: 'string' }, lighthouse: { type: 'boolean', default: true } }, allowNegative: true })

/** Median score of each Lighthouse category (0–100) and of the layout shift. */
async function askLighthouse(url: string): Promise<Record<string, number>> {
  const runs: Record<string, number>[] = []
  for (let run = 0; run < RUNS; run++) {
    const chrome = await launch({
      chromePath: await findChromium(),
      chromeFlags: ['--headless=new', '--no-sandbox', '--disable-quic', '--disable-background-networking'],
    })
    try {
      const result = await lighthouse(url, { port: chrome.port, onlyCategories: [...CATEGORIES], logLevel: 'silent' })
      if (!result) throw new Error(`Lighthouse gave no result for ${url}.`)
      const { categories, audits } = result.lhr
      runs.push({
        ...Object.fromEntries(CATEGORIES.map((name) => [name, Math.round((categories[name]?.score ?? 0) * 100)])),
        cls: audits['cumulative-layout-shift']?.numericValue ?? Number.NaN,
      })
    } finally {
      chrome.kill()
    }
  }
  const median = (name: string) => {
    const found = runs.map((run) => run[name]!).filter((value) => !Number.isNaN(value))
    // An audit may end without a value, which is no zero: what the others found counts, and it is said.
    if (found.length < RUNS) console.warn(`${url}: ${name} had a value in ${found.length} of ${RUNS} runs.`)
    return found.sort((a, b) => a - b)[Math.floor(found.length / 2)] ?? Number.NaN
  }
  return Object.fromEntries([...CATEGORIES, 'cls'].map((name) => [name, median(name)]))
}

const root = mkdtempSync(join(tmpdir(), 'waymark-corpus-'))
writeCorpus(root, ARTICLES)
const site = await buildAndServe(root)
const browser = await launchBrowser()
const pages: (PageWeight & { lighthouse?: Record<string, number> })[] = []
try {
  for (const [prefix, word] of [
    ['', 'invoice'],
    ['/fa', 'فاکتور'],
  ]) {
    for (const path of ['/', '/account/', '/account/article-0/', `/search/?q=${encodeURIComponent(word!)}`]) {
      pages.push(await weighPage(browser, site.url, prefix + path))
    }
  }
  if (values.lighthouse) for (const page of pages) page.lighthouse = await askLighthouse(site.url + page.url)
} finally {
  await browser.close()
  await site.stop()
  rmSync(root, { recursive: true, force: true })
}
console.log(`${ARTICLES * 5} pages of content; brotli bytes before any interaction${values.lighthouse ? `; Lighthouse mobile, median of ${RUNS}` : ''}`)
console.table(pages.map(({ lighthouse: scores, ...page }) => ({ ...page, total: page.html + page.css + page.js, ...scores })))
if (values.json) writeFileSync(values.json, `${JSON.stringify({ pages }, null, 2)}\n`)
