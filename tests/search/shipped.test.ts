import { beforeAll, describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { QUERIES } from './shipped.ts'
import { serveSearch } from './site.ts'

let site: Awaited<ReturnType<typeof serveSearch>>

beforeAll(async () => {
  site = await serveSearch(await createLibrary(readContentTree('content'), { drafts: false, publicDir: 'public' }))
})

describe('in the product’s own help centre', () => {
  it.each(QUERIES)('in %s %s, “%s”, finds within %i: %s', async (locale, _what, text, most, path) => {
    const { results, isGood } = await site.open(locale).ask({ text, limit: 3 })
    expect([results.slice(0, most).map((result) => result.path), isGood]).toEqual([expect.arrayContaining([path]), true])
  })
})
