import { cpSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { checkContent } from '../../src/checks/run.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { makeContentTree, SETTINGS } from '../fixtures/content-tree.ts'

const article = (title: string, fields = '') => `---\ntitle: ${title}\ndescription: ${title}.\n${fields}---\n\nText.\n`
const LATVIAN_FIRST = SETTINGS.replace(
  '  - code: en\n    name: English\n  - code: lv\n    name: Latviešu\n',
  '  - code: lv\n    name: Latviešu\n  - code: en\n    name: English\n',
)

async function read(files: Record<string, string>) {
  const { dir, options } = makeContentTree(files)
  cpSync('content/messages', join(dir, 'messages'), { recursive: true })
  return createLibrary(readContentTree(dir), { drafts: true, publicDir: options.publicDir })
}

const ORIGINALS = {
  'articles/en/account/pay.mdx': article('Pay', 'order: 2\nkind: howto\nrelated: [account/sign-in]\npublished: 2026-01-01\n'),
  'articles/en/account/join.mdx': article('Join', 'order: 1\nkind: howto\n'),
  'articles/lv/account/pay.mdx': article('Apmaksa', 'kind: reference\n'),
  'articles/lv/account/join.mdx': article('Zīme'),
}

describe('fields of an article in several languages', () => {
  it.for([
    ['English first', SETTINGS],
    ['Latvian first', LATVIAN_FIRST],
  ] as const)('stay the same whichever language is the default: %s', async ([, settings]) => {
    const library = await read({ ...ORIGINALS, 'settings.yml': settings })
    const [category] = library.categories('lv')
    expect(category?.articles.map(({ path }) => path)).toEqual(['account/join', 'account/pay', 'account/sign-in'])
    expect(library.article('lv', 'account/pay')?.frontMatter).toMatchObject({
      order: 2,
      kind: 'reference',
      related: ['account/sign-in'],
      published: '2026-01-01',
    })
    expect(library.article('lv', 'account/join')?.frontMatter).toMatchObject({ order: 1, kind: 'howto', title: 'Zīme' })
  })

  it('keep a draft a draft when another language becomes the default', async () => {
    const files = { 'articles/en/account/new.mdx': article('New', 'order: 3\ndraft: true\n'), 'articles/lv/account/new.mdx': article('Jauns') }
    for (const settings of [SETTINGS, LATVIAN_FIRST]) {
      const library = await read({ ...files, 'settings.yml': settings })
      expect(library.article('lv', 'account/new')?.frontMatter.draft).toBe(true)
    }
  })

  it('leaves readers the fallback for a translation that is a draft, and nothing for one whose original is', async () => {
    const { dir, options } = makeContentTree({
      ...ORIGINALS,
      'articles/lv/account/pay.mdx': article('Apmaksa', 'draft: true\n'),
      'articles/en/account/join.mdx': article('Join', 'draft: true\n'),
      'articles/lv/account/tell.mdx': article('Pastāsti').replace('Text.', '[Apmaksa](./pay.mdx)'),
    })
    cpSync('content/messages', join(dir, 'messages'), { recursive: true })
    const tree = readContentTree(dir)
    const library = await createLibrary(tree, { drafts: false, publicDir: options.publicDir })
    expect(library.article('lv', 'account/pay')).toMatchObject({ textLocale: 'en', translations: ['en'], frontMatter: { title: 'Pay' } })
    expect(library.article('lv', 'account/join')).toBeUndefined()
    expect(checkContent(tree, { ...options, errorsOnly: true }).filter(({ rule }) => rule === 'dead-link')).toEqual([])
    const preview = await createLibrary(tree, { drafts: true, publicDir: options.publicDir })
    expect(preview.article('lv', 'account/pay')).toMatchObject({ textLocale: 'lv', frontMatter: { draft: true } })
  })
})
