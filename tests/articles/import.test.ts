import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createLibrary } from '../../src/articles/load.ts'
import { importMarkdown } from '../../src/articles/import/import-markdown.ts'
import { makeSlug } from '../../src/articles/import/addresses.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { checkContent } from '../../src/checks/run.ts'
import { makeContentTree, SETTINGS, writeTree } from '../fixtures/content-tree.ts'
import { writeMessyCorpus } from '../fixtures/messy-corpus.ts'

function importFiles(files: Record<string, string | Uint8Array>) {
  const source = mkdtempSync(join(tmpdir(), 'waymark-source-'))
  const target = mkdtempSync(join(tmpdir(), 'waymark-imported-'))
  const used = ['a', 'b'].filter((id) => Object.keys(files).some((path) => path.includes(`/${id}/`)))
  writeTree(source, { 'en/categories.json': JSON.stringify(Object.fromEntries(used.map((id) => [id, { title: id.toUpperCase() }]))), ...files })
  const report = importMarkdown(source, target)
  const read = (path: string) => readFileSync(join(target, path), 'utf8')
  return { source, target, report, read, rules: report.findings.map((finding) => finding.rule) }
}

const HEAD = '---\ntitle: T\ndescription: D.\n---\n'

/** HTML of an article as its page shows it, after the import of one Markdown body. */
async function show(body: string, others: Record<string, string | Uint8Array> = {}) {
  const { target, read, rules } = importFiles({ 'en/a/x.md': `${HEAD}\n${body}\n`, ...others })
  const tree = readContentTree(target)
  expect(checkContent(tree).filter((finding) => finding.severity === 'error')).toEqual([])
  const library = await createLibrary(tree, { drafts: false, publicDir: 'public' })
  const article = library.article('en', 'a/x')
  if (!article) throw new Error('The article was not imported.')
  const mdx = read('articles/en/a/x.mdx').replace(/^---[\s\S]*?---\n\n/, '')
  return { html: library.render(article, 'page').html.replace(/ dir="ltr"/g, ''), mdx, rules }
}

describe('plain Markdown that is not MDX', () => {
  it.each([
    ['braces', 'Write {name} or {{both}}.', '<p>Write {name} or {{both}}.</p>'],
    ['a less-than sign', 'If a < b and c<d.', '<p>If a &#x3C; b and c&#x3C;d.</p>'],
    ['a placeholder in angle brackets', 'Type <your-name> here.', '<p>Type &#x3C;your-name> here.</p>'],
    ['an address in angle brackets', 'See <https://example.com/a>.', '<p>See <a href="https://example.com/a" rel="noopener">https://example.com/a</a>.</p>'],
    ['an HTML line break', 'One<br>two', '<p>One<br>\ntwo</p>'],
    ['a key', 'Press <kbd>Esc</kbd> now', '<p>Press <kbd>Esc</kbd> now</p>'],
    ['a raised figure', 'x<sup>2</sup>', '<p>x<sup>2</sup></p>'],
    ['entities', '&lt;b&gt; &copy; &#123;', '<p>&#x3C;b> © {</p>'],
    ['a line that begins with import', 'import your data.', '<p>import your data.</p>'],
    ['a line that begins with export', 'export the list.', '<p>export the list.</p>'],
    ['a comment', 'Seen <!-- not seen -->', '<p>Seen</p>'],
    ['code in a sentence', '`{a} <b>`', '<p><code>{a} &#x3C;b></code></p>'],
    ['an anchor', 'Text <a name="here"></a>and [back](#here)', '<p>Text <a id="here"></a>and <a href="#here">back</a></p>'],
    ['a tag that is never opened', 'Text</span> more', '<p>Text more</p>'],
  ])('keeps the meaning of %s', async (_name, markdown, html) => {
    expect((await show(markdown)).html.trim()).toBe(html)
  })

  it('keeps indented code as code', async () => {
    expect((await show('Text:\n\n    if (a < b) { c }\n    <br>')).html).toContain('<code>if (a &#x3C; b) { c }\n&#x3C;br>\n</code>')
  })

  it('keeps a line break in a table cell', async () => {
    expect((await show('| a | b |\n|---|---|\n| 1<br>2 | {x} |')).html).toContain('<td>1<br>2</td>')
  })

  it('turns a details box into an accordion', async () => {
    const { mdx } = await show('<details>\n<summary>More</summary>\n\nHidden **text**.\n\n</details>')
    expect(mdx).toBe('<Accordion title="More">\n\nHidden **text**.\n\n</Accordion>\n')
  })

  it('keeps every sign of text that means the same in MDX', async () => {
    const body = '* one\n* two\n\n+ three\n\n_soft_ and __strong__  \nbroken\n\nSetext\n---\n\n| a|b |\n|--|:-:|\n| 1 | 2 |\n\n~~~js\nx\n~~~'
    expect((await show(body)).mdx).toBe(`${body}\n`)
  })

  it('leaves scripts and forms out and says so', async () => {
    const { html, rules } = await show('Before\n\n<script>alert(1)</script>\n\n<form><input></form>\n\nAfter <b onclick="x()">bold</b>')
    expect(html).not.toMatch(/script|alert|form|onclick/)
    expect(html).toContain('<strong>bold</strong>')
    expect(rules).toContain('removed-html')
  })
})

describe('links and images', () => {
  it('leads links to the files they become, in every spelling', async () => {
    const { mdx } = await show('[a](../b/y.md), [b](/en/b/y), [c](../b/), [d][ref]\n\n[ref]: ../b/y.md#part', { 'en/b/y.md': `${HEAD}\n## Part\n\nText` })
    expect(mdx).toBe('[a](../b/y.mdx), [b](../b/y.mdx), [c](/b/), [d][ref]\n\n[ref]: ../b/y.mdx#part\n')
  })

  it('keeps the words of a dead link and reports its line', () => {
    const { report, read } = importFiles({ 'en/a/x.md': `${HEAD}\nOne\n\n[gone](./gone.md)\n` })
    expect(read('articles/en/a/x.mdx')).toContain('\ngone\n')
    expect(report.findings).toMatchObject([{ rule: 'dead-link', line: 8, file: expect.stringMatching(/x\.md$/) }])
  })

  it('drops an anchor that the target does not have in that language', () => {
    const { rules, read } = importFiles({
      'en/a/x.md': `${HEAD}\n[y](y.md#part)\n`,
      'en/a/y.md': `${HEAD}\n## Part\n\nText\n`,
      'fa/a/x.md': `${HEAD}\n[y](y.md#part)\n`,
      'fa/a/y.md': `${HEAD}\n## بخش\n\nمتن\n`,
    })
    expect(read('articles/en/a/x.mdx')).toContain('(./y.mdx#part)')
    expect(read('articles/fa/a/x.mdx')).toContain('(./y.mdx)')
    expect(rules).toEqual(['dead-anchor'])
  })

  it('copies images that exist and turns the others into their words', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>'
    const { mdx, rules } = await show('![Here](../../img/My%20Dot.svg) ![Gone](gone.png) <img src="../../img/My Dot.svg" alt="Tag">', { 'img/My Dot.svg': svg })
    expect(mdx).toBe('![Here](./my-dot.svg) Gone ![Tag](./my-dot.svg)\n')
    expect(rules).toContain('missing-image')
  })

  it('calls a link without words by its address', async () => {
    const { mdx, rules } = await show('[](https://www.example.com/plans/) and [![](../../img/dot.svg)](https://example.com)', {
      'img/dot.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>',
    })
    expect(mdx).toBe('[example.com/plans](https://www.example.com/plans/) and [![](./dot.svg)example.com](https://example.com)\n')
    expect(rules).toEqual(['empty-link-text', 'empty-link-text'])
  })

  it.each([
    ['an address that lacks its end', '[a](mailto:) or [b](https://)', 'a or b', ['dead-link', 'dead-link']],
    ['a reference to nothing', '[t][ref] and [^1]', '\\[t]\\[ref] and \\[^1]', ['unresolved-reference', 'unresolved-reference']],
    ['a link in pieces', '[a] (https://example.com)', '\\[a] ([https://example.com](https://example.com))', ['broken-link']],
    ['a heading without a space', 'Text\n\n##No space', 'Text\n\n\\##No space', ['heading-without-space']],
    ['a heading without words', '##\n\nText', 'Text', ['empty-heading']],
    ['a table without its line of dashes', '| a | b |\n| 1 | 2 |', '| a | b |\n| --- | --- |\n| 1 | 2 |', ['broken-table']],
    ['a table with too few dashes', 'Text\n\n| a | b |\n|---|\n| 1 | 2 |', 'Text\n\n| a | b |\n| --- | --- |\n| 1 | 2 |', ['broken-table']],
    ['a row that is too long', '| a | b |\n|--|--|\n| 1 | 2 | 3 |', '| a | b |  |\n|--|--| --- |\n| 1 | 2 | 3 |', ['broken-table']],
  ])('mends %s, or shows its words, and says so', async (_name, markdown, expected, expectedRules) => {
    const { mdx, rules } = await show(markdown)
    expect(mdx).toBe(`${expected}\n`)
    expect(rules).toEqual(expectedRules)
  })

  it('never copies a file from outside the folder', async () => {
    const { mdx } = await show('[hosts](../../../../../../../../etc/hosts.txt) ![p](../../../../../../../../etc/passwd)')
    expect(mdx).toBe('hosts p\n')
  })
})

describe('a whole folder', () => {
  it('makes a tree without errors from files that each go wrong in their own way', () => {
    const source = mkdtempSync(join(tmpdir(), 'waymark-messy-'))
    const target = mkdtempSync(join(tmpdir(), 'waymark-imported-'))
    writeMessyCorpus(source)
    const report = importMarkdown(source, target)
    expect(checkContent(readContentTree(target)).filter((finding) => finding.severity === 'error')).toEqual([])
    expect(report.articles).toEqual({ en: 16, ar: 1, de: 1, 'pt-BR': 1, 'zh-Hans': 1 })
    const places = report.findings.map((finding) => `${finding.file.slice(source.length + 1)}:${finding.line} ${finding.rule}`)
    for (const place of [
      'en/basics/binary.md:1 unreadable-file',
      'en/basics/controls.md:6 control-character',
      'en/basics/empty.md:1 empty-file',
      'en/basics/signs.md:6 escaped-html',
      'en/basics/links.md:9 heading-id',
      'en/basics/long.md:1 cut-text',
      'en/basics/راهنما.md:1 invalid-slug',
      'not-a-locale:1 unknown-locale',
    ]) {
      expect(places).toContain(place)
    }
    expect(places.filter((place) => place.endsWith('simplified'))).toEqual([])
  })

  it.each([
    ['lists', 'md', Array.from({ length: 1500 }, (_, level) => `${' '.repeat(level * 2)}- a`).join('\n')],
    ['elements in Markdown', 'md', '<div>'.repeat(10_000)],
    ['elements of a page', 'html', '<div>'.repeat(10_000)],
    ['marks in a sentence', 'html', `<p>${'<b>'.repeat(10_000)}deep`],
  ])('leaves out a file with %s in one another without end, and brings over the others', (_what, kind, body) => {
    const page = kind === 'md' ? `${HEAD}\n${body}\n` : `<title>T</title><main>${body}</main>`
    const { report, read } = importFiles({ [`en/a/deep.${kind}`]: page, 'en/a/x.md': `${HEAD}\nFine.\n` })
    expect(report.findings).toEqual([
      expect.objectContaining({ rule: 'unreadable-file', severity: 'error', message: expect.stringContaining('thousands of levels') }),
    ])
    expect(report.articles).toEqual({ en: 1 })
    expect(read('articles/en/a/x.mdx')).toContain('Fine.')
  })

  it.each([
    ['braces', 'md', '{'.repeat(100_000), 8],
    ['braces that are closed', 'md', `${'{'.repeat(100_000)}${'}'.repeat(100_000)}`, 8],
    ['quotes', 'md', '>'.repeat(100_000), 8],
    ['underscores', 'md', '_a'.repeat(100_000), 8],
    ['stars', 'md', '*a '.repeat(100_000), 8],
    ['braces of a page', 'html', '{'.repeat(100_000), 1],
  ])('leaves out a file with a line of %s at once, names the line, and brings over the others', (_what, kind, signs, line) => {
    const page = kind === 'md' ? `${HEAD}\nFine.\n\n${signs}\n` : `<title>T</title><main><p>${signs}</p></main>`
    const { report } = importFiles({ [`en/a/tangled.${kind}`]: page, 'en/a/x.md': `${HEAD}\nFine.\n` })
    expect(report.findings.filter(({ severity }) => severity === 'error')).toEqual([
      expect.objectContaining({ rule: 'unreadable-file', line, message: expect.stringContaining('Remove what was opened.') }),
    ])
    expect(report.articles).toEqual({ en: 1 })
  })

  it('writes nothing the second time', () => {
    const { source, target } = importFiles({ 'en/a/x.md': `${HEAD}\n{a} <b>b</b>\n`, 'de/a/x.md': `${HEAD}\nText\n` })
    const state = () => readdirSync(target, { recursive: true }).map((name) => [name, statSync(join(target, String(name))).mtimeMs])
    const before = state()
    expect(importMarkdown(source, target)).toMatchObject({ written: 0, removed: 0, kept: 0 })
    expect(state()).toEqual(before)
  })

  it('joins a help centre that is there already, without touching a sign of what people wrote', () => {
    const { dir } = makeContentTree({
      'settings.yml': SETTINGS.replace('popular:', '# What readers look for.\npopular:'),
      'categories.yml':
        '# Topics in their order.\n  - id: account   # first\n    title: { en: Account,  lv: Konts }\n\n  # Money\n  - id: billing\n    title: "Billing"\n# end\n',
    })
    const before = ['settings.yml', 'categories.yml'].map((path) => readFileSync(join(dir, path), 'utf8'))
    const source = mkdtempSync(join(tmpdir(), 'waymark-source-'))
    writeTree(source, {
      'en/keys/x.md': `${HEAD}\nText\n`,
      'en/billing/y.md': `${HEAD}\nText\n`,
      'de/keys/x.md': `${HEAD}\nText\n`,
      'en/categories.json': '{ "keys": { "title": "Keys" }, "billing": { "title": "Money" } }',
    })
    const report = importMarkdown(source, dir)
    expect(checkContent(readContentTree(dir)).filter((finding) => finding.severity === 'error')).toEqual([])
    const [settings = '', categories = ''] = ['settings.yml', 'categories.yml'].map((path) => readFileSync(join(dir, path), 'utf8'))
    expect(categories).toBe(before[1]!.replace('# end', '  - id: keys\n    title:\n      en: Keys\n# end'))
    expect(settings).toBe(before[0]!.replace('name: Latviešu\n', 'name: Latviešu\n  - code: de\n    name: Deutsch\n'))
    expect(report.findings.filter(({ rule }) => rule === 'merged-file').map(({ message }) => message)).toEqual([
      expect.stringContaining('Added to this file: keys.'),
      expect.stringContaining('Added to this file: de.'),
    ])
    expect(importMarkdown(source, dir)).toMatchObject({ written: 0, removed: 0, kept: 0 })
    expect(readFileSync(join(dir, 'categories.yml'), 'utf8')).toBe(categories)
  })

  it('tells of everything that it leaves behind', () => {
    const { report, source } = importFiles({
      'notes.md': 'Text',
      'en/categories.json': '{ "a": { "title": "A" }, "b": { "title": "B" } }',
      'img/a.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'en/a/plan.pdf': 'x',
      'en/a/x.md': `${HEAD}\n<iframe src="https://example.com/film"></iframe>\n\n<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>\n\n<div><a href="https://example.com"><p>d</p></a></div>\n`,
    })
    expect(report.findings.map(({ rule, file }) => `${rule} ${file.slice(source.length + 1)}`).sort()).toEqual([
      'empty-category en/categories.json',
      'linked-media en/a/x.md',
      'merged-cells en/a/x.md',
      'misplaced-file notes.md',
      'removed-html en/a/x.md',
      'unused-file en/a',
      'unused-file img',
    ])
  })

  it('keeps what people changed since, and removes what is gone from the source', () => {
    const { source, target, read } = importFiles({ 'en/a/x.md': `${HEAD}\nOne\n`, 'en/a/y.md': `${HEAD}\nTwo\n` })
    writeFileSync(join(target, 'articles/en/a/x.mdx'), `${HEAD}\nBetter\n`)
    const again = mkdtempSync(join(tmpdir(), 'waymark-source-'))
    writeTree(again, { 'en/a/x.md': `${HEAD}\nOne\n` })
    expect(importMarkdown(again, target)).toMatchObject({ removed: 1, kept: 1 })
    expect(read('articles/en/a/x.mdx')).toContain('Better')
    expect(readdirSync(join(target, 'articles/en/a'))).toEqual(['x.mdx'])
    expect(importMarkdown(source, target)).toMatchObject({ kept: 1 })
  })

  it('names languages in themselves and makes the default English, else the fullest', () => {
    const text = `${HEAD}\nText\n`
    const { read } = importFiles({ 'de/a/x.md': text, 'pt_br/a/x.md': text, 'pt_br/a/y.md': text, 'ar/a/x.md': text })
    expect(read('settings.yml')).toMatch(
      /code: pt-BR\n {4}name: Português \(Brasil\)\n[\s\S]*code: ar\n {4}name: العربية\n[\s\S]*code: de\n {4}name: Deutsch\n/,
    )
    expect(JSON.parse(read('messages/ar.json')).search).toHaveProperty('count_few')
  })

  it('gives a name in another script an address that is always the same', () => {
    expect(makeSlug('راهنما', 'article')).toBe(makeSlug('راهنما', 'article'))
    expect(makeSlug('راهنما', 'article')).toMatch(/^article-[0-9a-f]{8}$/)
    expect(makeSlug('Über_uns (2)', 'article')).toBe('uber-uns-2')
  })
})

describe('npm run import', () => {
  const run = (...args: string[]) => spawnSync(process.execPath, ['src/commands/import.ts', ...args], { encoding: 'utf8' })

  it('reports as JSON what it wrote, changed and left out', () => {
    const { source, target } = importFiles({ 'en/a/x.md': `${HEAD}\n[gone](gone.md)\n` })
    const { status, stdout } = run('markdown', source, '--to', target, '--json')
    expect(status).toBe(0)
    expect(JSON.parse(stdout)).toMatchObject({ articles: { en: 1 }, unchanged: 3, findings: [{ rule: 'dead-link', line: 6 }], checkErrors: [] })
  })

  it('waits for no pipe that lies among the files', () => {
    const { source, target } = importFiles({ 'en/a/x.md': `${HEAD}\nText\n` })
    spawnSync('mkfifo', [join(source, 'en/a/pipe.md')])
    const args = ['src/commands/import.ts', 'markdown', source, '--to', target]
    const { status, stdout } = spawnSync(process.execPath, args, { encoding: 'utf8', timeout: 20_000, killSignal: 'SIGKILL' })
    expect(status).toBe(1)
    expect(stdout).toMatch(/pipe\.md:1 error unreadable-file/)
  })

  it('fails when something could not be brought over', () => {
    const { source, target } = importFiles({ 'en/a/x.md': `${HEAD}\nText\n`, 'en/a/y.md': new Uint8Array([0xff, 0, 0xfe]) })
    const { status, stdout } = run('markdown', source, '--to', target)
    expect(status).toBe(1)
    expect(stdout).toMatch(/y\.md:1 error unreadable-file/)
  })

  it.each([
    ['another format', ['wiki', '.'], 'The format is "wiki"'],
    ['no folder', ['markdown'], 'Name one folder'],
    ['a folder that is not there', ['markdown', './no-such-folder'], 'There is no folder "./no-such-folder"'],
    ['an unknown option', ['markdown', '.', '--into', 'x'], "Unknown option '--into'"],
  ])('explains how it is used when given %s', (_name, args, words) => {
    const { status, stderr } = run(...args)
    expect(status).toBe(2)
    expect(stderr).toContain(words)
    expect(stderr).toContain('Usage: npm run import')
  })

  it('says what a folder without articles lacks', () => {
    const empty = mkdtempSync(join(tmpdir(), 'waymark-empty-'))
    expect(run('markdown', empty, '--to', join(empty, 'out'))).toMatchObject({ status: 1, stderr: expect.stringContaining('No article was found') })
  })
})
