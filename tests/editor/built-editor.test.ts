import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { editorConfig } from '../../src/editor/config.ts'
import { createStaticFiles } from '../../src/server/static-files.ts'
import { editorHeaders } from '../../src/editor/policy.ts'
import { Hono } from 'hono'
import { SETTINGS, makeContentTree } from '../fixtures/content-tree.ts'

const root = mkdtempSync(join(tmpdir(), 'waymark-editor-built-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** Builds a help centre with these lines at the end of its settings, and returns the folder of the site. */
function build(name: string, settings: string): string {
  const { dir } = makeContentTree({ 'settings.yml': `${SETTINGS.replace('popular:\n  - account/sign-in\n', '')}${settings}` })
  const site = join(root, name)
  const { status, stdout, stderr } = spawnSync('node', ['src/commands/build.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: dir, OUT_DIR: site, CACHE_DIR: join(root, 'cache') },
  })
  expect(status, stdout + stderr).toBe(0)
  return site
}

describe('a site with the editor', () => {
  let site: string
  const read = (path: string) => readFileSync(join(site, path), 'utf8')
  beforeAll(() => {
    site = build('with', 'editor:\n  host: gitlab\n  repository: help/centre\n  server: https://git.example\n  appId: abc\n')
  }, 120_000)

  it('has it at /admin/, whole and unindexed, with no file from elsewhere', () => {
    expect(read('admin/index.html')).toContain('<meta name="robots" content="noindex">')
    expect(read('admin/app/editor.js')).not.toContain('cdn.jsdelivr.net')
    expect(readdirSync(join(site, 'admin/app')).filter((name) => name.endsWith('.woff2'))).toHaveLength(3)
  })

  it('names it nowhere else', () => {
    const pages = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.(html|xml|txt|json|js)$/.test(name) && !name.startsWith('admin/'),
    )
    expect(pages.filter((name) => read(name).includes('/admin/'))).toEqual([])
  })

  it('keeps its own policy to itself, for hosts of files', () => {
    const blocks = read('_headers').split(/\n(?=\/)/)
    const [editor, ...more] = blocks.filter((block) => block.startsWith('/admin/'))
    expect(more).toEqual([])
    expect(editor).toMatch(/script-src 'self' 'wasm-unsafe-eval'; .*connect-src 'self' data: blob: https:\/\/git\.example;/)
    expect(editor).toContain('x-robots-tag: noindex')
    expect(blocks.map((block) => block.split('\n')[0])).toEqual(expect.arrayContaining(['/', '/account/*', '/lv/*', '/404.html']))
    expect(blocks.filter((block) => block.startsWith('/*'))).toEqual([])
    expect(blocks.filter((block) => block.includes('unsafe-inline') && !/^\/(admin|_files)\//.test(block))).toEqual([])
  })

  it('is served with that policy, and pages with theirs', async () => {
    const below = { path: '/admin/', headers: editorHeaders({ host: 'gitlab', server: 'https://git.example' }) }
    const app = new Hono().all('*', createStaticFiles({ root: site, locales: ['lv'], below }))
    expect((await app.request('/admin/')).headers.get('content-security-policy')).toContain('https://git.example')
    expect((await app.request('/account/')).headers.get('content-security-policy')).toBeNull()
  })

  it('offers forms with what the check allows, and signs in at the host of the repository', () => {
    const config = JSON.parse(read('admin/config.json'))
    expect(config.backend).toEqual({
      name: 'gitlab',
      repo: 'help/centre',
      api_root: 'https://git.example/api/v4',
      base_url: 'https://git.example',
      app_id: 'abc',
      auth_type: 'pkce',
      auth_methods: ['oauth', 'token'],
    })
    const [account] = config.collections
    expect(account).toMatchObject({ label: 'Account', folder: 'content/articles/{{locale}}/account', extension: 'mdx' })
    const fields = Object.fromEntries(account.fields.map((field: { name: string }) => [field.name, field]))
    expect(fields.title).toMatchObject({ required: true, maxlength: 120, hint: 'The heading of the page. Sentence case, no full stop.' })
    expect(fields.kind).toMatchObject({ required: false, widget: 'select', options: ['howto', 'explanation', 'reference', 'troubleshooting'] })
    expect(fields.reviewBy).toMatchObject({ label: 'Review by', widget: 'datetime', format: 'YYYY-MM-DD' })
    expect(fields.body).toMatchObject({ modes: ['raw'] })
  })

  it('offers a list whose texts are all written in the same way, and no other, of which a form would lose a part', () => {
    const listed = (categories: string) => {
      const tree = readContentTree(makeContentTree({ 'categories.yml': categories }).dir)
      const config = editorConfig(tree, tree.settings!, { host: 'github', repository: 'a/b', folder: 'content' }) as unknown as {
        collections: { name?: string; files?: object[] }[]
      }
      return config.collections.find(({ name }) => name === 'lists')?.files?.[0]
    }
    const title = (fields: object[]) => ({
      name: 'categories',
      fields: [{ fields: expect.arrayContaining([expect.objectContaining({ name: 'title', ...fields[0] })]) }],
    })
    expect(listed('- { id: account, title: { en: Account, lv: Konts } }\n')).toMatchObject(title([{ widget: 'object' }]))
    expect(listed('- { id: account, title: Account }\n')).toMatchObject(title([{ widget: 'text' }]))
    expect(listed('- { id: account, title: { en: Account } }\n- { id: billing, title: Billing }\n')).toMatchObject({ name: 'glossary-en' })
  })
})

describe('a site without the editor', () => {
  it('has nothing of it', () => {
    const site = build('without', '')
    expect(existsSync(join(site, 'admin'))).toBe(false)
    expect(readFileSync(join(site, '_headers'), 'utf8')).toMatch(/^\/\*\n/)
  })
})
