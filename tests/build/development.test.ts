import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DevelopmentServer, startDevelopment } from './development-server.ts'
import { writeTree } from '../fixtures/content-tree.ts'
import { v7 } from 'uuid'
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'waymark-dev-'))
const content = join(root, 'content')
const article = join(content, 'articles/en/using/find-an-answer.mdx')
let server: DevelopmentServer
let base: string

beforeAll(async () => {
  cpSync('content', content, { recursive: true })
  server = await startDevelopment(content)
  base = server.base
})
afterAll(async () => {
  await server.stop()
  rmSync(root, { recursive: true, force: true })
})

const read = async (path: string) => (await fetch(base + path)).text()

/** Asks again until the page says what is expected: the watcher takes a moment. */
async function eventually(path: string, expected: RegExp, address = base): Promise<string> {
  const end = Date.now() + 20_000
  let page = ''
  while (Date.now() < end) {
    page = await (await fetch(address + path)).text()
    if (expected.test(page)) return page
  }
  throw new Error(`${path} never said ${expected}: ${page.slice(0, 2000)}`)
}

/** What is printed follows the pages, which do not wait for the check of all content. */
const printed = (assert: () => void) => vi.waitFor(assert, 20_000)

describe('npm run dev', () => {
  it('shows how translations stand, whatever the settings say of the public site', async () => {
    expect(await read('/fa/translations/')).toContain('<h1>ترجمه‌ها</h1>')
  })

  it('keeps what it makes in CACHE_DIR', () => {
    expect(readdirSync(`${content}-cache`)).toEqual(expect.arrayContaining(['build.sqlite', 'development']))
  })

  it('serves pages, search and the endpoint together', async () => {
    expect(await read('/fa/using/find-an-answer/')).toContain('dir="rtl"')
    expect(await (await fetch(`${base}/api/health`)).json()).toEqual({ status: 'ok' })
    const index = await fetch(`${base}/search-index/en/first.json`)
    expect(index.status).toBe(200)
    expect(index.headers.get('content-type')).toMatch(/json/)
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
    expect(page).toMatch(/find-an-answer\.mdx:\d+ error<\/b>/)
    expect(page).toMatch(/<details open/)
    const another = await eventually('/using/rate-an-article/', /elsewhere \d errors?/)
    expect(another).toMatch(/nothing to mend here/)
    expect(another).not.toMatch(/<details open/)
    expect(await read('/using/nothing-here/')).toMatch(/<details open/)
    expect(page).toMatch(/<h1[^>]*>A fresh title<\/h1>/)
    writeFileSync(article, `${source}\n\nText <b>that is not closed\n`)
    expect(await eventually('/using/find-an-answer/', /mdx-syntax/)).toMatch(/<h1[^>]*>A fresh title<\/h1>/)
    writeFileSync(article, source)
    await eventually('/using/find-an-answer/', /^(?![\s\S]*mdx-syntax)[\s\S]*A fresh title/)
  })

  it('says on the page of an article how its translations stand, and on no other', async () => {
    const page = await eventually('/using/rate-an-article/', /For writers/)
    expect(page.replace(/\s+/g, ' ')).toMatch(/<a href="\/fa\/using\/rate-an-article\/"[^>]*>fa<\/a> translated \d+\/\d+/)
    expect(await read('/')).not.toContain('What leads here')
  })

  it('says what leads to an article, in its own language and how often in others', async () => {
    const page = (await eventually('/fa/using/contact-a-person/', /What leads here[\s\S]*?in other languages/)).replace(/\s+/g, ' ')
    expect(page).toMatch(/\d+ places lead here/)
    expect(page).toMatch(/<a href="\/fa\/using\/rate-an-article\/" lang="fa"[^>]*> ?<bdi[^>]*>[^<]+<\/bdi> ?<\/a> <small[^>]*> ?<bdi[^>]*>“[^<]+”/)
  })

  it('says what readers of an article say, without making its page wait', async () => {
    const page = await read('/fa/using/keyboard-and-screen-readers/')
    const [, place] = /data-writer-feedback="([^"]+)"/.exec(page) ?? []
    expect(place).toBe('/@writer/feedback/fa/using/keyboard-and-screen-readers')
    expect(await read(place!)).toContain('Nobody has read it in the last 90 days.')
    const [, revision] = /data-revision="([0-9a-f]+)"/.exec(page) ?? []
    const answer = { path: '/fa/using/keyboard-and-screen-readers/', article: 'using/keyboard-and-screen-readers', locale: 'fa', revision }
    for (const vote of ['yes', 'no', 'yes', 'yes', 'yes']) {
      const body = JSON.stringify({ ...answer, pv: v7(), vote, score: 6 })
      const { status } = await fetch(`${base}/api/feedback`, { method: 'POST', headers: { 'content-type': 'application/json', origin: base }, body })
      expect(status).toBe(200)
    }
    const form = new URLSearchParams({ ...answer, revision: revision!, vote: 'yes', comment: 'کوتاه و خوب بود.' })
    await fetch(`${base}/api/feedback`, { method: 'POST', headers: { origin: base }, body: form, redirect: 'manual' })
    const text = await read(place!)
    expect(text).toMatch(/<dt>Helpful<\/dt><dd><b>83 %<\/b> <small>95 %: 44 % to 97 %<\/small> <small>· 6 votes<\/small>/)
    expect(text).toMatch(/<dt>Effort<\/dt><dd><b>6\.0 of 7<\/b> <small>5 answers; 7 is easiest<\/small>/)
    expect(text).toMatch(/<dt>Comments<\/dt><dd><b>1 open<\/b> <small>of 1<\/small>/)
    expect(text).toContain('<a href="/insights/articles/using/keyboard-and-screen-readers/">')
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

  it('prints findings when they change, and not at every save', async () => {
    const settings = join(content, 'settings.yml')
    const before = readFileSync(settings, 'utf8')
    const source = readFileSync(article, 'utf8')
    writeFileSync(settings, `${before}\nunheard: of\n`)
    await eventually('/using/find-an-answer/', /unheard/)
    await printed(() => expect(server.output()).toContain('no field "unheard"'))
    writeFileSync(article, source.replace(/^title: .*$/m, 'title: Saved once more'))
    await eventually('/using/find-an-answer/', /Saved once more/)
    writeFileSync(settings, before)
    await eventually('/using/find-an-answer/', /^(?![\s\S]*unheard)[\s\S]*Saved once more/)
    expect(server.output().match(/no field "unheard"/g)).toHaveLength(1)
    await printed(() => expect(server.output()).toMatch(/Nothing to fix any more\.|No error, and this to look at:/))
  })

  it('follows an editor that saves by renaming, and a folder that is new', async () => {
    const source = readFileSync(article, 'utf8')
    writeFileSync(`${article}.tmp`, source.replace(/^title: .*$/m, 'title: Saved by a rename'))
    renameSync(`${article}.tmp`, article)
    await eventually('/using/find-an-answer/', /<h1[^>]*>Saved by a rename<\/h1>/)
    const notices = join(content, 'notices')
    mkdirSync(notices)
    writeFileSync(join(notices, 'now.yml'), 'text: A notice in a new folder.\n')
    await eventually('/using/find-an-answer/', /A notice in a new folder\./)
  })

  it('follows content that is moved away and back, or replaced by another folder', async () => {
    renameSync(content, `${content}-away`)
    await eventually('/using/find-an-answer/', /missing-settings/)
    renameSync(`${content}-away`, content)
    await eventually('/using/find-an-answer/', /^(?![\s\S]*missing-settings)[\s\S]*Saved by a rename/)
    cpSync(content, `${content}-next`, { recursive: true })
    renameSync(content, `${content}-old`)
    renameSync(`${content}-next`, content)
    writeFileSync(article, readFileSync(article, 'utf8').replace(/^title: .*$/m, 'title: In the other folder'))
    await eventually('/using/find-an-answer/', /<h1[^>]*>In the other folder<\/h1>/)
  })

  it('follows content of which a link leads back to itself', async () => {
    symlinkSync('..', join(content, 'articles/en/loop'))
    symlinkSync(content, join(content, 'articles/en/using/again'))
    writeFileSync(article, readFileSync(article, 'utf8').replace(/^title: .*$/m, 'title: Beside a loop'))
    await eventually('/using/find-an-answer/', /<h1[^>]*>Beside a loop<\/h1>/)
    expect((await read('/loop/')).includes('Beside a loop')).toBe(false)
  })

  it.each(['/%E0%A4', '/%', '/%00'])('refuses the address %s, which cannot be read', async (path) => {
    expect((await fetch(base + path)).status).toBe(400)
  })

  it('does not take a page for the insights whose address begins alike', async () => {
    const response = await fetch(`${base}/insights-and-more/`)
    expect([response.status, response.headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')])
  })
})

describe('npm run dev with a small help centre', () => {
  it('prints warnings as warnings, and says that nothing is left only when nothing is', async () => {
    const folder = join(root, 'small')
    writeTree(folder, {
      'settings.yml':
        'name: Small\ndescription: Small.\ncompany: { name: Small }\nlocales: [{ code: en, name: English }]\ncontact: { channels: [{ type: email, address: help@example.com, label: E-mail }] }\n',
      'categories.yml': '- { id: using, title: Using }\n',
      'articles/en/using/one.mdx': '---\ntitle: One\ndescription: The one.\n---\n\n![](/icon.svg)\n\n[gone](./gone.mdx)\n',
    })
    const development = await startDevelopment(folder)
    onTestFinished(development.stop)
    // The first page takes long enough for the watcher to have seen all files.
    await eventually('/using/one/', /<h1[^>]*>One/, development.base)
    const one = join(folder, 'articles/en/using/one.mdx')
    await printed(() =>
      expect(development.output()).toMatch(
        /1 to fix:\s+\S+one\.mdx:8:1 error dead-link[\s\S]+one\.mdx:6:1 warning missing-alt[\s\S]+1 error, 1 warning in 1 file/,
      ),
    )
    writeFileSync(one, '---\ntitle: Two\ndescription: The one.\n---\n\n![](/icon.svg)\n')
    await eventually('/using/one/', /<h1[^>]*>Two/, development.base)
    await printed(() => expect(development.output()).toMatch(/No error, and this to look at:[\s\S]+1 warning in 1 file/))
    expect(development.output()).not.toContain('Nothing to fix any more.')
    writeFileSync(one, '---\ntitle: Three\ndescription: The one.\n---\n\n![A sign](/icon.svg)\n')
    await eventually('/using/one/', /<h1[^>]*>Three/, development.base)
    await printed(() => expect(development.output()).toContain('Nothing to fix any more.'))
  })
})

describe('npm run dev after an edit of a translated article', () => {
  it('shows the mistake first, and the translations that are behind as one line', async () => {
    const original = join(content, 'articles/en/using/rate-an-article.mdx')
    const before = readFileSync(original, 'utf8')
    // The first page takes long enough for the watcher to have seen all files.
    await read('/using/rate-an-article/')
    writeFileSync(original, `${before.replace(/^---$([\s\S]*?)^---$/m, (all) => `${all}\n\nOne more sentence for readers.`)}\n[gone](./gone.mdx)\n`)
    const box = /class="findings"[\s\S]*?<\/aside>/
    const page = await eventually(
      '/using/rate-an-article/',
      /dead-link[\s\S]+rate-an-article\.mdx:1 warning<\/b> translation-behind: 4 translations of this article are behind/,
    )
    const [shown = ''] = box.exec(page) ?? []
    expect(shown.match(/rate-an-article\.mdx:1 warning<\/b> translation-behind/g)).toHaveLength(1)
    expect(shown).not.toMatch(/(fa|he|lv|ru)\/using\/rate-an-article\.mdx:1 warning<\/b> translation-behind/)
    await printed(() => expect(server.output()).toMatch(/dead-link[\s\S]+en\/using\/rate-an-article\.mdx:1 warning translation-behind/))
    writeFileSync(original, before)
  })
})

describe('npm run dev with content that cannot be shown', () => {
  it('says on the page what to mend, and shows the site when it is mended', async () => {
    const broken = join(root, 'broken')
    cpSync('content', broken, { recursive: true })
    const settings = readFileSync(join(broken, 'settings.yml'), 'utf8')
    writeFileSync(join(broken, 'settings.yml'), settings.replace(/^name:/m, 'nam:'))
    const development = await startDevelopment(broken)
    onTestFinished(development.stop)
    const response = await fetch(`${development.base}/using/find-an-answer/`)
    expect(response.status).toBe(503)
    expect(await response.text()).toMatch(/settings\.yml:\d+<\/b>.*nam/)
    expect((await fetch(`${development.base}/api/health`)).status).toBe(503)
    writeFileSync(join(broken, 'settings.yml'), settings)
    await eventually('/using/find-an-answer/', /<h1/, development.base)
  })
})
