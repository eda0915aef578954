import { spawnSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findCorpora } from '../fixtures/corpora.ts'

/** Runs a command of the product. */
const run = (command: string, args: string[], env: Record<string, string> = {}) =>
  spawnSync('node', [`src/commands/${command}.ts`, ...args], { encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: 100_000_000 })

describe.each(findCorpora())('the help centre of $name', ({ dir }) => {
  it('is imported and built, every article in every language at its address', () => {
    const root = mkdtempSync(join(tmpdir(), 'waymark-other-'))
    const content = join(root, 'content')
    const site = join(root, 'dist')
    const imported = run('import', ['markdown', dir, '--to', content, '--json'])
    const { findings, checkErrors } = JSON.parse(imported.stdout) as { findings: { severity: string }[]; checkErrors: object[] }
    expect(checkErrors).toEqual([])
    // Only what is no text, or in no language, is lost and said to be.
    expect(imported.status).toBe(findings.some(({ severity }) => severity === 'error') ? 1 : 0)
    // Unfinished translations are pages too here.
    appendFileSync(join(content, 'settings.yml'), 'translations: { publishFrom: 0 }\n')
    const built = run('build', [], { CONTENT_DIR: content, OUT_DIR: site })
    expect(built.status, built.stdout + built.stderr).toBe(0)

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
