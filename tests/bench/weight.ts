import type { Browser } from 'playwright-core'

/** What a page loads before the reader does anything; bytes as the server sends them (brotli). */
export interface PageWeight {
  url: string
  /** All but images, whatever they are for. */
  requests: number
  html: number
  css: number
  js: number
}

/** Opens a page in a fresh browser profile and adds up what it loads. */
export async function weighPage(browser: Browser, base: string, path: string): Promise<PageWeight> {
  const context = await browser.newContext()
  const page = await context.newPage()
  const weight: PageWeight = { url: path, requests: 0, html: 0, css: 0, js: 0 }
  const sizes: Promise<void>[] = []
  page.on('response', (response) => {
    const type = response.request().resourceType()
    if (type === 'image') return
    weight.requests++
    const kind = type === 'document' ? 'html' : type === 'stylesheet' ? 'css' : type === 'script' ? 'js' : undefined
    if (!kind) return
    sizes.push(
      response.headerValue('content-length').then((length) => {
        if (!length) throw new Error(`${response.url()} was sent without a length.`)
        weight[kind] += Number(length)
      }),
    )
  })
  await page.goto(base + path, { waitUntil: 'networkidle' })
  await Promise.all(sizes)
  await context.close()
  return weight
}
