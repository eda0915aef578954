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
  const { html } = library.render(library.article('en', 'account/files')!, 'page')
  return {
    isRefused: checkContent(tree, options).some(({ rule, file }) => ['dead-link', 'file-runs-code'].includes(rule) && file.endsWith(article)),
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

const SVG = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 4 4"'

describe('files that would run code when a reader opens them', () => {
  it.for([
    ['a script', 'tool.js', 'fetch("/insights/")'],
    ['a module under a name in capitals', 'tool.MJS', 'export {}'],
    ['a page', 'page.html', '<!doctype html>'],
    ['a page as XML', 'page.xml', '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>'],
    ['a compressed picture', 'map.svgz', ''],
    ['a script in a picture', 'map.svg', `<svg ${SVG}><script href="/_files/tool.js"/></svg>`],
    ['a script under another prefix', 'map.svg', '<s:svg xmlns:s="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><s:script/></s:svg>'],
    ['a handler', 'map.svg', `<svg ${SVG}><path onclick="alert(1)"/></svg>`],
    ['a foreign object', 'map.svg', `<svg ${SVG}><foreignObject/></svg>`],
    ['an element of a page', 'map.svg', `<svg ${SVG}><p xmlns="http://www.w3.org/1999/xhtml"/></svg>`],
    ['an address that is code', 'map.svg', `<svg ${SVG}><a xlink:href="java&#10;script:alert(1)"/></svg>`],
    ['an animated address that is code', 'map.svg', `<svg ${SVG}><a><animate attributeName="href" values="#a;javascript:alert(1)"/></a></svg>`],
    ['something loaded from elsewhere', 'map.svg', `<svg ${SVG}><use href="/_files/other.svg#x"/></svg>`],
    ['a style sheet that transforms', 'map.svg', `<?xml-stylesheet type="text/xsl" href="x.xsl"?><svg ${SVG}/>`],
    ['declarations', 'map.svg', `<!DOCTYPE svg [<!ENTITY x "<script/>">]><svg ${SVG}>&x;</svg>`],
    ['broken markup', 'map.svg', `<svg ${SVG}><path></svg>`],
    ['another encoding', 'map.svg', `<?xml version="1.0" encoding="iso-2022-jp"?><svg ${SVG}/>`],
  ] as const)('are refused and never published: %s', async ([, name, text]) => {
    const files = { [`articles/en/account/${name}`]: text }
    expect(await publish(`[x](./${name})\n`, files)).toMatchObject({ isRefused: true, published: [], html: expect.not.stringContaining('<a href') })
    expect(await publish(`![x](./${name})\n`, files)).toMatchObject({ isRefused: true, published: [], html: expect.not.stringContaining('/_files/') })
  })

  it('are not what drawing programs save', async () => {
    const drawing = `<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
      <svg ${SVG}><style>path { fill: none }</style><defs><path id="a" d="M0 0h4"/></defs><a href="https://example.com/"><use xlink:href="#a"/></a>
      <image href="data:image/png;base64,iVBORw0KGgo="/></svg>`
    const { isRefused, published } = await publish('![x](./map.svg) [x](./map.svg)\n', { 'articles/en/account/map.svg': drawing })
    expect([isRefused, published.length]).toEqual([false, 1])
  })
})
