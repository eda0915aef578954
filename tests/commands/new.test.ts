import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

function run(command: string, args: string[], contentDir: string) {
  const result = spawnSync(process.execPath, [`src/commands/${command}.ts`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: contentDir, NO_COLOR: '1' },
  })
  return { code: result.status, out: result.stdout, error: result.stderr }
}

describe('npm run new', () => {
  it.each([
    [
      'article',
      ['--path', 'account/reset', '--title', 'Reset: your key', '--description', 'Get a new key.'],
      'articles/en/account/reset.mdx',
      'title: "Reset: your key"',
    ],
    [
      'article',
      ['--path', 'account/sign-in', '--locale', 'lv', '--title', 'Ieeja', '--description', 'Atveriet kontu.'],
      'articles/lv/account/sign-in.mdx',
      'title: Ieeja',
    ],
    ['category', ['--id', 'orders', '--title', 'Orders'], 'categories.yml', 'title: Billing\n- id: orders\n  title:\n    en: Orders\n    lv: Orders\n'],
    ['notice', ['--id', 'late', '--text', 'Payments are late.', '--until', '2099-01-01'], 'notices/late.yml', 'text: Payments are late.'],
    ['guide', ['--id', 'lost-key', '--title', 'Lost key', '--description', 'Find a way in.'], 'guides/en/lost-key.yml', 'id: start'],
  ])('begins a sound %s: %j', (kind, flags, path, words) => {
    const { dir, options } = makeContentTree()
    expect(run('new', [kind, ...flags], dir)).toMatchObject({ code: 0, out: expect.stringContaining(path), error: '' })
    expect(readFileSync(join(dir, path), 'utf8')).toContain(words)
    expect(checkContent(readContentTree(dir), options).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('says of an article that it is a draft, and how it is published', () => {
    const { dir } = makeContentTree()
    const flags = ['account/reset', '--title', 'Reset', '--description', 'Get a new key.']
    expect(run('new', ['article', ...flags], dir).out).toContain('It is a draft')
    expect(run('new', ['notice', '--id', 'late', '--text', 'Late.', '--until', '2099-01-01'], dir).out).not.toContain('draft')
    const file = join(dir, 'articles/en/account/reset.mdx')
    expect(run('new', ['article', 'account/again', ...flags.slice(1)], dir).out).toContain('remove the line "draft: true"')
    expect(readFileSync(file, 'utf8')).toContain('\ndraft: true\n')
  })

  it('begins a language, with the texts of the product to be translated', () => {
    const { dir } = makeContentTree()
    expect(run('new', ['locale', '--code', 'et'], dir).code).toBe(0)
    expect(readFileSync(join(dir, 'settings.yml'), 'utf8')).toContain('  - code: et\n    name: Eesti\n')
    expect(JSON.parse(readFileSync(join(dir, 'messages/et.json'), 'utf8'))).toHaveProperty('search.count_one')
    expect(checkContent(readContentTree(dir)).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it('says so when no list of languages has the tag, which may be a slip', () => {
    const { dir } = makeContentTree()
    expect(run('new', ['locale', 'xx'], dir)).toMatchObject({ code: 0, out: expect.stringContaining('No list of languages has "xx".') })
    expect(run('new', ['locale', 'de'], dir).out).not.toContain('No list of languages')
  })

  it('lets readers of a language’s other country read the language before the default one', () => {
    const { dir } = makeContentTree()
    expect(run('new', ['locale', 'lv-LV'], dir).code).toBe(0)
    expect(readContentTree(dir).settings?.locales.find(({ code }) => code === 'lv-LV')).toMatchObject({ fallback: ['lv'] })
  })

  it('begins no language whose pages would be at the address of the endpoint', () => {
    const { dir } = makeContentTree()
    expect(run('new', ['locale', '--code', 'api'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('/api/ is the address of the endpoint') })
    expect(run('new', ['locale', '--code', 'api-Latn'], dir).code).toBe(0)
  })

  it('begins a language that nobody speaks, with every text marked and every variable kept', () => {
    const { dir } = makeContentTree()
    for (const code of ['en-XA', 'ar-XB']) expect(run('new', ['locale', code], dir)).toMatchObject({ code: 0, error: '' })
    const read = (code: string) => JSON.parse(readFileSync(join(dir, `messages/${code}.json`), 'utf8'))
    expect(read('en-XA').site.skip).toBe('[Šķîþ ţö çöñţéñţ öñé ţŵö]')
    expect(read('en-XA').category).toEqual({
      count_one: '[{{count, number}} åŕţîçļé öñé ţŵö ţĥŕéé]',
      count_other: '[{{count, number}} åŕţîçļéš öñé ţŵö ţĥŕéé]',
    })
    expect(Object.keys(read('ar-XB').category)).toEqual(['zero', 'one', 'two', 'few', 'many', 'other'].map((form) => `count_${form}`))
    expect(read('ar-XB').category.count_other).toBe('{{count, number}} \u200F\u202Earticles\u202C\u200F')
    expect(readFileSync(join(dir, 'settings.yml'), 'utf8')).toContain('  - code: ar-XB\n')
    expect(checkContent(readContentTree(dir)).filter(({ severity }) => severity === 'error')).toEqual([])
  })

  it.each([
    ['article', ['--path', 'acount/reset'], 'There is no category "acount". Did you mean "account"?'],
    ['article', ['--path', 'account/reset'], '--title is missing: What is it called? For example --title "Reset your password".'],
    ['article', ['--path', 'account/sign-in', '--title', 'X', '--description', 'Y'], 'sign-in.mdx exists already'],
    ['category', ['--id', 'account', '--title', 'A'], 'There is a category "account" already.'],
    ['notice', ['--id', 'late', '--text', 'Late.', '--until', 'soon'], '"soon" is no time.'],
    ['page', [], '"page" cannot be begun'],
    ['guide', ['--ide', 'x'], "Unknown option '--ide'"],
  ])('refuses what would not be sound: %s %j', (kind, flags, words) => {
    const { dir } = makeContentTree()
    const { code, error } = run('new', [kind, ...flags], dir)
    expect(code).toBe(2)
    expect(error).toContain(words)
    expect(existsSync(join(dir, 'articles/en/account/reset.mdx'))).toBe(false)
  })
})

describe('npm run backlinks', () => {
  const related = '---\ntitle: Reset\ndescription: Reset it.\nrelated: [account/sign-in]\n---\n\n[Sign in](./sign-in.mdx#fails) first.\n'

  it('lists what leads to an article, with the place and the words', () => {
    const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': related })
    const { code, out } = run('backlinks', ['account/sign-in'], dir)
    expect(code).toBe(0)
    expect(out).toMatch(/reset\.mdx:7:1 link {2}Sign in\n.*reset\.mdx:4:11 to read next\n.*settings\.yml:15:5 popular\n/)
    expect(JSON.parse(run('backlinks', ['account/sign-in', '--json'], dir).out)).toHaveLength(3)
    expect(run('backlinks', ['account/reset'], dir).out).toContain('No text leads to "account/reset"')
  })

  it('says what a mistyped article may have meant', () => {
    const { dir } = makeContentTree()
    expect(run('backlinks', ['account/sing-in'], dir)).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean "account/sign-in"?') })
  })
})

describe('the commands', () => {
  it.each([
    ['new', ['article', '--help']],
    ['move', ['--help']],
    ['data', ['--help']],
    ['insights', ['digest', '-h']],
    ['translate', ['--help']],
  ])('tells how it is used when it is asked: npm run %s -- %j', (command, words) => {
    const { dir } = makeContentTree()
    expect(run(command, words, dir)).toMatchObject({ code: 0, out: expect.stringContaining(`npm run ${command} -- `), error: '' })
  })
})
