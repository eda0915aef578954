import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { BuildCache } from '../../src/output/build-cache.ts'
import { publishTranslations } from '../../src/translations/publish.ts'
import { makeContentTree, writeTree } from '../fixtures/content-tree.ts'

const SIGN_IN = '---\ntitle: Pierakstīties\ndescription: Atveriet savu kontu.\n---\n\nNospiediet taustiņu.\n\n## Ja neizdodas {#fails}\n\nMēģiniet vēlreiz.\n'

function makeSite() {
  const { dir, options } = makeContentTree({
    'articles/lv/account/sign-in.mdx': SIGN_IN,
    'articles/en/account/broken.mdx': '---\ntitel: Broken\n---\n\nText.\n',
  })
  const path = join(dir, 'cache/build.sqlite')
  const read = (cache?: BuildCache) => {
    const tree = readContentTree(dir, { ...(cache && { cache }) })
    const { statuses } = publishTranslations(tree, cache)
    const findings = checkContent(tree, { ...options, now: 0, ...(cache && { cache }) })
    cache?.close()
    return { tree, statuses, findings }
  }
  /** Replaces everything that is kept. */
  const forge = (change: (kept: string) => string) => {
    const database = new DatabaseSync(path)
    const write = database.prepare('UPDATE kept SET content = ? WHERE key = ?')
    for (const { key, content } of database.prepare('SELECT key, content FROM kept').all()) {
      write.run(zstdCompressSync(change(zstdDecompressSync(content as Uint8Array).toString())), key as string)
    }
    database.close()
  }
  return { dir, forge, readAnew: () => read(), readNext: () => read(new BuildCache(path)) }
}

describe('front matter, statuses and differences that are kept', () => {
  it('are those that reading the content anew gives, findings included', () => {
    const site = makeSite()
    expect(site.readNext()).toEqual(site.readAnew())
    expect(site.readNext()).toEqual(site.readAnew())
    expect(site.readNext().findings.map(({ rule }) => rule)).toContain('invalid-field')
    site.forge((kept) => kept.replaceAll('Pierakstīties', 'Ieiet').replaceAll('"incomplete"', '"behind"').replaceAll('"translated"', '"behind"'))
    const { tree, statuses } = site.readNext()
    expect(tree.articles.find(({ locale }) => locale === 'lv')?.frontMatter?.title).toBe('Ieiet')
    expect(statuses.find(({ path }) => path === 'account/sign-in')?.state).toBe('behind')
  })

  it.for<[string, Record<string, string>]>([
    ['front matter', { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace('Pierakstīties', 'Ieiet') }],
    ['a translation', { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace('Nospiediet taustiņu.', 'Press the key.') }],
    ['an original', { 'articles/en/account/sign-in.mdx': '---\ntitle: Sign in\ndescription: Open your account.\n---\n\nAnother text.\n' }],
    ['a link', { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace('taustiņu', '[taustiņu](../billing/)') }],
    ['an id', { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace(' {#fails}', '') }],
    ['a record', { 'translations/lv/account/sign-in.json': '{\n  "blocks": [\n    ["title", "0", "Log in"]\n  ]\n}\n' }],
    ['a mistake', { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace('title', 'titel') }],
  ])('are made anew after a change of %s', ([, files]) => {
    const site = makeSite()
    const before = site.readNext()
    writeTree(site.dir, files)
    const after = site.readNext()
    expect(after).not.toEqual(before)
    expect(after).toEqual(site.readAnew())
    expect(site.readNext()).toEqual(after)
  })

  it('has the findings of a translation whose link and id are others than in the original', () => {
    const site = makeSite()
    writeTree(site.dir, { 'articles/lv/account/sign-in.mdx': SIGN_IN.replace('taustiņu', '[taustiņu](../billing/)').replace(' {#fails}', '') })
    for (const { findings } of [site.readNext(), site.readNext()]) {
      expect(findings.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['translation-link', 'translation-parts']))
    }
  })

  it.for(['null', '7', '{}', '[]', '["x"]', '{"x":7}', 'no JSON'])('are made anew when the cache holds %s in their place', (forged) => {
    const site = makeSite()
    const sound = site.readNext()
    site.forge(() => forged)
    expect(site.readNext()).toEqual(sound)
    expect(site.readNext()).toEqual(sound)
  })
})
