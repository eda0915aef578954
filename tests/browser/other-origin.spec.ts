import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, createServer as createSocketServer } from 'node:net'
import { extname, join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'
import { serveSite } from './own-server.ts'
import { beReader, readStored } from './stored-events.ts'
import { visit } from './visit.ts'

const TYPES: Record<string, string> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json' }
const ARTICLE = '/account/sign-in/'
const article = (title: string) => `---\ntitle: ${title}\ndescription: About ${title}.\n---\n\nPress the green key.\n\n## If it fails {#fails}\n\nTry again.\n`

let dir: string
let dist: string
let host: Server
let siteUrl: string
let endpoint: string
let dataDir: string

/** What a host of static files does with a built site: its files, with the headers that `_headers` wants for every page. */
function startHost(): Promise<string> {
  host = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', siteUrl)
    const headers = /^\/\*\n((?: {2}.*\n?)+)/m.exec(readFileSync(join(dist, '_headers'), 'utf8'))?.[1] ?? ''
    for (const line of headers.trim().split('\n')) response.setHeader(line.slice(0, line.indexOf(':')).trim(), line.slice(line.indexOf(':') + 1).trim())
    const file = join(dist, pathname.endsWith('/') ? `${pathname}index.html` : pathname)
    try {
      response.writeHead(200, { 'content-type': TYPES[extname(file)] ?? 'application/octet-stream' }).end(readFileSync(file))
    } catch {
      response.writeHead(404).end()
    }
  })
  return new Promise((resolve) => host.listen(0, '127.0.0.1', () => resolve(`http://127.0.0.1:${(host.address() as AddressInfo).port}`)))
}

/** The build has to know it before the endpoint listens. */
function findPort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createSocketServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo
      probe.close(() => resolve(port))
    })
  })
}

beforeAll(async () => {
  siteUrl = await startHost()
  // For a browser another site altogether, not only another port.
  endpoint = `http://localhost:${await findPort()}`
  const tickets = '  tickets:\n    topics:\n      - { id: other, label: Something else }\n'
  ;({ dir } = makeContentTree({
    'settings.yml': `${SETTINGS.replace('https://help.example', siteUrl).replace('popular:', `${tickets}popular:`)}endpoint: ${endpoint}\n`,
    'articles/en/account/sign-in.mdx': article('Sign in'),
    'articles/en/account/leave.mdx': article('Leave'),
  }))
  dist = join(dir, 'dist')
  const env = { ...process.env, CONTENT_DIR: dir, OUT_DIR: dist, DATA_DIR: join(dir, 'data') }
  const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/build.ts'], { encoding: 'utf8', env })
  expect(status, stdout + stderr).toBe(0)
}, 240_000)
afterAll(() => {
  host.close()
  host.closeAllConnections()
  rmSync(dir, { recursive: true, force: true })
})
beforeEach(async () => {
  ;({ dataDir } = await serveSite({ CONTENT_DIR: dir, OUT_DIR: dist, PORT: new URL(endpoint).port }))
})

const find = (type: string) => readStored(type, dataDir)
/** What was sent is stored a moment after the page that sent it is gone. */
const expectStored = (type: string, expected: object[]) => expect.poll(() => find(type)).toMatchObject(expected)
const answered = (page: Page, path: string, status: number) =>
  page.waitForResponse((response) => response.url() === endpoint + path && response.request().method() === 'POST' && response.status() === status)

describe('a site whose endpoint is at another address', () => {
  it.each([
    ['opens another page', (page: Page) => page.goto(`${siteUrl}/account/leave/`)],
    ['closes the tab', (page: Page) => page.close({ runBeforeUnload: true })],
  ])('is told of a view and its end when a reader looks, then %s', async (_name, leave) => {
    await visit(`${siteUrl}/account/`, {}, async (page) => {
      await beReader(page)
      await Promise.all([answered(page, '/api/events', 204), page.goto(siteUrl + ARTICLE)])
      const keeper = await page.context().newPage()
      await leave(page)
      await expect.poll(async () => (await find('view_end')).filter(({ path }) => path === ARTICLE)).toHaveLength(1)
      expect((await find('view')).filter(({ path }) => path === ARTICLE)).toHaveLength(1)
      await keeper.close()
    })
  })

  it.each([
    ['another page', (page: Page) => page.goto(`${siteUrl}/account/leave/`)],
    ['nowhere', (page: Page) => page.close({ runBeforeUnload: true })],
  ])('is told of both when a reader who never was here before goes on at once, to %s', async (_name, leave) => {
    await visit(`${siteUrl}/account/`, {}, async (page) => {
      await beReader(page)
      await page.goto(siteUrl + ARTICLE, { waitUntil: 'load' })
      const keeper = await page.context().newPage()
      await leave(page)
      for (const type of ['view', 'view_end']) {
        await expect.poll(async () => (await find(type)).filter(({ path }) => path === ARTICLE)).toHaveLength(1)
      }
      await keeper.close()
    })
  })

  it('is told what was looked for and followed', async () => {
    await visit(`${siteUrl}/account/`, {}, async (page) => {
      await beReader(page)
      await page.goto(siteUrl + ARTICLE, { waitUntil: 'networkidle' })
      await page.keyboard.press('/')
      await page.locator('.search-dialog input').fill('leave')
      await page.locator('.search-dialog a[href^="/account/leave/"]').waitFor()
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      await page.waitForURL('**/account/leave/**')
      await expectStored('search', [{ text: 'leave', path: ARTICLE }])
      await expectStored('search_click', [{ path: ARTICLE }])
    })
  })

  it('takes an answer with a comment, and a message that is corrected first, and sets no cookie', async () => {
    await visit(
      `${siteUrl}${ARTICLE}`,
      {},
      async (page) => {
        const vote = answered(page, '/api/feedback', 200)
        await page.check('[name="vote"][value="no"]')
        await vote
        const comment = answered(page, '/api/feedback', 200)
        await page.fill('[name="comment"]', 'The key is blue.')
        await page.click('.feedback [type="submit"]')
        await comment
        await page.locator('.feedback.sent').waitFor()
        await expectStored('comment', [{ text: 'The key is blue.', path: ARTICLE }])

        await page.goto(`${siteUrl}/contact/`, { waitUntil: 'networkidle' })
        await page.selectOption('#ticket--topic', 'other')
        await page.fill('#ticket--subject', 'Lamp')
        await page.fill('#ticket--description', 'Where is my lamp?')
        // Good enough for the browser, and refused by the endpoint.
        await page.fill('#ticket--email', 'reader@example')
        const refused = answered(page, '/api/contact', 422)
        await page.click('[data-send] button')
        await refused
        await page.locator('#ticket--email-error').waitFor()
        await page.fill('#ticket--email', 'reader@example.com')
        await page.click('[data-send] button')
        await page.locator('[data-sent] .reference').waitFor()
        await expectStored('submit', [{ path: '/contact/' }])
        expect(await page.context().cookies()).toEqual([])
      },
      /422 \(Unprocessable/,
    )
  })

  it('shows a notice that is switched on at the endpoint', async () => {
    mkdirSync(join(dataDir, 'notices'), { recursive: true })
    writeFileSync(join(dataDir, 'notices', 'down.yml'), 'severity: critical\ntext: The lamp is broken\n')
    await visit(`${siteUrl}${ARTICLE}`, {}, async (page) => {
      await page.getByText('The lamp is broken').waitFor()
    })
  })

  it('takes an answer without JavaScript and leads back to the site', async () => {
    await visit(`${siteUrl}${ARTICLE}`, { javaScriptEnabled: false }, async (page) => {
      await page.check('[name="vote"][value="yes"]')
      await page.click('.feedback [type="submit"]')
      await page.waitForURL(`${siteUrl}${ARTICLE}#*`)
      await expectStored('vote', [{ value: 1, path: ARTICLE }])
    })
  })
})
