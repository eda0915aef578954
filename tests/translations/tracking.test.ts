import { spawnSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { adoptTranslations } from '../../src/translations/confirm.ts'
import { percentOf } from '../../src/translations/progress.ts'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { Translations } from '../../src/translations/status.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'
import { makeEvent } from '../storage/contract.ts'

const EN = `---
title: Reset your key
description: Get a new key in two minutes.
questions:
  - How do I get a new key?
---

Open the app and press [the key](./sign-in.mdx).

## If it fails {#fails}

<Steps>

1. Choose a *new* key.

   \`\`\`bash
   key --new
   \`\`\`

2. Write it down in a safe place.

</Steps>

| Key | Where |
| --- | --- |
| Old | In the drawer |

<Callout type="tip" title="Keep it secret">

Nobody at the company asks for it.

</Callout>
`
const LV = `---
title: Atiestatiet atslēgu
description: Iegūstiet jaunu atslēgu divās minūtēs.
questions:
  - Kā dabūt jaunu atslēgu?
---

Atveriet lietotni un nospiediet [atslēgu](./sign-in.mdx).

## Ja neizdodas {#fails}

<Steps>

1. Izvēlieties *jaunu* atslēgu.

   \`\`\`bash
   key --new
   \`\`\`

2. Pierakstiet to drošā vietā.

</Steps>

| Atslēga | Kur |
| --- | --- |
| Vecā | Atvilktnē |

<Callout type="tip" title="Glabājiet to noslēpumā">

Neviens uzņēmumā to neprasa.

</Callout>
`
const PATH = 'account/reset'

function makeTranslated(over: Record<string, string> = {}) {
  const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': EN, 'articles/lv/account/reset.mdx': LV, ...over })
  const run = (...args: string[]) => {
    const result = spawnSync(process.execPath, ['src/commands/translate.ts', ...args], {
      encoding: 'utf8',
      env: { ...process.env, CONTENT_DIR: dir, DATA_DIR: join(dir, 'data'), NO_COLOR: '1' },
    })
    return { code: result.status, out: result.stdout, error: result.stderr }
  }
  const edit = (locale: string, change: (text: string) => string) => {
    const file = join(dir, `articles/${locale}/account/reset.mdx`)
    writeFileSync(file, change(readFileSync(file, 'utf8')))
  }
  const status = () => {
    const translations = new Translations(readContentTree(dir))
    const adopted = adoptTranslations(translations)
    const articles = translations.all().map((found) => ({
      ...found,
      percent: percentOf(found),
      changes: found.changes.map(({ before, now }) => ({ kind: now?.kind ?? before?.[0], before: before?.[2], now: now?.text })),
    }))
    return { adopted, articles }
  }
  const article = () => status().articles.find(({ path }) => path === PATH)!
  return { dir, run, edit, status, article }
}

describe('npm run translate -- status', () => {
  it('adopts an existing tree once and writes a record beside the content', () => {
    const { dir, status } = makeTranslated()
    expect(status()).toMatchObject({ adopted: ['lv/account/reset'], articles: [{ state: 'translated', percent: 100 }, { state: 'missing' }] })
    expect(existsSync(join(dir, 'translations/lv/account/reset.json'))).toBe(true)
    expect(status().adopted).toEqual([])
  })

  it('flags nothing when only whitespace and formatting change', () => {
    const { edit, status, article } = makeTranslated()
    status()
    edit('en', (text) =>
      text
        .replace('Open the app and press [the key]', 'Open  the **app**\nand press [the `key`]')
        .replace('*new*', '_new_')
        .replace('| Old | In the drawer |', '| Old   |   In the drawer   |')
        .replace('## If it fails', '### If it fails')
        .replace('title: Reset your key', 'title: "Reset your key"')
        .replaceAll('1. ', '1)  ')
        .replace('2. ', '2)  '),
    )
    expect(article()).toMatchObject({ state: 'translated', changes: [] })
  })

  it.each([
    ['a paragraph', 'Open the app', 'Open the site', 'paragraph'],
    ['a list item', 'Choose a', 'Pick a', 'item'],
    ['a heading', 'If it fails', 'When it fails', 'heading'],
    ['a table cell', 'In the drawer', 'In the safe', 'cell'],
    ['code', 'key --new', 'key --fresh', 'code'],
    ['the title', 'title: Reset', 'title: Renew', 'title'],
    ['a question', 'How do I get', 'Where do I get', 'question'],
    ['a property', 'Keep it secret', 'Keep it safe', 'property'],
    ['where a link leads', './sign-in.mdx', '/contact/', 'paragraph'],
  ])('flags one block when %s changes', (_name, from, to, kind) => {
    const { edit, status, article } = makeTranslated()
    status()
    edit('en', (text) => text.replace(from, to))
    expect(article()).toMatchObject({ state: 'behind', changes: [{ kind }] })
    expect(article().changes).toHaveLength(1)
  })

  it('flags a new and a removed block, and nothing that only moved', () => {
    const { edit, status, article } = makeTranslated()
    status()
    edit('en', (text) => text.replace('## If', 'Something entirely new.\n\n## If').replace('\n2. Write it down in a safe place.\n', ''))
    expect(article().changes.map(({ before, now }) => [before, now])).toEqual([
      [undefined, 'Something entirely new.'],
      ['Write it down in a safe place.', undefined],
    ])
    edit('en', () => EN.replace(/<Callout[\s\S]*<\/Callout>\n/, '').replace('## If', `${/<Callout[\s\S]*<\/Callout>/.exec(EN)?.[0]}\n\n## If`))
    expect(article()).toMatchObject({ changes: [] })
  })

  it('counts blocks that are still in the language of the original as not done', () => {
    const { article } = makeTranslated({ 'articles/lv/account/reset.mdx': LV.replace('Pierakstiet to drošā vietā.', 'Write it down in a safe place.') })
    expect(article()).toMatchObject({ state: 'incomplete', percent: 92, untranslated: [{ line: 20 }] })
  })

  it('says which translations readers do not get yet', () => {
    const { run } = makeTranslated({
      'articles/lv/account/reset.mdx': readFileSync('tests/fixtures/translation-unpublished/fails/articles/lv/account/reset.mdx', 'utf8'),
      'articles/en/account/reset.mdx': readFileSync('tests/fixtures/translation-unpublished/fails/articles/en/account/reset.mdx', 'utf8'),
    })
    expect(JSON.parse(run('status', '--json').out).articles[0]).toMatchObject({ path: PATH, percent: 40, unpublished: true })
    const { out } = run('status')
    expect(out).toMatch(/^lv {2}account\/reset +incomplete +not published \(40 % of 60 %\): 3 blocks not translated/m)
    expect(out).toContain('1 translation is not published: its readers get a fallback until 60 % is translated and up to date.')
  })

  it('prints everything as JSON for programs', () => {
    const { run, edit } = makeTranslated()
    run('status')
    edit('en', (text) => text.replace('Open the app', 'Open the site'))
    expect(JSON.parse(run('status', 'lv', '--json').out)).toMatchObject({
      locales: [{ locale: 'lv', percent: 68, states: { behind: 1, missing: 1 } }],
      articles: [
        { path: PATH, state: 'behind', percent: 92, changes: [{ kind: 'paragraph', line: 8 }] },
        { path: 'account/sign-in', state: 'missing' },
      ],
      next: ['lv/account/reset', 'lv/account/sign-in'],
    })
  })

  it('weighs articles by how often they were opened, from a file that the insights export', () => {
    const { dir, run, edit } = makeTranslated({
      'articles/en/account/new.mdx': '---\ntitle: New\ndescription: A new one.\n---\n\nOpen the app and see what is new in it.\n',
      'articles/lv/account/new.mdx': '---\ntitle: Jauns\ndescription: Kas jauns.\n---\n\nAtveriet lietotni un skatiet, kas tajā jauns.\n',
    })
    run('status')
    edit('en', (text) => text.replace('Open the app', 'Open the site'))
    const file = join(dir, '_views.csv')
    const views = (text: string) => {
      writeFileSync(file, text)
      return run('status', '--views', file)
    }
    // Of 100 openings 50 found nothing and 14 one part of fourteen changed: (36 + 14 × 13/14) ÷ 100.
    const { out } = views(
      '\uFEFFarticle,locale,views,visits\r\naccount/sign-in,en,50,9\r\naccount/reset,en,10,9\r\naccount/reset,lv,4,2\r\naccount/new,en,36,9\r\n',
    )
    expect(out).toMatch(/^lv +72 % +49 % +1 +1 +0 +1 +0$/m)
    expect(out.split('\n').slice(1, 3)).toEqual([expect.stringMatching(/sign-in +missing +50 views/), expect.stringMatching(/reset +behind +14 views/)])
    expect(out).toContain(`the share that was there in this language`)
    const json = JSON.stringify({ total: {}, articles: [{ article: 'account/new', locale: 'en', views: 10 }] })
    expect(views(json).out).toMatch(/^lv +72 % +100 %/m)
  })

  it('takes views from the database of the server, of the last 90 days and of former addresses too', async () => {
    const { dir, run } = makeTranslated({ 'redirects.yml': '- from: account/old\n  to: account/reset\n' })
    const store = openSqliteStore(join(dir, 'data'))
    const view = (article: string, days: number, visit: string) =>
      makeEvent({ id: randomUUID(), type: 'view', article, locale: 'en', visit, reader: visit, serverTime: Date.now() - days * 86_400_000 })
    await store.append([
      view('account/reset', 1, 'aaaaaaaaaaaaaaaa'),
      view('account/old', 2, 'bbbbbbbbbbbbbbbb'),
      view('account/sign-in', 100, 'cccccccccccccccc'),
    ])
    await store.close()
    const { articles } = JSON.parse(run('status', '--json').out)
    expect(articles.map(({ path, views }: { path: string; views: number }) => `${path} ${views}`)).toEqual(['account/reset 2', 'account/sign-in 0'])
  })

  it('goes on without views when the database cannot be reached, and says so', () => {
    const { dir } = makeTranslated()
    const env = { ...process.env, CONTENT_DIR: dir, DATABASE_URL: 'postgres://127.0.0.1:1/none', NO_COLOR: '1' }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/translate.ts', 'status'], { encoding: 'utf8', env })
    expect(status).toBe(0)
    expect(stdout).toMatch(/^locale +blocks +translated/m)
    expect(stderr).toContain('Views are left out: ')
  })

  it.each([
    ['nothing of the kind', 'name,count\na,1\n', 'has no columns "article" and "views"'],
    ['a number that is none', 'article,views\na/b,many\n', '"a/b" has "NaN" views'],
    ['broken JSON', '{"articles": [', 'has no columns'],
    ['bytes that are no text', Buffer.from([0x61, 0xff, 0xfe]), 'cannot be read'],
  ])('refuses a file of views with %s', (_what, content, problem) => {
    const { dir, run } = makeTranslated()
    const file = join(dir, '_views.csv')
    writeFileSync(file, content)
    expect(run('status', '--views', file)).toMatchObject({ code: 2, error: expect.stringContaining(problem) })
    expect(run('status', '--views', join(dir, 'none')).error).toContain('There is no file')
  })

  it('says what to do next, worst first', () => {
    const { run, edit } = makeTranslated()
    run('status')
    edit('en', (text) => text.replace('Open the app', 'Open the site'))
    const { out } = run('status')
    const lines = out.split('\n')
    expect(lines[1]).toMatch(/^lv {2}account\/reset +behind +the original changed in 1 of 14 blocks +npm run translate -- diff lv account\/reset$/)
    expect(lines[2]).toMatch(/account\/sign-in +missing/)
    expect(out).toMatch(/^locale +blocks +translated +behind/m)
  })
})

describe('npm run translate -- new', () => {
  it('begins a translation, of which nothing counts until it is written over or confirmed', () => {
    const { dir, run, status } = makeTranslated({ 'articles/en/account/sign-in.mdx': EN.replace('---\n', '---\norder: 4\n') })
    const file = join(dir, 'articles/lv/account/sign-in.mdx')
    expect(run('status').out).toContain('npm run translate -- new lv account/sign-in')
    expect(run('new', 'lv', 'account/sign-in')).toMatchObject({ code: 0, out: expect.stringContaining('Written: ') })
    expect(readFileSync(file, 'utf8')).not.toMatch(/^order:/m)
    expect(readFileSync(file, 'utf8')).toMatch(/\n---\n\nOpen the app/)
    const find = () => status().articles.find(({ path }) => path === 'account/sign-in')
    expect(find()).toMatchObject({ state: 'incomplete', percent: 7, changes: [], unmatched: [], extra: [] })
    const errors = checkContent(readContentTree(dir)).filter(({ severity }) => severity === 'error')
    expect(errors).toEqual([])
    writeFileSync(file, LV)
    expect(find()).toMatchObject({ state: 'translated', percent: 100 })
    writeFileSync(file, LV.replace(/title: .*/, 'title: Reset your key'))
    expect(find()).toMatchObject({ state: 'incomplete', untranslated: [{ kind: 'title' }] })
    run('confirm', 'lv', 'account/sign-in')
    expect(find()).toMatchObject({ state: 'translated', percent: 100 })
  })

  it('writes over nothing, and nothing when one of several cannot be begun', () => {
    const { dir, run, edit } = makeTranslated()
    const before = readFileSync(join(dir, 'articles/lv/account/reset.mdx'), 'utf8')
    expect(run('new', 'lv', 'account/sign-in', PATH)).toMatchObject({ code: 2, error: expect.stringContaining('reset.mdx exists already') })
    expect(existsSync(join(dir, 'articles/lv/account/sign-in.mdx'))).toBe(false)
    expect(readFileSync(join(dir, 'articles/lv/account/reset.mdx'), 'utf8')).toBe(before)
    expect(run('new', 'en', PATH)).toMatchObject({ code: 2, error: expect.stringContaining('language of the originals') })
    expect(run('new', 'lv')).toMatchObject({ code: 2, error: expect.stringContaining('Name an article') })
    edit('en', (text) => text.replace('---\n', ''))
    expect(run('new', 'lv', PATH)).toMatchObject({ code: 2, error: expect.stringContaining('exists already') })
  })
})

describe('npm run translate -- diff, confirm and minor', () => {
  const behind = () => {
    const site = makeTranslated()
    site.status()
    site.edit('en', (text) => text.replace('Open the app', 'Open the site').replace('Nobody at the company', 'Nobody at all'))
    return site
  }

  it('shows what changed with the translation beside it', () => {
    const { out } = behind().run('diff', 'lv', PATH)
    expect(out).toContain(
      'Open the [-app-]{+site+} and press [the key](./sign-in.mdx).\n  lv, line 8: Atveriet lietotni un nospiediet [atslēgu](./sign-in.mdx).',
    )
    expect(out).toContain('npm run translate -- confirm lv account/reset')
  })

  it('takes a confirmed translation as up to date, all of it or one block', () => {
    const { run, article } = behind()
    expect(run('confirm', 'lv', PATH, '--line', '8')).toMatchObject({ code: 0, out: expect.stringContaining('1 of 2 changes') })
    expect(article().changes.map(({ now }) => now)).toEqual(['Nobody at all asks for it.'])
    run('confirm', 'lv', PATH)
    expect(article()).toMatchObject({ state: 'translated', changes: [] })
  })

  it('takes a minor edit over for every locale, and shows what it took', () => {
    const { run, article } = behind()
    expect(run('minor', PATH, '--line', '8').out).toContain('Marked as minor for lv')
    expect(article().changes).toHaveLength(1)
    run('minor', PATH)
    expect(article()).toMatchObject({ state: 'translated' })
  })

  it('does not decide which of two edits was minor when two locales saw different originals', () => {
    const settings = readFileSync(join(makeContentTree().dir, 'settings.yml'), 'utf8').replace('contact:', '  - code: et\n    name: Eesti\ncontact:')
    const { run, edit } = makeTranslated({ 'settings.yml': settings, 'articles/et/account/reset.mdx': LV })
    run('status')
    edit('en', (text) => text.replace('Open the app', 'Delete the app'))
    run('confirm', 'et', PATH)
    edit('en', (text) => text.replace('Delete the app and', 'Delete the app, and'))
    const { code, error } = run('minor', PATH)
    expect(code).toBe(2)
    expect(error).toMatch(/^Not marked: et and lv|^Not marked: lv and et/)
    expect(run('minor', PATH, '--locale', 'et').code).toBe(0)
    expect(run('diff', 'lv', PATH).out).toContain('{+Delete+}')
    expect(run('diff', 'et', PATH).out).toContain('has not changed')
  })

  it('says what it does not know, and what there is', () => {
    const { run } = makeTranslated()
    expect(run('diff', 'lx', PATH)).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean "lv"?') })
    expect(run('confirm', 'lv', 'account/rest')).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean "account/reset"?') })
    expect(run('minor', PATH, '--line', 'x')).toMatchObject({ code: 2, error: expect.stringContaining('--line is "x"') })
    expect(run('stauts')).toMatchObject({ code: 2, error: expect.stringContaining('"stauts" is not known') })
  })
})
