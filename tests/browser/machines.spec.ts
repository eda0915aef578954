import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it } from 'vitest'
import { LOCALES, PAGES } from './pages.ts'

const read = async (path: string) => {
  const answer = await fetch(inject('siteUrl') + path)
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}
const file = (path: string) => readFileSync(join(inject('siteDir'), path), 'utf8')
const dataOf = (html: string) => [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs)].map((match) => JSON.parse(match[1]!))

describe('programs that read the site', () => {
  it('find every translation in the sitemap, with x-default, and no fallback page', async () => {
    const { status, type, text } = await read('/sitemap.xml')
    expect([status, type]).toEqual([200, 'application/xml; charset=utf-8'])
    const entry = text.split('<url>').find((part) => part.includes('/fa/using/find-an-answer/</loc>'))!
    for (const lang of [...LOCALES, 'x-default']) expect(entry).toContain(`hreflang="${lang}"`)
    expect(text).toContain(`${PAGES.fallback}</loc>`)
    expect(text).not.toContain(`/fa${PAGES.fallback}`)
    expect((await read('/robots.txt')).text).toMatch(/Sitemap: \S+\/sitemap\.xml/)
  })

  it('find canonical, alternates and a description on every page kind', () => {
    for (const path of ['index.html', 'fa/using/index.html', 'lv/using/find-an-answer/index.html']) {
      const page = file(path)
      expect(page).toMatch(/<link rel="canonical" href="http[^"]+">/)
      expect(page).toMatch(/hreflang="x-default"/)
      expect(page).toMatch(/<meta name="description" content="[^"]{20,}">/)
      expect(page).toMatch(/<meta property="og:title"/)
    }
  })

  it('learn what an article is: its place, and its steps when it is a procedure', () => {
    const data = dataOf(file('start/install-and-run/index.html'))
    const places = data.find((object) => object['@type'] === 'BreadcrumbList')
    expect(places.itemListElement.map(({ position }: { position: number }) => position)).toEqual([1, 2, 3])
    const howTo = data.find((object) => object['@type'] === 'HowTo')
    expect(howTo.step.length).toBeGreaterThan(1)
    expect(howTo.step[0].text.length).toBeGreaterThan(5)
    expect(dataOf(file('playbook/service-metrics/index.html')).map((object) => object['@type'])).toContain('Article')
  })

  it.for(LOCALES)('subscribe to a feed in %s', async (locale) => {
    const { status, type, text } = await read(locale === 'en' ? '/feed.xml' : `/${locale}/feed.xml`)
    expect([status, type]).toEqual([200, 'application/atom+xml; charset=utf-8'])
    expect(text.match(/<entry>/g)!.length).toBeGreaterThan(20)
    expect(text).toMatch(/<updated>2026-/)
  })

  it('add the search to a browser', async () => {
    const { status, text } = await read('/fa/opensearch.xml')
    expect(status).toBe(200)
    expect(text).toMatch(/template="[^"]*\/fa\/search\/\?q=\{searchTerms\}"/)
  })

  it('read every article as Markdown, listed in llms.txt', async () => {
    const list = (await read('/llms.txt')).text
    const addresses = [...list.matchAll(/\]\((http[^)]+\.md)\)/g)].map((match) => new URL(match[1]!).pathname)
    expect(addresses.length).toBeGreaterThan(40)
    for (const address of addresses) expect((await read(address)).status, address).toBe(200)
    const { type, text } = await read('/fa/writing/write-an-article.md')
    expect(type).toBe('text/markdown; charset=utf-8')
    expect(text).toMatch(/^# \S/)
    expect(text).not.toMatch(/<(Callout|Steps|Kbd|div)/)
  })

  it('find no file of a host other than the site in any page', () => {
    const pages = readdirSync(inject('siteDir'), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'))
    const foreign = pages.flatMap((name) =>
      [...file(name).matchAll(/<(?:script|img|iframe|link rel="(?:stylesheet|icon|preload)")[^>]*(?:src|href)="(https?:[^"]+)"/g)].map(
        (match) => `${name} ${match[1]}`,
      ),
    )
    expect(foreign).toEqual([])
  })

  it('get the security headers with every answer, and in _headers for a static host', async () => {
    const answer = await fetch(`${inject('siteUrl')}/using/`)
    expect(answer.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self' 'inline-speculation-rules';/)
    expect(file('_headers')).toContain(answer.headers.get('content-security-policy')!)
  })
})
