import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCorpora } from '../fixtures/corpora.ts'

/** Runs a command of the product and returns what it printed. */
function run(command: string, args: string[], env: Record<string, string> = {}): string {
  const { status, stdout, stderr } = spawnSync('node', [`src/commands/${command}.ts`, ...args], { encoding: 'utf8', env: { ...process.env, ...env } })
  expect(status, stdout + stderr).toBe(0)
  return stdout
}

describe.each(findCorpora())('the help centre of $name', ({ dir }) => {
  it('is imported and built, every article in every language at its address', () => {
    const root = mkdtempSync(join(tmpdir(), 'waymark-other-'))
    const content = join(root, 'content')
    const site = join(root, 'dist')
    run('import', ['markdown', dir, '--to', content])
    run('build', [], { CONTENT_DIR: content, OUT_DIR: site })

    const locales = readdirSync(join(content, 'articles'))
    const articles = locales.flatMap((locale) =>
      readdirSync(join(content, 'articles', locale), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.mdx'))
        .map((name) => ({ locale, path: name.replace(/\.mdx$/, '') })),
    )
    expect(articles.length).toBeGreaterThan(0)
    const home = JSON.parse(readFileSync(join(site, 'articles.json'), 'utf8')) as { locale: string; path: string; url: string }[]
    const listed = new Map(home.map(({ locale, path, url }) => [`${locale}/${path}`, url]))
    const missing = articles.filter(({ locale, path }) => {
      const url = listed.get(`${locale}/${path}`)
      return !url || !existsSync(join(site, url, 'index.html')) || !existsSync(join(site, `${url.replace(/\/$/, '')}.md`))
    })
    expect(missing).toEqual([])
    rmSync(root, { recursive: true, force: true })
  }, 300_000)
})
