// Measures how fast the search answers on a slow phone: `npm run bench:search-speed [-- --json <file>] [--articles n] [--one-locale] [--no-starlight]`.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Browser } from 'playwright-core'
import { launchBrowser } from '../browser/chromium.ts'
import { manyWords, writeCorpus } from './corpus.ts'
import { measureKeystrokes } from './search-keystrokes.ts'
import { buildAndServe } from './server.ts'
import { measureTyping } from './search-typing.ts'
import { openSlowLine } from './slow-line.ts'
import { serveStarlight } from './starlight-site.ts'

/** A middling phone against this machine, as Lighthouse has it. */
const SLOWDOWN = 4
const RUNS = 3
const QUERY = 'invoice payment'

const { values } = parseArgs({
  options: {
    json: { type: 'string' },
    articles: { type: 'string', default: '400' },
    'one-locale': { type: 'boolean', default: false },
    starlight: { type: 'boolean', default: true },
  },
  allowNegative: true,
})

/** How a search is opened, and by what its results are known: something that says a word. */
interface Site {
  name: 'waymark' | 'starlight'
  key: string
  input: string
  first: string
  full: string
}
const WAYMARK: Site = {
  name: 'waymark',
  key: '/',
  input: '.search-dialog input[type=search]',
  first: '.search-dialog a.search-option',
  full: '.search-dialog .search-panel:not([data-busy]) [role=status]',
}
const STARLIGHT: Site = {
  name: 'starlight',
  key: 'Control+k',
  input: '.pagefind-ui__search-input',
  first: '.pagefind-ui__result',
  full: '.pagefind-ui__result-excerpt',
}

interface Run {
  /** From the first letter to the first result, in milliseconds. */
  firstMs: number
  fullMs: number
  /** Sent since the reader opened the search, until then. */
  firstBytes: number
  fullBytes: number
  firstRequests: number
  fullRequests: number
  /** Interaction to Next Paint while typing the same again. */
  inpMs: number
}

/** Opens the search on a fresh page and types at once: nothing is in the browser's cache but the page. */
async function measure(browser: Browser, url: string, { key, input, first, full }: Site): Promise<Run> {
  const line = await openSlowLine(url)
  const context = await browser.newContext()
  const page = await context.newPage()
  try {
    await page.goto(`${line.url}/account/article-0/`, { waitUntil: 'networkidle' })
    const session = await context.newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN })
    line.slowDown(true)
    line.count()
    await page.keyboard.press(key)
    await page.locator(input).waitFor({ timeout: 60_000 })
    await page.evaluate(
      ({ first, full }) => {
        const times: Record<string, number> = {}
        Object.assign(globalThis, { searchTimes: times })
        const seen = () => {
          for (const [name, selector] of Object.entries({ first, full }))
            if (times['typed'] && !times[name] && /\S/.test(document.querySelector(selector)?.textContent ?? '')) times[name] = performance.now()
        }
        new MutationObserver(seen).observe(document.body, { childList: true, subtree: true, characterData: true, attributes: true })
        document.addEventListener('input', () => (times['typed'] ??= performance.now()), { capture: true })
      },
      { first, full },
    )
    await page.locator(input).focus()
    await page.keyboard.insertText(QUERY)
    await page.locator(first).first().waitFor({ timeout: 60_000 })
    const early = line.count()
    await page.locator(full).filter({ hasText: /\S/ }).first().waitFor({ timeout: 60_000, state: 'attached' })
    await page.waitForLoadState('networkidle')
    const late = line.count()
    const times = (await page.evaluate('searchTimes')) as Record<string, number>
    const inpMs = await measureTyping(page, QUERY)
    return {
      inpMs,
      firstMs: Math.round(times['first']! - times['typed']!),
      fullMs: Math.round(times['full']! - times['typed']!),
      firstBytes: early.bytes,
      fullBytes: early.bytes + late.bytes,
      firstRequests: early.requests,
      fullRequests: early.requests + late.requests,
    }
  } finally {
    await context.close()
    await line.stop()
  }
}

async function measureMedian(browser: Browser, url: string, site: Site): Promise<Run> {
  const runs: Run[] = []
  for (let run = 0; run < RUNS; run++) runs.push(await measure(browser, url, site))
  const median = (key: keyof Run) => runs.map((run) => run[key]).sort((a, b) => a - b)[Math.floor(RUNS / 2)]!
  return Object.fromEntries((Object.keys(runs[0]!) as (keyof Run)[]).map((key) => [key, median(key)])) as unknown as Run
}

const root = mkdtempSync(join(tmpdir(), 'waymark-corpus-'))
const vocabulary = values['one-locale'] ? { en: manyWords()['en']! } : manyWords()
writeCorpus(root, Number(values.articles), 1, vocabulary)
const waymark = await buildAndServe(root)
const starlight = values.starlight ? await serveStarlight(root) : undefined
if (values.starlight && !starlight) console.log('Starlight was not installed (is the network there?): Waymark is measured alone.')
const browser = await launchBrowser()
const sites: (Run & { name: string; keystrokeCpuMs?: number; keystrokeCpuMsMost?: number })[] = []
try {
  sites.push({ name: WAYMARK.name, ...(await measureMedian(browser, waymark.url, WAYMARK)), ...(await measureKeystrokes(waymark.dir, QUERY)) })
  if (starlight) sites.push({ name: STARLIGHT.name, ...(await measureMedian(browser, starlight.url, STARLIGHT)) })
} finally {
  await browser.close()
  await waymark.stop()
  await starlight?.stop()
  rmSync(root, { recursive: true, force: true })
}
const pages = Number(values.articles) * Object.keys(vocabulary).length
console.log(
  `${pages} pages; 150 ms and 1.6 Mbit/s, ${SLOWDOWN} times slower processor for the page (workers run at full speed); bytes as sent, from opening the search on; median of ${RUNS}`,
)
console.table(sites)
if (values.json) writeFileSync(values.json, `${JSON.stringify({ pages, query: QUERY, sites }, null, 2)}\n`)
