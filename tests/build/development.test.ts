import { type ChildProcess, spawn } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'waymark-dev-'))
const content = join(root, 'content')
const article = join(content, 'articles/en/using/find-an-answer.mdx')
let server: ChildProcess
let base: string

beforeAll(async () => {
  cpSync('content', content, { recursive: true })
  // Astro serves no pages to a process that Vitest has marked.
  server = spawn('node', ['node_modules/astro/bin/astro.mjs', 'dev', '--ignore-lock'], {
    env: {
      ...process.env,
      NODE_ENV: 'development',
      CONTENT_DIR: content,
      DATA_DIR: join(root, 'data'),
      PORT: '0',
      ASTRO_TELEMETRY_DISABLED: '1',
      NO_COLOR: '1',
      VITEST: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  base = await new Promise((resolve, reject) => {
    let output = ''
    server.stdout?.on('data', (chunk) => {
      output += chunk
      const address = /Local\s+(http:\/\/\S+?)\/?\s/.exec(output)?.[1]
      if (address) resolve(address)
    })
    server.once('exit', () => reject(new Error(output)))
  })
})
afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill('SIGTERM')
  await ended
  rmSync(root, { recursive: true, force: true })
})

const read = async (path: string) => (await fetch(base + path)).text()

/** Asks again until the page says what is expected: the watcher takes a moment. */
async function eventually(path: string, expected: RegExp): Promise<string> {
  const end = Date.now() + 20_000
  let page = ''
  while (Date.now() < end) {
    page = await read(path)
    if (expected.test(page)) return page
  }
  throw new Error(`${path} never said ${expected}: ${page.slice(0, 2000)}`)
}

describe('npm run dev', () => {
  it('serves pages, search and the endpoint together', async () => {
    expect(await read('/fa/using/find-an-answer/')).toContain('dir="rtl"')
    expect(await (await fetch(`${base}/api/health`)).json()).toEqual({ status: 'ok' })
    const script = await fetch(`${base}/pagefind/en/pagefind.js`)
    expect(script.status).toBe(200)
    expect(script.headers.get('content-type')).toMatch(/javascript/)
  })

  it('shows an edit', async () => {
    const source = readFileSync(article, 'utf8')
    writeFileSync(article, source.replace(/^title: .*$/m, 'title: A fresh title'))
    await eventually('/using/find-an-answer/', /<h1[^>]*>A fresh title<\/h1>/)
  })

  it('keeps the last good version of a broken article and shows the finding', async () => {
    const source = readFileSync(article, 'utf8')
    writeFileSync(article, source.replace(/^title: /m, 'titel: '))
    const page = await eventually('/using/find-an-answer/', /There is no field &quot;titel&quot;/)
    expect(page).toMatch(/<h1[^>]*>A fresh title<\/h1>/)
    writeFileSync(article, `${source}\n\nText <b>that is not closed\n`)
    expect(await eventually('/using/find-an-answer/', /mdx-syntax/)).toMatch(/<h1[^>]*>A fresh title<\/h1>/)
    writeFileSync(article, source)
    await eventually('/using/find-an-answer/', /^(?![\s\S]*mdx-syntax)[\s\S]*A fresh title/)
  })

  it('keeps the categories that were right while their file has an error', async () => {
    const path = join(content, 'categories.yml')
    const source = readFileSync(path, 'utf8')
    writeFileSync(path, source.replace('icon: compass', 'icon: kompass'))
    const page = await eventually('/', /There is no icon &quot;kompass&quot;/)
    expect(page).toContain('Using a help centre')
    writeFileSync(path, source)
    await eventually('/', /^(?![\s\S]*kompass)/)
  })
})
