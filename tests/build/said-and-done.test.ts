import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { openSqliteStore } from '../../src/storage/sqlite.ts'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const article = (title: string) => `---\ntitle: ${title}\ndescription: All about it.\n---\n\nThe text.\n`
const { dir } = makeContentTree({
  'settings.yml': `${SETTINGS}saidAndDone: [lv]\n`,
  'articles/en/account/sign-in.mdx': article('Sign in'),
  'articles/lv/account/sign-in.mdx': article('Pieteikšanās'),
})
afterAll(() => rmSync(dir, { recursive: true, force: true }))
const dist = join(dir, 'dist')
const list = join(dir, 'said-and-done.yml')
const run = (...args: string[]) => {
  const env = { ...process.env, CONTENT_DIR: dir, OUT_DIR: dist, DATA_DIR: join(dir, '.data') }
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env })
  return { status, said: stdout + stderr }
}
const publish = (...args: string[]) => run('src/commands/insights.ts', 'publish', ...args)
const page = (path: string) => readFileSync(join(dist, path, 'index.html'), 'utf8')

async function makeItem(subject: string, sentences: Record<string, string>, close: boolean): Promise<string> {
  const store = openSqliteStore(join(dir, '.data'))
  const id = await store.createItem({ kind: 'query', locale: 'lv', subject, article: 'account/sign-in', condition: 'found', role: 'editor', now: 1 })
  await store.changeItem({ id, version: 0, sentences, ...(close ? { close: { role: 'editor', now: Date.UTC(2026, 10, 20), evidence: '{"place":1}' } } : {}) })
  await store.close()
  return id
}

describe('what readers said and what was done', () => {
  it('is written from closed items with the words of their editors, and shown where the settings say so', async () => {
    const done = await makeItem(
      'secret words of a reader',
      { lv: 'Jūs nevarējāt atrast <pieteikšanos>. Tagad var.', en: 'You could not find how to sign in.' },
      true,
    )
    await makeItem('not done', { lv: 'Vēl nav.' }, false)
    await makeItem('nothing to say', {}, true)
    expect(publish('--print').said).toContain(`item: ${done}`)
    expect(existsSync(list)).toBe(false)
    expect(publish()).toMatchObject({ status: 0, said: expect.stringContaining('with 1 entries, 1 more than before') })
    const text = readFileSync(list, 'utf8')
    expect(text).not.toMatch(/secret words|not done|Vēl nav/)
    // Entries of people stay as they are, whatever is published again.
    writeFileSync(list, `${text}- closed: 2026-01-05\n  text: { lv: Mūsu pašu ieraksts. }\n`)
    expect(publish().said).toContain('is up to date: 2 entries')

    expect(run('src/commands/build.ts')).toMatchObject({ status: 0 })
    const shown = page('lv/said-and-done')
    expect(shown).toMatch(/Jūs nevarējāt atrast &lt;pieteikšanos&gt;[\s\S]*href="\/lv\/account\/sign-in\/"[\s\S]*Mūsu pašu ieraksts\./)
    expect(page('lv')).toContain('href="/lv/said-and-done/"')
    expect(page('')).not.toContain('/said-and-done/"')
    expect(page('said-and-done')).toMatch(/noindex[\s\S]*There is nothing to show in this language yet\./)
    expect(page('said-and-done')).not.toContain('You could not find')
    expect(readFileSync(join(dist, 'sitemap.xml'), 'utf8')).toMatch(/<loc>[^<]*\/lv\/said-and-done\/<\/loc>/)
  }, 120_000)

  it('loses a sentence that its editor took back, and an article that is gone loses its link only', async () => {
    const store = openSqliteStore(join(dir, '.data'))
    const [item] = await store.read<{ id: string; version: number }>(
      "SELECT id, version FROM work_item WHERE subject = 'secret words of a reader' AND site = :site",
      {},
    )
    await store.changeItem({ ...item!, sentences: {} })
    await store.close()
    expect(publish().said).toContain('with 1 entries, -1 more than before')
    expect(readFileSync(list, 'utf8')).not.toContain('pieteikšanos')
  })

  it.each([
    ['a day that is none', '- closed: soon\n  text: { en: A }\n', 'Write a day such as 2026-11-22.'],
    ['no sentence', '- closed: 2026-11-22\n  text: {}\n', 'Write the sentence in at least one language.'],
    ['a list that is none', 'closed: 2026-11-22\n', 'said-and-done.yml'],
  ])('is refused with %s, by the check and by the command, which writes nothing', (_, source, message) => {
    writeFileSync(list, source)
    expect(run('src/commands/check.ts', '--content-only').said).toContain(message)
    expect(publish()).toMatchObject({ status: 1, said: expect.stringContaining('Nothing was written.') })
    expect(readFileSync(list, 'utf8')).toBe(source)
  })

  it('is asked for in locales that the site has', () => {
    writeFileSync(list, '')
    writeFileSync(join(dir, 'settings.yml'), `${SETTINGS}saidAndDone: [lv, xx]\n`)
    expect(run('src/commands/check.ts', '--content-only').said).toMatch(/settings\.yml:\d+[^\n]*\s+"xx" is not one of the locales\. Listed are en, lv\./)
  })
})
