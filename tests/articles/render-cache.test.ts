import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { constants, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { BuildCache } from '../../src/output/build-cache.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { makeContentTree, SETTINGS, writeTree } from '../fixtures/content-tree.ts'

const ARTICLE = `---
title: Devices
description: Add a device.
---

Enter the <Term id="token">token</Term> as on [signing in](./sign-in.mdx), see ![a picture](./picture.svg).

<Snippet id="help" />

<Callout>Mind the key.</Callout>
`
const PICTURE = (width: number) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} 4" width="${width}" height="4"/>`

function makeSite() {
  const { dir, options } = makeContentTree({ 'articles/en/account/devices.mdx': ARTICLE, 'articles/en/account/picture.svg': PICTURE(4) })
  // The product's own texts: those of the fixture are too few to render with.
  cpSync('content/messages', join(dir, 'messages'), { recursive: true })
  const cacheFile = join(dir, 'cache/build.sqlite')
  const render = async (cache?: BuildCache) => {
    const library = await createLibrary(readContentTree(dir), { drafts: false, publicDir: options.publicDir, ...(cache && { cache }) })
    const article = library.article('en', 'account/devices')!
    const made = { ...library.render(article, 'page'), markdown: library.render(article, 'markdown'), sections: library.render(article, 'sections') }
    cache?.close()
    return made
  }
  return {
    dir,
    cacheFile,
    renderAnew: () => render(),
    /** As one more build does it. */
    renderNext: () => render(new BuildCache(cacheFile)),
  }
}

/** Writes a mark into what is kept, in a way that cannot be told from the truth. */
function markKept(cacheFile: string): void {
  const database = new DatabaseSync(cacheFile)
  const content = zstdCompressSync(JSON.stringify('kept'), { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
  database.prepare("UPDATE kept SET content = ? WHERE part = 'markdown'").run(content)
  database.close()
}

describe('rendered articles that are kept', () => {
  it('are used again as long as nothing has changed', async () => {
    const site = makeSite()
    const first = await site.renderNext()
    expect(first).toEqual(await site.renderAnew())
    expect(await site.renderNext()).toEqual(first)
    markKept(site.cacheFile)
    expect((await site.renderNext()).markdown).toBe('kept')
  })

  it.for<[string, Record<string, string>]>([
    ['its text', { 'articles/en/account/devices.mdx': ARTICLE.replace('Enter', 'Type') }],
    ['its description', { 'articles/en/account/devices.mdx': ARTICLE.replace('Add a device.', 'Enter the') }],
    ['a snippet in it', { 'snippets/en/help.mdx': 'Call us.\n' }],
    ['a term in it', { 'glossary/en.yml': '- id: token\n  term: Token\n  definition: A number.\n' }],
    ['a picture in it', { 'articles/en/account/picture.svg': PICTURE(8) }],
    ['an interface text in it', { 'messages/en.json': '{"component":{"note":"Remember"}}' }],
    ['the address of the site', { 'settings.yml': SETTINGS.replace('help.example', 'support.example') }],
  ])('are made anew when %s changes', async ([, files]) => {
    const site = makeSite()
    const before = await site.renderNext()
    writeTree(site.dir, files)
    const after = await site.renderNext()
    expect(after).not.toEqual(before)
    expect(after).toEqual(await site.renderAnew())
  })

  it('are made anew when an article that they link to is gone', async () => {
    const site = makeSite()
    expect((await site.renderNext()).html).toContain('href="/account/sign-in/"')
    rmSync(join(site.dir, 'articles/en/account/sign-in.mdx'))
    const after = await site.renderNext()
    expect(after.html).not.toContain('href="/account/sign-in/"')
    expect(after).toEqual(await site.renderAnew())
  })

  it.for<[string, (file: string) => void]>([
    ['deleted', (file) => rmSync(file)],
    ['cut off', (file) => truncateSync(file, 5000)],
    ['empty', (file) => writeFileSync(file, '')],
    ['another kind of file', (file) => writeFileSync(file, 'Not a database.'.repeat(1000))],
    ['another database', replaceTable],
    [
      'a folder',
      (file) => {
        rmSync(file)
        mkdirSync(file)
      },
    ],
    ['damaged everywhere but at its head', damageTail],
    ['damaged in every entry', damageEntries],
  ])('are made anew, and kept again, when their file is %s', async ([, damage]) => {
    const site = makeSite()
    const before = await site.renderNext()
    damage(site.cacheFile)
    expect(await site.renderNext()).toEqual(before)
    expect(await site.renderNext()).toEqual(before)
    expect(existsSync(site.cacheFile)).toBe(true)
    markKept(site.cacheFile)
    expect((await site.renderNext()).markdown).toBe('kept')
  })
})

function replaceTable(file: string): void {
  const database = new DatabaseSync(file)
  database.exec('DROP TABLE kept; CREATE TABLE kept (name TEXT)')
  database.close()
}

function damageTail(file: string): void {
  const bytes = readFileSync(file)
  bytes.fill(0x55, 4096)
  writeFileSync(file, bytes)
}

function damageEntries(file: string): void {
  const database = new DatabaseSync(file)
  for (const row of database.prepare('SELECT key, part, content FROM kept').all()) {
    const content = Buffer.from(row['content'] as Uint8Array)
    content[content.length - 6]! ^= 0xff
    database.prepare('UPDATE kept SET content = ? WHERE key = ? AND part = ?').run(content, row['key']!, row['part']!)
  }
  database.close()
}
