import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeTree } from '../fixtures/content-tree.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-redirects-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const page = (path: string) => readFileSync(join(root, 'dist', path), 'utf8')

describe('the built site of a help centre whose articles moved', () => {
  beforeAll(() => {
    const article = (title: string) => `---\ntitle: ${title}\ndescription: Open your account.\n---\n\nPress the key.\n`
    writeTree(join(root, 'content'), {
      'settings.yml':
        'name: Helping hand\ndescription: Answers.\nurl: https://help.example\ncompany: { name: The company }\nlocales: [{ code: en, name: English }, { code: fa, name: فارسی }]\ncontact: { channels: [] }\n',
      'categories.yml': '- { id: account, title: Account }\n',
      'articles/en/account/enter.mdx': article('Sign in & out'),
      'articles/en/account/other.mdx': article('Something else'),
      'articles/fa/account/enter.mdx': '---\ntitle: ورود\ndescription: حسابتان را باز کنید.\n---\n\nکلید را فشار دهید.\n',
      'redirects.yml': `- { from: account/first, to: account/second }
- { from: account/second, to: account/enter }
- { from: account/old, to: account/other }
- { from: /hc/fa/articles/12-ورود, to: account/enter, locale: fa }
- { from: /docs/enter.html, to: account/enter }
`,
    })
    const { status, stdout, stderr } = spawnSync('node', ['src/commands/build.ts'], {
      encoding: 'utf8',
      env: { ...process.env, CONTENT_DIR: join(root, 'content'), OUT_DIR: join(root, 'dist') },
    })
    expect(status, stdout + stderr).toBe(0)
  }, 120_000)

  it('has a page at every old address that leads on in the reader’s language, without a script of its own', () => {
    const moved = page('fa/account/first/index.html')
    expect(moved).toContain('<html lang="fa" dir="rtl">')
    expect(moved).toContain('<noscript><meta http-equiv="refresh" content="0; url=/fa/account/enter/"></noscript>')
    expect(moved).toContain('<link rel="canonical" href="https://help.example/fa/account/enter/">')
    expect(moved).toContain('<meta name="robots" content="noindex">')
    expect(moved).toContain('<a href="/fa/account/enter/">ورود</a>')
    expect(moved).not.toMatch(/<script(?! type="module" src="\/_redirect\.js")/)
    expect(page('_redirect.js')).toContain('location.hash')
    expect(page('account/second/index.html')).toContain('<a href="/account/enter/">Sign in &amp; out</a>')
    // Not translated: the words are English in a Persian page.
    expect(page('fa/account/old/index.html')).toContain('<a href="/fa/account/other/" lang="en" dir="ltr">Something else</a>')
    expect(page('hc/fa/articles/12-ورود/index.html')).toContain('/fa/account/enter/')
    expect(page('docs/enter.html')).toContain('/account/enter/')
    expect(existsSync(join(root, 'dist/account/enter/index.html'))).toBe(true)
  })

  it('has a list of them for Netlify and Cloudflare, for nginx, and for our own server', () => {
    const lines = page('_redirects').trimEnd().split('\n')
    expect(lines).toContain('/account/first/ /account/enter/ 301')
    expect(lines).toContain('/fa/account/first.md /fa/account/enter.md 301')
    expect(lines).toContain('/hc/fa/articles/12-%D9%88%D8%B1%D9%88%D8%AF /fa/account/enter/ 301')
    expect(lines).toHaveLength(14)
    expect(page('_redirects.nginx')).toContain('"/hc/fa/articles/12-ورود" "/fa/account/enter/";\n')
    const { articles, addresses } = JSON.parse(page('redirects.json'))
    expect(articles).toEqual({ 'account/first': 'account/enter', 'account/second': 'account/enter', 'account/old': 'account/other' })
    expect(Object.keys(addresses)).toHaveLength(14)
  })

  it('names no old address to search engines', () => {
    expect(page('sitemap.xml')).not.toMatch(/account\/first|\/hc\//)
  })
})
