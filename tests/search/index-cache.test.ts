import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { zstdCompressSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { BuildCache } from '../../src/output/build-cache.ts'
import { buildSearchIndex } from '../../src/search/index.ts'
import { article, makeLibrary } from './site.ts'

const FA = article('بستن حساب', 'حساب را در تنظیمات ببندید.')
const EN = article('Close an account', 'Close it in the settings.')

it('takes the index of an untouched language from the cache, and makes that of a touched one anew', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'index-cache-')), 'build.sqlite')
  const build = async (en: string, isKept: boolean) => {
    const library = await makeLibrary({ 'en/account/close': en, 'fa/account/close': FA }, { drafts: false }, { 'synonyms/en.yml': '- [close, shut]\n' })
    const cache = isKept ? new BuildCache(path) : undefined
    const index = await (await buildSearchIndex(library, cache)).files()
    cache?.close()
    return new Map([...index].map(([name, content]) => [name, Buffer.from(content).toString()]))
  }
  const changed = EN.replace('settings', 'profile')
  expect(await build(EN, true)).toEqual(await build(EN, false))
  expect(await build(EN, true)).toEqual(await build(EN, false))
  expect(await build(changed, true)).toEqual(await build(changed, false))
  expect(await build(changed, false)).not.toEqual(await build(EN, false))
})

it('makes the index anew when the cache holds something else under its name, or would have it written elsewhere', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'index-cache-')), 'build.sqlite')
  const library = await makeLibrary({ 'en/account/close': EN })
  const sound = await (await buildSearchIndex(library)).files()
  for (const forged of [null, 7, {}, [], [['first.json']], [['../../../owned', '{}']], [['v/../../x/words.json', '{}']], [['first.json', 1]]]) {
    const cache = new BuildCache(path)
    await buildSearchIndex(library, cache)
    cache.close()
    const database = new DatabaseSync(path)
    database.prepare('UPDATE kept SET content = ?').run(zstdCompressSync(JSON.stringify(forged)))
    database.close()
    const again = new BuildCache(path)
    expect(await (await buildSearchIndex(library, again)).files()).toEqual(sound)
    again.close()
  }
})
