import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeTree } from '../fixtures/content-tree.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-preview-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString().slice(0, 10)

function build(command: 'build' | 'preview') {
  const outDir = join(root, command)
  const { status, stdout, stderr } = spawnSync('node', [`src/commands/${command}.ts`], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: join(root, 'content'), OUT_DIR: outDir },
  })
  expect(status, stdout + stderr).toBe(0)
  return { has: (path: string) => existsSync(join(outDir, path)), page: (path: string) => readFileSync(join(outDir, path), 'utf8') }
}

describe('articles that are not published', () => {
  beforeAll(() => {
    const article = (fields: string) => `---\ntitle: An article\ndescription: What it tells.\n${fields}\n---\n\nText.\n`
    writeTree(join(root, 'content'), {
      'settings.yml':
        'name: Help\ndescription: Answers.\nurl: https://help.example\ncompany: { name: Us }\nlocales: [{ code: en, name: English }, { code: fa, name: فارسی }]\ncontact: { channels: [] }\n',
      'categories.yml': '- { id: account, title: Account }\n',
      'articles/en/account/today.mdx': article(`published: ${day(0)}`),
      'articles/en/account/planned.mdx': article(`published: ${day(3)}`),
      'articles/en/account/draft.mdx': article('draft: true'),
    })
  })

  it('are left out of the build, in every language and every list', () => {
    const { has, page } = build('build')
    expect(has('account/today/index.html')).toBe(true)
    for (const name of ['planned', 'draft']) for (const locale of ['', 'fa/']) expect(has(`${locale}account/${name}/index.html`), name).toBe(false)
    expect(page('account/index.html') + page('sitemap.xml') + page('articles.json') + page('llms.txt')).not.toMatch(/account\/(planned|draft)/)
    expect(page('account/today/index.html')).not.toContain('name="robots"')
  }, 120_000)

  it('are in the preview, say so, and keep search engines away', () => {
    const { page } = build('preview')
    expect(page('account/planned/index.html')).toMatch(/<span class="tag">Planned for [^<]+<\/span>/)
    expect(page('account/draft/index.html')).toContain('<span class="tag">Draft: only visible while writing</span>')
    expect(page('account/index.html')).toMatch(/Planned for/)
    for (const path of ['index.html', 'account/index.html', 'account/today/index.html', 'fa/account/draft/index.html', 'search/index.html'])
      expect(page(path), path).toContain('<meta name="robots" content="noindex">')
    expect(page('robots.txt')).toBe('User-agent: *\nDisallow: /\n')
  }, 120_000)
})
