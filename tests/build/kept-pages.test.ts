import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { constants, zstdCompressSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { KeptPages } from '../../src/frame/kept-pages.ts'
import { BuildCache } from '../../src/output/build-cache.ts'
import { SiteFolder } from '../../src/output/site-folder.ts'
import { publishStatuses } from '../../src/translations/current.ts'
import { publishTranslations } from '../../src/translations/publish.ts'
import { makeContentTree, SETTINGS, writeTree } from '../fixtures/content-tree.ts'

const article = (title: string, text = 'Press the key.', more = '') =>
  `---\ntitle: ${title}\ndescription: About ${title}.\nupdated: 2026-11-01\n${more}---\n\n${text}\n`
const NOW = Date.UTC(2026, 10, 22, 12)

/** Two articles side by side in one category, one that relates to the first in another, and translations of two. */
function makeTree(): string {
  const { dir } = makeContentTree({
    'articles/en/account/devices.mdx': article('Devices'),
    'articles/en/billing/pay.mdx': article('Pay', 'See [billing](../billing/refunds.mdx).', 'related: [account/devices]\n'),
    'articles/en/billing/refunds.mdx': article('Refunds'),
    'articles/lv/account/devices.mdx': article('Ierīces', 'Nospiediet taustiņu.'),
    'logo.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4" width="4" height="4"/>',
  })
  cpSync('content/messages', join(dir, 'messages'), { recursive: true })
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** Asks as a build does which pages need not be made, as `locale/category/slug`; then keeps those that are made. */
async function buildPages(dir: string, now = NOW): Promise<string[]> {
  const cache = new BuildCache(join(dir, 'cache/build.sqlite'))
  const { tree, statuses } = publishTranslations(readContentTree(dir), cache)
  publishStatuses(statuses, { views: undefined })
  const library = await createLibrary(tree, { drafts: false, publicDir: join(dir, 'public'), cache, cacheDir: join(dir, 'cache'), now })
  const outDir = join(dir, 'site')
  const pages = new KeptPages(library, { cache, outDir, site: new SiteFolder(outDir), now })
  const articles = library.locales.flatMap((locale) => library.articles(locale))
  const kept = articles.filter((one) => pages.place(one))
  for (const made of articles.filter((one) => !kept.includes(one))) {
    library.render(made, 'page')
    const file = join(outDir, made.url, 'index.html')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, `<link rel="stylesheet" href="/_astro/a.css">${made.frontMatter.title}`)
  }
  writeTree(outDir, { '_astro/a.css': 'p {}' })
  pages.keep()
  cache.close()
  return kept.map(({ locale, path }) => `${locale}/${path}`)
}

const ALL = ['en', 'lv'].flatMap((locale) => ['account/devices', 'account/sign-in', 'billing/pay', 'billing/refunds'].map((path) => `${locale}/${path}`))

describe('pages of articles that are kept', () => {
  it('are all used again when nothing has changed', async () => {
    const dir = makeTree()
    expect(await buildPages(dir)).toEqual([])
    expect((await buildPages(dir)).toSorted()).toEqual(ALL)
  })

  it.for<[string, Record<string, string>, string[]]>([
    [
      'its text',
      { 'articles/en/billing/refunds.mdx': article('Refunds', 'Wait a day.') },
      ['en/billing/refunds', 'lv/billing/refunds', ...['en', 'lv'].map((locale) => `${locale}/billing/pay`)],
    ],
    [
      'the title of an article that it relates to, or that stands beside it',
      { 'articles/lv/account/devices.mdx': article('Iekārtas', 'Nospiediet taustiņu.') },
      ['lv/account/devices', 'lv/account/sign-in', 'lv/billing/pay'],
    ],
    [
      'the languages that it is in',
      { 'articles/lv/billing/refunds.mdx': article('Atmaksa', 'Nospiediet taustiņu.') },
      ALL.filter((name) => name.includes('billing')),
    ],
    [
      'the original that it is a translation of',
      { 'articles/en/account/devices.mdx': article('Devices', 'Press the other key.') },
      ['en/account/devices', 'en/account/sign-in', 'en/billing/pay', 'lv/account/devices'],
    ],
  ])('are made again when %s changes, and no others', async ([, files, made]) => {
    const dir = makeTree()
    await buildPages(dir)
    writeTree(dir, files)
    const kept = await buildPages(dir)
    expect(ALL.filter((name) => !kept.includes(name))).toEqual(made.toSorted())
    expect((await buildPages(dir)).toSorted()).toEqual(ALL)
  })

  it.for<[string, Record<string, string>]>([
    ['the settings', { 'settings.yml': SETTINGS.replace('name: Sample\nlocales', 'name: Another\nlocales') }],
    ['the logo', { 'settings.yml': `${SETTINGS}logo: { src: logo.svg }\n` }],
    ['the order of categories', { 'categories.yml': '- { id: billing, icon: wallet, title: Billing }\n- { id: account, icon: user, title: Account }\n' }],
    ['the name of a category', { 'categories.yml': '- { id: account, icon: user, title: You }\n- { id: billing, icon: wallet, title: Billing }\n' }],
    ['a notice', { 'notices/outage.yml': 'severity: warning\ntext: { en: Mail is late., lv: Pasts kavējas. }\n' }],
  ])('are all made again when %s changes', async ([, files]) => {
    const dir = makeTree()
    await buildPages(dir)
    writeTree(dir, files)
    expect(await buildPages(dir)).toEqual([])
    expect((await buildPages(dir)).toSorted()).toEqual(ALL)
  })

  it('are all made again when an interface text of one language changes', async () => {
    const dir = makeTree()
    await buildPages(dir)
    writeTree(dir, { 'messages/lv.json': readFileSync('content/messages/lv.json', 'utf8').replace('"home": "', '"home": "Uz ') })
    expect(await buildPages(dir)).toEqual([])
  })

  it('are made again when the time of a notice comes', async () => {
    const dir = makeTree()
    writeTree(dir, { 'notices/outage.yml': 'severity: warning\nfrom: 2026-11-23 10:00\ntext: { en: Mail is late., lv: Pasts kavējas. }\n' })
    await buildPages(dir)
    expect((await buildPages(dir)).toSorted()).toEqual(ALL)
    expect(await buildPages(dir, NOW + 86_400_000)).toEqual([])
  })

  it('are made again when the style sheet that they load is another', async () => {
    const dir = makeTree()
    await buildPages(dir)
    rmSync(join(dir, 'site'), { recursive: true })
    expect(await buildPages(dir)).toEqual([])
  })
})

/** Runs `npm run build` over a content folder. */
function build(content: string, outDir: string, cacheDir: string): string {
  const { status, stderr } = spawnSync('node', ['src/commands/build.ts'], {
    encoding: 'utf8',
    env: { ...process.env, CONTENT_DIR: content, OUT_DIR: outDir, CACHE_DIR: cacheDir },
  })
  expect(status, stderr).toBe(0)
  return outDir
}

/** All files of a site with their content. */
function readSite(dir: string): Map<string, string> {
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
  return new Map(
    files
      .map((file) => join(file.parentPath, file.name))
      .toSorted()
      .map((path) => [path.slice(dir.length), readFileSync(path, 'latin1')]),
  )
}

it('a build with kept pages is the same, file by file, as one that makes all of them', () => {
  const dir = makeTree()
  const cache = join(dir, 'build-cache')
  const content = (files: Record<string, string>) => writeTree(dir, { ...files })
  content({
    'articles/en/account/picture.mdx': article('Picture', '![A key](./key.svg)'),
    'articles/en/account/key.svg': readFileSync(join(dir, 'logo.svg'), 'utf8'),
  })
  // With an editor, hosts get a rule for each name at the root of the site.
  content({ 'settings.yml': `${SETTINGS}editor: { host: github, repository: waymark-help/waymark }\n` })
  build(dir, join(dir, 'dist'), cache)
  const first = readSite(join(dir, 'dist'))
  expect(readSite(build(dir, join(dir, 'dist'), cache))).toEqual(first)
  content({ 'articles/en/billing/refunds.mdx': article('Money back', 'Wait a day.') })
  const after = readSite(build(dir, join(dir, 'dist'), cache))
  expect(after).toEqual(readSite(build(dir, join(dir, 'anew'), join(dir, 'no-cache'))))
  // What is kept is what is shown, wherever the site was published before: a mark in it shows that it was used.
  const database = new DatabaseSync(join(cache, 'build.sqlite'))
  const mark = zstdCompressSync(JSON.stringify('kept'), { params: { [constants.ZSTD_c_checksumFlag]: 1 } })
  expect(database.prepare("UPDATE kept SET content = ? WHERE part = 'file'").run(mark).changes).toBeGreaterThan(4)
  database.close()
  const marked = readSite(build(dir, join(dir, 'elsewhere'), cache))
  expect(marked.get('/account/picture/index.html')).toBe('kept')
  expect([...marked.keys()]).toEqual([...after.keys()])
})
