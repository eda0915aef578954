import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

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

  it('checks all files while the settings have an error', () => {
    const { dir } = makeContentTree({
      'settings.yml': SETTINGS.replace('company:', 'companyy:'),
      'articles/xx/account/reset.mdx': '---\ntitle: X\ndescription: X.\n---\n\nText.\n',
      'messages/lv.json': JSON.stringify({ feedback: { thanks: '{{cnt}}' } }),
      'categories.yml': '- id: account\n  title: { en: Account }\n',
    })
    const { code, out } = runCheck(['--content-only'], dir)
    expect(code).toBe(1)
    expect(out).toMatch(/settings\.yml:4:1 error invalid-field/)
    expect(out).toMatch(/error unknown-locale\n {2}The folder "xx" is no locale of this help centre\./)
    expect(out).toMatch(/lv\.json:1:\d+ error message-variables\n.*\{\{cnt\}\}/)
    expect(out).toMatch(/warning localised-text-missing\n.*is missing in lv/)
  })

  it('names the files of the content folder that is in use', () => {
    const { dir } = makeContentTree({ 'articles/en/biling/x.mdx': '---\ntitle: X\ndescription: X.\n---\n\n<Term id="nothing">X</Term>\n' })
    const { out } = runCheck(['--content-only'], dir)
    expect(out).toContain(`Categories are listed in ${dir}/categories.yml.`)
    expect(out).toContain(`Add it to ${dir}/glossary/en.yml, or correct the id.`)
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

  it('tells only of the file, folder or article that is asked for', () => {
    const broken = '---\ntitle: X\ndescription: X.\n---\n\n[a](./gone.mdx)\n'
    const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': broken, 'articles/en/billing/pay.mdx': broken, 'articles/lv/billing/pay.mdx': broken })
    const files = (...paths: string[]) => [...runCheck([...paths], dir).out.matchAll(/(\w+\/\w+\/\w+\.mdx):6:1/g)].map(([, file]) => file)
    expect(files('articles/en/account')).toEqual(['en/account/reset.mdx'])
    expect(files(join(dir, 'articles/en/billing/pay.mdx'))).toEqual(['en/billing/pay.mdx'])
    expect(files('billing/pay')).toEqual(['en/billing/pay.mdx', 'lv/billing/pay.mdx'])
    expect(runCheck(['account/sign-in'], dir)).toMatchObject({ code: 0, out: 'content: ok\n' })
    expect(runCheck(['billing/pya'], dir)).toMatchObject({
      code: 2,
      error: expect.stringContaining('There is no file, folder or article "billing/pya". Did you mean "billing/pay"?'),
    })
  })

  it('shows findings beside the lines of a pull request', () => {
    const { dir } = makeContentTree({
      'articles/en/account/a,b.md': 'x',
      'articles/en/account/reset.mdx': '---\ntitle: X\ndescription: X.\n---\n\n[100%](./gone.mdx)\n',
    })
    const { code, out } = runCheck(['--content-only', '--github'], dir)
    expect(code).toBe(1)
    expect(out).toMatch(/^::error file=[^:]*reset\.mdx,line=6,col=1,title=dead-link::There is no article "account\/gone"/m)
    expect(out).toMatch(/^::error file=[^:]*a%2Cb\.md,title=invalid-slug::/m)
  })

  it('mends what can only mean one thing, and leaves the rest to people', () => {
    const before = [
      'One<br>two<br>three <!-- note -->',
      '##Then',
      '[a] (./sign-in.mdx) and [b](/lv/account/sign-in/#fails) and [c](./gone.mdx)',
      '| a | b |\r\n| 1 | 2 |',
      '#Perhaps a heading',
    ]
    const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': `---\ntitle: X\ndescription: X.\n---\n\n${before.join('\n\n')}\n` })
    const { code, out, error } = runCheck(['--content-only', '--fix'], dir)
    const after = [
      'One<br />two<br />three {/* note */}',
      '## Then',
      '[a](./sign-in.mdx) and [b](./sign-in.mdx#fails) and [c](./gone.mdx)',
      '| a | b |\r\n| --- | --- |\r\n| 1 | 2 |',
      '#Perhaps a heading',
    ]
    expect(readFileSync(join(dir, 'articles/en/account/reset.mdx'), 'utf8')).toBe(`---\ntitle: X\ndescription: X.\n---\n\n${after.join('\n\n')}\n`)
    expect(error).toContain('Mended: 7.')
    expect(out).toMatch(/dead-link[\s\S]*heading-without-space[\s\S]*2 errors in 1 file/)
    expect(code).toBe(1)
  })
})
