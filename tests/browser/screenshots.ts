// Renews the pictures in the README and the card that social networks show: `npm run screenshots`.
import { mkdirSync } from 'node:fs'
import { buildAndServe } from '../bench/server.ts'
import { launchBrowser } from './chromium.ts'

const SHOTS = [
  { file: 'home-en', path: '/', width: 1280, height: 860, colorScheme: 'light' },
  { file: 'article-fa', path: '/fa/using/find-an-answer/', width: 1280, height: 860, colorScheme: 'light' },
  { file: 'article-en-phone', path: '/using/find-an-answer/', width: 390, height: 844, colorScheme: 'dark' },
  { file: 'home-fa-phone', path: '/fa/', width: 390, height: 844, colorScheme: 'dark' },
] as const

const site = await buildAndServe('content')
const browser = await launchBrowser()
mkdirSync('.github/pictures', { recursive: true })
try {
  for (const { file, path, width, height, colorScheme } of SHOTS) {
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, locale: path.startsWith('/fa') ? 'fa' : 'en' })
    const page = await context.newPage()
    await page.goto(site.url + path, { waitUntil: 'networkidle' })
    await page.screenshot({ path: `.github/pictures/${file}.png` })
    await context.close()
  }
  const page = await browser.newPage({ viewport: { width: 1200, height: 630 } })
  await page.goto(`${site.url}/`, { waitUntil: 'networkidle' })
  await page.screenshot({ path: 'public/social.png' })
} finally {
  await browser.close()
  await site.stop()
}
console.log(`Wrote ${SHOTS.length} pictures to .github/pictures and public/social.png.`)
