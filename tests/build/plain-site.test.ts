import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeTree } from '../fixtures/content-tree.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-plain-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const SETTINGS = `name: { en: Helping hand }
description: { en: Answers about everything. }
url: https://help.example
company: { name: { en: The company } }
locales: [{ code: en, name: English }, { code: fa, name: فارسی }]
contact: { channels: [] }
`

/** Builds content and returns a reader of its pages. */
function build(name: string, files: Record<string, string>): (path: string) => string {
  const content = join(root, name)
  const site = join(root, `${name}-dist`)
  writeTree(content, {
    'settings.yml': SETTINGS,
    'categories.yml': '- { id: account, title: { en: Account }, description: { en: Your account. } }\n',
    ...files,
  })
  const { status, stdout, stderr } = spawnSync('node', ['src/commands/build.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: content, OUT_DIR: site },
  })
  expect(status, stdout + stderr).toBe(0)
  return (path) => readFileSync(join(site, path), 'utf8')
}

describe('a help centre of one language, offered in two', () => {
  let page: (path: string) => string
  beforeAll(() => {
    page = build('untranslated', {
      'articles/en/account/one.mdx':
        '---\ntitle: The first\ndescription: Begin with a word and go on…\n---\n\n## Begin {#begin}\n\nBegin with a **word** and go on to the end.\n',
      'articles/en/account/two.mdx': '---\ntitle: The second\ndescription: What comes after.\n---\n\nText.\n',
    })
  }, 60_000)

  it('tells browsers which texts of a Persian page are English', () => {
    expect(page('fa/index.html')).toContain('<p lang="en" dir="ltr">Answers about everything.</p>')
    expect(page('fa/index.html')).toContain('<bdi lang="en" dir="ltr">Helping hand</bdi>')
    expect(page('fa/index.html')).toContain('<a href="/fa/account/" lang="en" dir="ltr">Account</a>')
    expect(page('fa/index.html')).toContain('<p lang="en" dir="ltr">Your account.</p>')
    expect(page('fa/account/index.html')).toContain('<span lang="en" dir="ltr">Account</span></h1>')
    expect(page('fa/account/one/index.html')).toContain('<a href="/fa/account/" lang="en" dir="ltr">Account</a>')
    expect(page('index.html')).not.toContain('lang="en" dir="ltr">Answers')
  })

  it('says beside every article of the sidebar that it is in English', () => {
    const side = /<nav class="side"[\s\S]*?<\/nav>/
    const labels = (path: string) => side.exec(page(path))?.[0].match(/class="tag"/g)?.length ?? 0
    expect(labels('fa/account/one/index.html')).toBe(2)
    expect(labels('account/one/index.html')).toBe(0)
    expect(side.exec(page('fa/account/one/index.html'))?.[0]).toContain('<span lang="en" dir="ltr">The second</span> <span class="tag">')
  })

  it('offers no contact where the settings name no channel', () => {
    for (const path of ['index.html', 'fa/index.html', 'account/index.html', 'account/one/index.html', 'search/index.html', 'fa/search/index.html'])
      expect(page(path), path).not.toContain('/contact/')
    expect(page('search/setup.json')).not.toContain('/contact/')
    expect(page('sitemap.xml')).not.toContain('/contact/')
  })

  it('promises nobody who answers at an address of the contact page that somebody still knows', () => {
    for (const [path, words, promise] of [
      ['contact/index.html', 'You cannot write to us from here yet. Perhaps an article has the answer.', 'A person answers'],
      ['fa/contact/index.html', 'هنوز نمی‌توانید از اینجا با ما تماس بگیرید.', 'یک انسان پاسخ می‌دهد'],
    ] as const) {
      expect(page(path)).toContain(words)
      expect(page(path)).not.toContain(promise)
      expect(page(path)).toContain('<meta name="robots" content="noindex">')
    }
  })

  it('does not say the first paragraph twice', () => {
    expect(page('account/one/index.html')).not.toContain('class="lead"')
    expect(page('account/one/index.html')).toContain('<meta name="description" content="Begin with a word and go on…">')
    expect(page('account/two/index.html')).toContain('<p class="lead">What comes after.</p>')
  })
})

describe('a help centre with pictures of its own', () => {
  it('does not write its name beside a logo that shows it, and says it to those who cannot see it', () => {
    const page = build('wordmark', {
      'settings.yml': `${SETTINGS}logo: { src: word.svg, showsName: true }\n`,
      'word.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 40"/>',
    })
    const brand = (path: string) => /<a class="brand"[\s\S]*?<\/a>/.exec(page(path))?.[0]
    expect(brand('index.html')).toMatch(/<img class="logo" src="[^"]+" width="200" height="40" alt="Helping hand">/)
    expect(brand('fa/index.html')).toMatch(/alt="Helping hand" lang="en">/)
    for (const path of ['index.html', 'fa/index.html']) expect(brand(path)).not.toContain('<bdi')
  })

  it('shows its logo, its icon and its picture for links, from the content or from public/', () => {
    const mark = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><title>Acme</title></svg>'
    const page = build('pictures', {
      'settings.yml': `${SETTINGS}logo: brand/mark.svg\nicon: brand/mark.svg\nsocialImage: /social.png\n`,
      'brand/mark.svg': mark,
    })
    const src = /<img class="logo" src="([^"]+)" width="120" height="40" alt="">/.exec(page('index.html'))?.[1] ?? ''
    expect(page(src)).toBe(mark)
    expect(page('index.html')).toContain(`<link rel="icon" href="data:image/svg+xml,${encodeURI(mark).replaceAll('#', '%23').replaceAll("'", '&#39;')}"`)
    expect(page('index.html')).toContain('<meta property="og:image" content="https://help.example/social.png">')
    expect(page('opensearch.xml')).toContain(`https://help.example${src}`)
  }, 60_000)
})

describe('a help centre with one way to reach a person', () => {
  it('does not ask readers to choose', () => {
    const channel = '{ type: email, address: help@example.com, label: Write to us }'
    const page = build('one-way', { 'settings.yml': SETTINGS.replace('channels: []', `channels: [${channel}]`) })
    expect(page('contact/index.html')).toContain('<p>A person answers.</p>')
    expect(page('contact/index.html')).not.toContain('Choose what suits you')
  }, 60_000)
})

describe('a help centre without an article', () => {
  it('shows no heading of a list that would be empty', () => {
    const page = build('empty', { 'articles/README.md': 'Nothing yet.' })
    for (const path of ['index.html', '404.html', 'fa/index.html']) expect(page(path), path).not.toContain('id="categories"')
    expect(existsSync(join(root, 'empty-dist/account'))).toBe(false)
    expect(readdirSync(join(root, 'empty-dist'))).toContain('search')
  }, 60_000)
})

describe('a help centre that keeps nothing on the device', () => {
  it('registers no worker, and sends one that leaves to readers who have one', () => {
    const page = build('online', {
      'settings.yml': `${SETTINGS}offline: false\n`,
      'articles/en/account/one.mdx': '---\ntitle: The first\ndescription: Begin here.\n---\n\nText.\n',
    })
    expect(page('account/one/index.html')).toMatch(/<body[^>]* data-online/)
    expect(page('sw.js')).toContain('registration.unregister()')
    expect(page('sw.js')).not.toContain('respondWith')
  }, 60_000)
})
