import { cpSync, readFileSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'

const FRONT = '---\ntitle: Files\ndescription: Links to files.\n---\n\n'
const article = 'articles/en/account/files.mdx'

/** What the check says of an article, and what the site would publish for it. */
async function publish(body: string, files: Record<string, string> = {}, prepare: (dir: string) => void = () => {}) {
  const { dir, options } = makeContentTree({ [article]: FRONT + body, ...files })
  prepare(dir)
  // The product's own texts: those of the fixture are too few to render with.
  cpSync('content/messages', join(dir, 'messages'), { recursive: true })
  const tree = readContentTree(dir)
  const library = await createLibrary(tree, { drafts: false, publicDir: options.publicDir })
  const { html } = library.render(library.article('en', 'account/files')!)
  return {
    isRefused: checkContent(tree, options).some(({ rule, file }) => rule === 'dead-link' && file.endsWith(article)),
    html,
    published: [...library.files.outputs.values()],
  }
}

describe('files that articles link to', () => {
  it.for([
    ['above the content', '../../../../../../../../etc/hosts.conf'],
    ['of the project', '../../../../package.json'],
    ['above the public folder', '/../settings.yml'],
    ['that are hidden', './.secret.txt'],
  ])('are refused when they are %s', async ([, address]) => {
    expect(await publish(`[x](${address})\n`, { 'articles/en/account/.secret.txt': 'secret' })).toMatchObject({
      isRefused: true,
      published: [],
      html: expect.not.stringContaining('<a href'),
    })
  })

  it('are refused when a symbolic link leads out of the content', async () => {
    const { isRefused, published } = await publish('[x](./plan.pdf)\n', {}, (dir) => symlinkSync('/etc/hosts', join(dir, 'articles/en/account/plan.pdf')))
    expect([isRefused, published]).toEqual([true, []])
  })

  it('are welcome when they stand beside the article', async () => {
    const { isRefused, html, published } = await publish('[x](./plan.txt)\n', { 'articles/en/account/plan.txt': 'A plan' })
    expect(isRefused).toBe(false)
    expect(html).toMatch(/href="\/_files\/plan\.[0-9a-f]{10}\.txt"/)
    expect(published.map((path) => readFileSync(path, 'utf8'))).toEqual(['A plan'])
  })
})
