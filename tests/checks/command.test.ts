import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { makeContentTree } from '../fixtures/content-tree.ts'

function runCheck(args: string[], contentDir: string, environment: Record<string, string> = { NO_COLOR: '1' }) {
  const result = spawnSync(process.execPath, ['src/commands/check.ts', ...args], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir, NO_COLOR: '', FORCE_COLOR: '', ...environment },
  })
  return { code: result.status, out: result.stdout, error: result.stderr }
}

describe('npm run check -- --content-only', () => {
  it('passes sound content', () => {
    const { dir } = makeContentTree()
    expect(runCheck(['--content-only'], dir)).toMatchObject({ code: 0, out: 'content: ok\n' })
  })

  it('fails with file and line when something is wrong', () => {
    const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': '---\ntitle: X\ndescription: X.\n---\n\n[a](./gone.mdx)\n' })
    const { code, out } = runCheck(['--content-only'], dir)
    expect(code).toBe(1)
    expect(out).toMatch(/reset\.mdx:6:1 error dead-link\n {2}There is no article "account\/gone"/)
    expect(out).toContain('1 error in 1 file')
  })

  it('lets warnings pass', () => {
    const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': '---\ntitle: X\ndescription: X.\n---\n\n![](/icon.svg)\n' })
    expect(runCheck(['--content-only'], dir)).toMatchObject({ code: 0, out: expect.stringContaining('1 warning in 1 file') })
  })

  it('has colours where they are asked for, never where NO_COLOR forbids them, and none in a file', () => {
    const { dir } = makeContentTree({ 'articles/en/biling/x.mdx': '---\ntitle: X\ndescription: X.\n---\n\nText.\n' })
    const hasColours = (environment: Record<string, string>) => runCheck(['--content-only'], dir, environment).out.includes('\u001b[')
    expect([hasColours({}), hasColours({ FORCE_COLOR: '1' }), hasColours({ FORCE_COLOR: '1', NO_COLOR: '1' })]).toEqual([false, true, false])
  })

  it('prints findings as JSON for programs', () => {
    const { dir } = makeContentTree({ 'articles/en/biling/x.mdx': '---\ntitle: X\ndescription: X.\n---\n\nText.\n' })
    const { out } = runCheck(['--content-only', '--json'], dir)
    expect(JSON.parse(out)).toMatchObject([{ rule: 'unknown-category', severity: 'error', line: 1 }])
  })

  it('says which option it does not know and which there are', () => {
    const { code, error } = runCheck(['--contnt-only'], '.')
    expect(code).toBe(2)
    expect(error).toContain("Unknown option '--contnt-only'")
    expect(error).toContain('--content-only')
  })

  it('says where it looked when there is no content', () => {
    expect(runCheck(['--content-only'], './no-such-folder')).toMatchObject({ code: 1, error: expect.stringContaining('There is no folder "./no-such-folder"') })
  })
})
