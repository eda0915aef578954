import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { importMarkdown } from '../../src/articles/import/import-markdown.ts'
import { readContentTree } from '../../src/articles/tree.ts'
import { acceptArticle } from '../../src/translations/exchange/accept.ts'
import { readPo, writePo } from '../../src/translations/exchange/po.ts'
import { makeSegments } from '../../src/translations/exchange/segment.ts'
import { readXliff, writeXliff } from '../../src/translations/exchange/xliff.ts'
import { Translations } from '../../src/translations/status.ts'
import { makeContentTree } from '../fixtures/content-tree.ts'
import { findCorpora } from '../fixtures/corpora.ts'

const EN = `---
title: Reset your key
description: Get a new key in two minutes.
order: 3
keywords: [key]
---

Open [the app](./sign-in.mdx) and press <Kbd>Ctrl</Kbd>. You are number {'{{count}}'}.
`.replace("{'{{count}}'}", '`{{count}}`')
const LV = `---
title: Atiestatiet atslēgu
description: Iegūstiet jaunu atslēgu divās minūtēs.
---

Atveriet [lietotni](./sign-in.mdx) un
nospiediet <Kbd>Ctrl</Kbd>. Jūs esat \`{{count}}\`.
`
const FILE = 'articles/lv/account/reset.mdx'

function makeSite(over: Record<string, string> = { [FILE]: LV }) {
  const { dir } = makeContentTree({ 'articles/en/account/reset.mdx': EN, ...over })
  const to = mkdtempSync(join(tmpdir(), 'waymark-exchange-'))
  const run = (...args: string[]) => {
    const env = { ...process.env, CONTENT_DIR: dir, NO_COLOR: '1' }
    const { status, stdout, stderr } = spawnSync(process.execPath, ['src/commands/translate.ts', ...args], { encoding: 'utf8', env })
    return { code: status, out: stdout, error: stderr }
  }
  const exported = (format: 'xliff' | 'po') => {
    run('export', '--locale', 'lv', '--format', format, '--to', to, 'account/reset')
    return join(to, format === 'po' ? 'lv.po' : 'lv.xlf')
  }
  const change = (file: string, edit: (text: string) => string) => writeFileSync(file, edit(readFileSync(file, 'utf8')))
  const article = () => readFileSync(join(dir, FILE), 'utf8')
  return { dir, run, exported, change, article }
}

describe.each(findCorpora())('files for translators of $name', ({ name, dir }) => {
  const target = mkdtempSync(join(tmpdir(), 'waymark-round-trip-'))
  importMarkdown(dir, target)
  const formats = [
    { write: writeXliff, read: readXliff },
    { write: writePo, read: readPo },
  ]

  it.each(formats)(
    `give back every text as it was, in $write.name, and articles byte for byte`,
    ({ write, read }) => {
      const translations = new Translations(readContentTree(target))
      const before = new Map(translations.tree.articles.map(({ absolute }) => [absolute, readFileSync(absolute)]))
      const paths = [...new Set(translations.tree.articles.map(({ path }) => path))]
      for (const locale of translations.locales) {
        const articles = paths.flatMap((path) => makeSegments(translations, locale, path) ?? [])
        const returned = read(write(articles, translations.originalLocale, locale))
        for (const { path, segments } of articles) {
          const texts = returned.articles.get(path) ?? []
          expect(texts.map(({ id, target }) => [id, target])).toEqual(segments.map(({ id, target }) => [id, target ?? '']))
          expect(acceptArticle(translations, locale, path, texts, name)).toMatchObject({ outcome: 'unchanged', findings: [] })
        }
      }
      for (const [file, bytes] of before) expect(readFileSync(file).equals(bytes), file).toBe(true)
    },
    300_000,
  )

  it('take a change of every text and take it back, byte for byte', () => {
    const mark = 'ⁿ'
    const open = () => new Translations(readContentTree(target))
    const first = open()
    const before = new Map(first.tree.articles.map(({ absolute }) => [absolute, readFileSync(absolute, 'utf8')]))
    const paths = [...new Set(first.tree.articles.map(({ path }) => path))]
    const refused: string[] = []
    for (const edit of [(text: string) => text + mark, (text: string) => text.slice(0, -mark.length)]) {
      const translations = open()
      for (const locale of translations.locales) {
        for (const path of paths.filter((path) => translations.translation(locale, path))) {
          const found = makeSegments(translations, locale, path)
          const changed = (found?.segments ?? [])
            .filter(({ target, kind }) => target !== undefined && kind !== 'code' && (edit('') === mark || target.endsWith(mark)))
            .map(({ id, target }) => ({ id, target: edit(target!), isFinished: true, line: 1 }))
          const { outcome, findings } = acceptArticle(translations, locale, path, changed, name)
          if (outcome === 'refused') refused.push(...findings.map(({ message }) => `${locale} ${message}`))
        }
      }
    }
    const differing = [...before].filter(([file, text]) => readFileSync(file, 'utf8') !== text).map(([file]) => file)
    expect(differing).toEqual([])
    // The mark can make a title too long.
    expect(refused.filter((message) => !/may have at most/.test(message))).toEqual([])
  }, 300_000)
})

describe('files for translators', () => {
  it('are in a language whose tag has three parts, as translators’ tools write it', () => {
    const po = writePo([], 'en', 'zh-Hant-TW')
    expect(po).toContain('"Language: zh_Hant_TW\\n"')
    expect(readPo(po)).toMatchObject({ from: 'en', to: 'zh-Hant-TW' })
  })

  it('may have long lines folded and be sorted anew, as gettext and Poedit do', () => {
    const { run, exported, article, dir } = makeSite({ [FILE]: LV, 'articles/en/account/sign-in.mdx': EN, 'articles/lv/account/sign-in.mdx': LV })
    const file = exported('po')
    const folded = join(dir, 'folded.po')
    expect(spawnSync('msgcat', ['--sort-output', '--width', '30', file, '-o', folded], { encoding: 'utf8' }).stderr).toBe('')
    expect(readFileSync(folded, 'utf8')).toMatch(/^msgctxt ""$/m)
    expect(run('import', folded)).toMatchObject({ code: 0, out: 'Articles: 0 written, 1 unchanged, 0 refused\n' })
    expect(article()).toBe(LV)
    const twice = readFileSync(folded, 'utf8')
    writeFileSync(folded, `${twice}\n${twice.slice(twice.indexOf('#.'))}`)
    expect(run('import', folded).out).toMatch(/The segment "account\/reset#b[0-9a-f]+" is in the file twice/)
  })

  it('may have the ends of lines of Windows', () => {
    const code = '\n```bash\nnpm run dev\nnpm run check\n```\n'
    const { run, exported, article } = makeSite({ 'articles/en/account/reset.mdx': EN + code, [FILE]: LV + code })
    for (const format of ['xliff', 'po'] as const) {
      const file = exported(format)
      writeFileSync(file, readFileSync(file, 'utf8').replaceAll('\n', '\r\n'))
      expect(run('import', file)).toMatchObject({ code: 0, out: 'Articles: 0 written, 1 unchanged, 0 refused\n' })
      expect(article()).toBe(LV + code)
    }
  })

  it('may spell a character as its number', () => {
    const file = (hex: string) =>
      `<xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="lv"><file id="account.reset"><unit id="a"><segment><source>b</source><target>c<cp hex="${hex}"/></target></segment></unit></file></xliff>`
    const read = (hex: string) => readXliff(file(hex)).articles.get('account/reset')?.[0]?.target
    expect(['0007', '1F600', 'D800', '110000', '-1', ''].map(read)).toEqual(['c\u0007', 'c😀', 'c\uFFFD', 'c\uFFFD', 'c\uFFFD', 'c\uFFFD'])
  })
})

describe('npm run translate -- export', () => {
  it('writes PO that Debian’s gettext accepts', () => {
    const { exported } = makeSite()
    const { status, stderr } = spawnSync('msgfmt', ['--check', '-o', '/dev/null', exported('po')], { encoding: 'utf8' })
    expect([status, stderr.replace(/^.*warning: header field 'PO-Revision-Date' missing in header\n/m, '')]).toEqual([0, ''])
  })

  it('tells translators where a text stands and what it was', () => {
    const { dir, run, exported, change } = makeSite()
    run('status')
    change(join(dir, 'articles/en/account/reset.mdx'), (text) => text.replace('two minutes', 'one minute'))
    expect(readFileSync(exported('po'), 'utf8')).toMatch(
      /#, fuzzy\n#\| msgid "Get a new key in two minutes\."\nmsgctxt "account\/reset#b[0-9a-f]{12}"\nmsgid "Get a new key in one minute\."/,
    )
    expect(readFileSync(exported('xliff'), 'utf8')).toContain('<note category="earlier-original">Get a new key in two minutes.</note>')
  })
})

describe('npm run translate -- import', () => {
  it.each(['xliff', 'po'] as const)('puts a changed text into its place and leaves the rest of the file alone, from %s', (format) => {
    const { run, exported, change, article } = makeSite()
    const file = exported(format)
    change(file, (text) => text.replace('divās minūtēs', 'minūtes laikā: "ātri"'.replaceAll('"', format === 'po' ? '\\"' : '"')))
    expect(run('import', file)).toMatchObject({ code: 0, out: 'Articles: 1 written, 0 unchanged, 0 refused\n' })
    expect(article()).toBe(LV.replace('Iegūstiet jaunu atslēgu divās minūtēs.', JSON.stringify('Iegūstiet jaunu atslēgu minūtes laikā: "ātri".')))
  })

  it('counts a translation as up to date when the translator has gone over it', () => {
    const { dir, run, exported, change } = makeSite()
    run('status')
    change(join(dir, 'articles/en/account/reset.mdx'), (text) => text.replace('two minutes', 'one minute'))
    const file = exported('po')
    expect(run('import', file).out).toContain('1 unchanged')
    expect(run('diff', 'lv', 'account/reset').out).toContain('[-two-]')
    change(file, (text) => text.replace('#, fuzzy\n', ''))
    expect(run('import', file).out).toContain('1 written')
    expect(run('diff', 'lv', 'account/reset').out).toContain('has not changed')
  })

  it('makes a new article when all of it is translated', () => {
    const { run, exported, change, article } = makeSite({})
    const file = exported('xliff')
    const fill = (text: string, words: [string, string][]) =>
      words.reduce(
        (made, [from, to]) =>
          made
            .replace(`<source>${from}</source></segment>`, `<source>${from}</source><target>${to}</target></segment>`)
            .replaceAll('state="initial"', 'state="translated"'),
        text,
      )
    change(file, (text) => fill(text, [['Reset your key', 'Atiestatiet atslēgu']]))
    expect(run('import', file)).toMatchObject({ code: 1, out: expect.stringContaining('2 of 3 segments are not translated') })
    change(file, (text) =>
      fill(text, [
        ['Get a new key in two minutes.', 'Īsi.'],
        [
          'Open [the app](./sign-in.mdx) and press &#x3C;Kbd>Ctrl&#x3C;/Kbd>. You are number `{{count}}`.',
          'Atveriet [lietotni](./sign-in.mdx), nospiediet &#x3C;Kbd>Ctrl&#x3C;/Kbd>. `{{count}}`.',
        ],
      ]),
    )
    expect(run('import', file)).toMatchObject({ code: 0 })
    expect(article()).toBe(
      '---\ntitle: Atiestatiet atslēgu\ndescription: Īsi.\n---\n\nAtveriet [lietotni](./sign-in.mdx), nospiediet <Kbd>Ctrl</Kbd>. `{{count}}`.\n',
    )
  })

  it.each([
    ['a placeholder', '{{count}}', '{{skaits}}', 'it lacks {{count}}, and it has {{skaits}}'],
    ['a link', './sign-in.mdx', './sign-out.mdx', 'it lacks ./sign-in.mdx'],
    ['a component', '&#x3C;Kbd>Ctrl&#x3C;/Kbd>', 'Ctrl', 'it lacks <Kbd>'],
    ['a tag', '&#x3C;/Kbd>', '', 'Keep every tag as it is'],
    ['code that would run', 'Jūs esat', '{process.exit()}', 'Nothing may be run'],
    ['a sign that nobody sees', 'Jūs esat', 'Jūs<cp hex="0007"/> esat', 'it holds U+0007'],
    ['a text turned around', 'Jūs esat', 'Jūs \u202Eesat', 'it holds U+202E'],
    ['another block', 'Atveriet [', '# Atveriet [', 'Markdown reads it as heading'],
    ['a sentence with 100,000 braces in one another', 'Jūs esat', '{'.repeat(100_000), 'it cannot be read (More is opened here than any text has)'],
  ])('refuses %s that was broken, names the segment and keeps the old text', (_name, from, to, words) => {
    const { run, exported, change, article } = makeSite()
    const file = exported('xliff')
    change(file, (text) => {
      const at = text.indexOf('<target>Atveriet')
      return text.slice(0, at) + text.slice(at).replace(from, to)
    })
    const { code, out } = run('import', file)
    expect({ code, out }).toMatchObject({
      code: 1,
      out: expect.stringMatching(/lv\.xlf:\d+ error translation-import\s+The segment "b[0-9a-f]{12}" of account\/reset cannot be taken/),
    })
    expect(out).toContain(words)
    expect(article()).toBe(LV)
  })

  const BOMB =
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><xliff xmlns="urn:oasis:names:tc:xliff:document:2.0" version="2.0" srcLang="en" trgLang="lv">&b;</xliff>'
  it.each<[string, 'xliff' | 'po', (text: string) => string | Uint8Array, string]>([
    ['a truncated XLIFF', 'xliff', (text) => text.slice(0, text.length / 2), 'This is not whole XML'],
    ['a truncated PO', 'po', (text) => text.slice(0, text.lastIndexOf('msgstr') + 12), 'ends too early'],
    ['another language', 'xliff', (text) => text.replace('trgLang="lv"', 'trgLang="de"'), 'a translation into "de". Locales are lv'],
    ['another language in PO', 'po', (text) => text.replace('Language: lv', 'Language: de'), 'a translation into "de"'],
    ['another original language', 'xliff', (text) => text.replace('srcLang="en"', 'srcLang="fr"'), 'translated from "fr"'],
    ['a segment twice', 'xliff', (text) => text.replace(/(<unit [\s\S]*?<\/unit>)/, '$1$1'), 'is in its article twice'],
    ['a message twice', 'po', (text) => `${text}\n${text.slice(text.indexOf('msgctxt'))}`, 'is in the file twice'],
    ['10 MB', 'xliff', (text) => text.padEnd(1e7, ' '), 'The file has 10.0 MB; at most 8 are read'],
    ['a picture', 'xliff', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0, 0xff, 0xfe]), 'This is no text in UTF-8'],
    ['an entity bomb', 'xliff', () => BOMB, 'has a document type'],
    ['an external entity', 'xliff', () => BOMB.replace('"aaaa"', 'SYSTEM "file:///etc/passwd"'), 'has a document type'],
    ['an entity nobody knows', 'xliff', (text) => text.replace('Iegūstiet', '&eacute;'), 'This is not whole XML'],
    ['XLIFF 1.2', 'xliff', () => '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2"></xliff>', 'This is XLIFF 1.2. Save it as XLIFF 2'],
    ['a web page', 'xliff', () => '<html></html>', 'The file is <html>, not XLIFF'],
    ['an empty file', 'po', () => '', 'no messages, so it is no PO file'],
  ])('refuses %s with what is wrong, and changes nothing', (_name, format, spoil, words) => {
    const { run, exported, article } = makeSite()
    const file = exported(format)
    writeFileSync(file, spoil(readFileSync(file, 'utf8')))
    const { code, out } = run('import', file)
    expect(code).toBe(1)
    expect(out).toContain(words)
    expect(out).toContain('Nothing was changed.')
    expect(article()).toBe(LV)
  })
})
