import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = mkdtempSync(join(tmpdir(), 'waymark-built-'))
const content = join(root, 'content')
const site = join(root, 'dist')
const page = (path: string) => readFileSync(join(site, path, 'index.html'), 'utf8')
const day = (offset: number) => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

beforeAll(() => {
  cpSync('content', content, { recursive: true })
  const files: Record<string, string> = {
    'notices/now.yml': `severity: warning\ntext:\n  en: Delivery is late this week.\n  fa: ارسال این هفته دیر می‌رسد.\narticle: using/find-an-answer\nfrom: ${day(-1)}\nuntil: ${day(1)}\n`,
    'notices/users.yml': 'kind: maintenance\ntext: For users only.\ncategories: [using]\n',
    'notices/coming.yml': `text: A notice to come.\nfrom: ${day(2)}\n`,
    'notices/over.yml': `text: An old notice.\nuntil: ${day(-1)}\n`,
    'articles/en/using/unfinished.mdx': '---\ntitle: An unfinished thought\ndescription: Not for readers yet.\ndraft: true\n---\n\nText.\n',
  }
  mkdirSync(join(content, 'notices'), { recursive: true })
  for (const [path, text] of Object.entries(files)) writeFileSync(join(content, path), text)
  const built = spawnSync('node', ['src/commands/build.ts'], { encoding: 'utf8', env: { ...process.env, CONTENT_DIR: content, OUT_DIR: site } })
  expect(built.status, built.stdout + built.stderr).toBe(0)
}, 120_000)
afterAll(() => rmSync(root, { recursive: true, force: true }))

describe('the built site', () => {
  it('shows a notice on top of every page, on its days, in the language of the reader', () => {
    for (const path of ['', 'using', 'using/find-an-answer', 'contact', 'search']) expect(page(path)).toContain('Delivery is late this week.')
    expect(page('fa')).toContain('ارسال این هفته دیر می‌رسد.')
    expect(page('fa')).toContain('href="/fa/using/find-an-answer/"')
    expect(page('lv')).toContain('Delivery is late this week.')
    expect(page('')).not.toContain('An old notice.')
  })

  it('keeps a notice to the pages of its categories and the contact page, and one to come hidden', () => {
    for (const path of ['using', 'using/find-an-answer', 'contact']) expect(page(path)).toMatch(/<b>Maintenance<\/b> <span>For users only\./)
    for (const path of ['', 'start', 'search']) expect(page(path)).not.toContain('For users only.')
    expect(page('')).toMatch(/data-from="\d+" hidden><p class="wide"> ?<span>A notice to come\./)
  })

  it('has no trace of a draft', () => {
    expect(existsSync(join(site, 'using/unfinished'))).toBe(false)
    const texts = readdirSync(site, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(html|xml|txt|json|md)$/.test(name))
    expect(texts.filter((name) => /unfinished/.test(readFileSync(join(site, name), 'utf8')))).toEqual([])
  })

  it('has no page of translations, and no link to one, unless the settings ask for it', () => {
    expect(existsSync(join(site, 'translations'))).toBe(false)
    expect(page('')).not.toContain('/translations/')
  })

  it('names the version of the text that was read, which changes with the text and not with its dates', () => {
    const revisionOf = (html: string) => /name="revision" value="([0-9a-f]{16})"/.exec(html)?.[1]
    const before = revisionOf(page('using/find-an-answer'))
    expect(before).toBeDefined()
    expect(revisionOf(page('fa/using/find-an-answer'))).not.toBe(before)
    const article = join(content, 'articles/en/using/find-an-answer.mdx')
    const rebuild = (change: (text: string) => string) => {
      writeFileSync(article, change(readFileSync(article, 'utf8')))
      spawnSync('node', ['src/commands/build.ts'], { env: { ...process.env, CONTENT_DIR: content, OUT_DIR: site } })
      return revisionOf(page('using/find-an-answer'))
    }
    expect(rebuild((text) => text.replace(/^updated: .*$/m, 'updated: 2026-01-01'))).toBe(before)
    expect(rebuild((text) => `${text}\nOne more sentence.\n`)).not.toBe(before)
  })
})
