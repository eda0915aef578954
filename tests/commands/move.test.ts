import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { writeJournal } from '../../src/commands/move/journal.ts'
import { planMove } from '../../src/commands/move/plan.ts'
import { Translations } from '../../src/translations/status.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

function run(args: string[], contentDir: string, command = 'move') {
  const result = spawnSync(process.execPath, [`src/commands/${command}.ts`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir, NO_COLOR: '1' },
  })
  return { code: result.status, out: result.stdout, error: result.stderr }
}

/** All files of a folder by their paths. */
const readAll = (dir: string) =>
  Object.fromEntries(
    readdirSync(dir, { recursive: true, encoding: 'utf8' })
      .filter((name) => statSync(join(dir, name)).isFile())
      .sort()
      .map((name) => [name, readFileSync(join(dir, name), 'utf8')]),
  )

const FILES = {
  'articles/en/account/reset.mdx': `---
title: Reset
description: Reset it.
related: [account/sign-in]   # first of all
---

[Sign *in*](./sign-in.mdx#fails), then [pay](../billing/pay.mdx "Pay"). \`./sign-in.mdx\` stays.

<a href="/account/sign-in/">There</a> and [again][in].

[in]: ./sign-in.mdx
`,
  'articles/lv/account/reset.mdx': '---\ntitle: Atiestate\ndescription: Atiestatiet to.\n---\n\n[Ieeja](./sign-in.mdx), tad [maksa](../billing/pay.mdx).\n',
  'articles/en/billing/pay.mdx': '---\ntitle: Pay\ndescription: Pay us.\n---\n\nFirst [sign in](../account/sign-in.mdx).\n',
  'articles/lv/account/sign-in.mdx':
    '\uFEFF---\r\ntitle: Ieeja\r\ndescription: Atveriet kontu.\r\n---\r\n\r\n[Atiestate](./reset.mdx), ![Zīme](./sign.svg) un [še](./sign-in.mdx#x).\r\n\r\n## Ja {#fails}\r\n\r\n## X {#x}\r\n',
  'articles/lv/account/sign.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"/>',
  'glossary/en.yml': '- id: token\n  term: Token\n  definition: A key in digits.\n  article: account/sign-in\n',
  'snippets/en/help.mdx': 'Ask a person, or [sign in](../account/sign-in.mdx).\n',
  'guides/en/lost.yml': `title: Lost
description: Find it.
steps:
  - id: start
    question: Is it gone?
    choices:
      - { text: Yes, to: done }
      - { text: No, to: done }
  - id: done
    solution: |
      Then [sign in](/account/sign-in/#fails), as
      in "account/sign-in".
    article: account/sign-in
`,
}

describe('npm run move', () => {
  it('takes along every language, every link and the records of translations, and leaves a redirect', () => {
    const { dir, options } = makeContentTree(FILES)
    expect(run(['status'], dir, 'translate').code).toBe(0)
    const statusOf = () => new Translations(readContentTree(dir)).all().map(({ locale, state, done, total }) => ({ locale, state, done, total }))
    const [before, status] = [readAll(dir), statusOf()]

    expect(run(['account/sign-in', 'billing/enter'], dir)).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringContaining('account/sign-in is billing/enter now.'),
    })
    const after = readAll(dir)
    expect(after['articles/en/account/sign-in.mdx']).toBeUndefined()
    expect(after['articles/en/billing/enter.mdx']).toBe(before['articles/en/account/sign-in.mdx'])
    expect(after['articles/en/account/reset.mdx']).toBe(
      before['articles/en/account/reset.mdx']!.replace('[account/sign-in]', '[billing/enter]')
        .replace('](./sign-in.mdx#fails)', '](../billing/enter.mdx#fails)')
        .replace('"/account/sign-in/"', '"/billing/enter/"')
        .replace('[in]: ./sign-in.mdx', '[in]: ../billing/enter.mdx'),
    )
    expect(after['articles/en/billing/pay.mdx']).toContain('[sign in](./enter.mdx)')
    expect(after['articles/lv/billing/enter.mdx']).toBe(
      before['articles/lv/account/sign-in.mdx']!.replace('./reset.mdx', '../account/reset.mdx')
        .replace('./sign.svg', '../account/sign.svg')
        .replace('./sign-in.mdx#x', './enter.mdx#x'),
    )
    expect(after['settings.yml']).toBe(before['settings.yml']!.replace('account/sign-in', 'billing/enter'))
    expect(after['glossary/en.yml']).toContain('article: billing/enter\n')
    expect(after['snippets/en/help.mdx']).toContain('(../billing/enter.mdx)')
    expect(after['guides/en/lost.yml']).toContain('[sign in](/billing/enter/#fails), as\n      in "account/sign-in".\n    article: billing/enter\n')
    expect(after['redirects.yml']).toContain('- from: account/sign-in\n  to: billing/enter\n')
    expect(after['translations/lv/billing/enter.json']).toBeDefined()
    expect(after['translations/lv/account/sign-in.json']).toBeUndefined()
    expect(statusOf()).toEqual(status)
    expect(checkContent(readContentTree(dir), options).filter(({ severity }) => severity === 'error')).toEqual([])

    // Back again, all is as it was; only readers who saw the other address are still led on.
    expect(run(['billing/enter', 'account/sign-in'], dir).code).toBe(0)
    const { 'redirects.yml': redirects, ...rest } = readAll(dir)
    expect(rest).toEqual(before)
    expect(redirects).toMatch(/^(#.*\n)?- from: billing\/enter\n {2}to: account\/sign-in\n$/)
  })

  it('leads every earlier address straight to where the article is', () => {
    const { dir } = makeContentTree({ 'redirects.yml': '# Ours.\n- from: /help/17.html # the old site\n  to: account/sign-in\n' })
    run(['account/sign-in', 'account/enter'], dir)
    run(['account/enter', 'billing/enter'], dir)
    expect(readFileSync(join(dir, 'redirects.yml'), 'utf8')).toBe(
      '# Ours.\n- from: /help/17.html # the old site\n  to: billing/enter\n- from: account/sign-in\n  to: billing/enter\n- from: account/enter\n  to: billing/enter\n',
    )
  })

  it('only says what would change with --dry-run', () => {
    const { dir } = makeContentTree(FILES)
    const before = readAll(dir)
    const { code, out } = run(['account/sign-in', 'billing/enter', '--dry-run'], dir)
    expect(code).toBe(0)
    expect(out).toMatch(/- .*articles\/en\/account\/sign-in\.mdx {2}becomes .*articles\/en\/billing\/enter\.mdx\n/)
    expect(out).toMatch(/\+ .*articles\/en\/account\/reset\.mdx {2}4 links\n/)
    expect(readAll(dir)).toEqual(before)
  })

  it.each([
    [['account/sing-in', 'account/enter'], 'There is no article "account/sing-in". Did you mean "account/sign-in"?'],
    [['account/sign-in', 'acount/enter'], 'There is no category "acount". Did you mean "account"?'],
    [['account/sign-in', 'account/Enter'], 'An article cannot be at "account/Enter". Write category/slug'],
    [['account/sign-in', 'account/sign-in'], 'There is an article at "account/sign-in" already.'],
    [['account/sign-in'], 'Name the article, and where it goes.'],
    [['--from', 'x'], "Unknown option '--from'"],
  ])('refuses what cannot be: %j', (args, words) => {
    const { dir } = makeContentTree()
    const before = readAll(dir)
    expect(run(args, dir)).toMatchObject({ code: 2, error: expect.stringContaining(words) })
    expect(readAll(dir)).toEqual(before)
  })

  it('changes nothing when one of the files cannot be written', () => {
    const { dir } = makeContentTree({ ...FILES, 'articles/lv/billing': 'A file where a folder would be.' })
    const before = readAll(dir)
    expect(run(['account/sign-in', 'billing/enter'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('Nothing was moved: ') })
    expect(readAll(dir)).toEqual(before)
  })

  it('can be finished when it was cut off anywhere, and nothing is built until then', () => {
    const { dir } = makeContentTree(FILES)
    const moved = mkdtempSync(join(tmpdir(), 'waymark-moved-'))
    onTestFinished(() => rmSync(moved, { recursive: true, force: true }))
    cpSync(dir, moved, { recursive: true })
    expect(run(['account/sign-in', 'billing/enter'], moved).code).toBe(0)
    const after = readAll(moved)
    // The journal that the command itself writes, as it is when the computer stops before the first edit.
    writeJournal(dir, planMove(readContentTree(dir), { from: 'account/sign-in', to: 'billing/enter' }))
    writeFileSync(join(dir, 'glossary/en.yml'), after['glossary/en.yml']!)
    rmSync(join(dir, 'articles/en/account/sign-in.mdx'))

    expect(run(['--content-only'], dir, 'check')).toMatchObject({ code: 1, out: expect.stringContaining('unfinished-move') })
    expect(run(['account/reset', 'account/renew'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('npm run move -- --finish') })
    expect(run(['--finish'], dir)).toMatchObject({ code: 0, out: expect.stringMatching(/^Finished: \d+ files/) })
    expect(readAll(dir)).toEqual(after)
  })

  it('does not write over what somebody changed after it was cut off', () => {
    const { dir } = makeContentTree()
    writeFileSync(join(dir, '.move.json'), JSON.stringify({ edits: [{ path: 'snippets/en/help.mdx', before: 'a', after: 'b' }] }))
    expect(run(['--finish'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('snippets/en/help.mdx was changed since') })
    writeFileSync(join(dir, '.move.json'), JSON.stringify({ edits: [{ path: '../outside', before: null, after: 'b' }] }))
    expect(run(['--finish'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('is not what "npm run move" wrote') })
  })
})
