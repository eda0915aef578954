import sax from 'sax'
import { toXml } from 'xast-util-to-xml'
import { x } from 'xastscript'
import type { ExchangedArticle, ReturnedSegment } from './segment.ts'
import { ExchangeError, type ReturnedFile } from './returned-file.ts'

const NAMESPACE = 'urn:oasis:names:tc:xliff:document:2.0'

/** An XLIFF 2.0 file (OASIS): a `file` for each article, a `unit` for each block. The texts are Markdown. */
export function writeXliff(articles: readonly ExchangedArticle[], from: string, to: string): string {
  const files = articles.map(({ path, file, segments }) =>
    x('file', { id: path.replace('/', '.'), original: file }, [
      ...segments.map(({ id, note, source, target, before, kind }) =>
        x('unit', { id, name: kind, 'xml:space': 'preserve' }, [
          x('notes', [
            x('note', { category: 'context' }, note),
            ...(before === undefined ? [] : [x('note', { category: 'earlier-original' }, before.replace(UNWRITABLE, '\uFFFD'))]),
          ]),
          x('segment', stateOf(target, before), [x('source', spell(source)), ...(target === undefined ? [] : [x('target', spell(target))])]),
        ]),
      ),
    ]),
  )
  const root = x('xliff', { xmlns: NAMESPACE, version: '2.0', srcLang: from, trgLang: to }, files)
  // A file, unit and segment on lines of their own: people compare such files.
  // No text may hold what would end a CDATA section (XML 1.0, 2.4), which the package leaves as it is.
  const xml = toXml(root)
    .replaceAll(']]>', ']]&gt;')
    .replace(/(<file |<unit |<\/unit>|<\/file>|<\/xliff>)/g, '\n$1')
  return `<?xml version="1.0" encoding="UTF-8"?>\n${xml.trimStart()}\n`
}

/** A translation of an earlier original is "initial" until a translator says otherwise. */
const stateOf = (target: string | undefined, before: string | undefined) => ({ state: target === undefined || before !== undefined ? 'initial' : 'translated' })

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML cannot hold.
const UNWRITABLE = /([\u0000-\u0008\u000B\u000C\u000D\u000E-\u001F\uFFFE\uFFFF])/g

/** A text for XML; characters that XML cannot hold have an element in XLIFF. */
const spell = (text: string) =>
  text.split(UNWRITABLE).map((part, index) => (index % 2 === 0 ? part : x('cp', { hex: part.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0') })))

/** No entities but the five of XML; the option is missing in the types. */
const STRICT = { strictEntities: true } as object

/** The character of a number in hexadecimal; � for none, and for half of one. */
function readCharacter(hex: string): string {
  const code = /^[0-9A-F]{1,6}$/i.test(hex) ? Number.parseInt(hex, 16) : 0
  return code === 0 || code > 0x10ffff ? '\uFFFD' : String.fromCodePoint(code).toWellFormed()
}

/** Elements that tools put into a text; its words stay the same. */
const INLINE = new Set(['cp', 'mrk', 'sm', 'em'])

/** Reads an XLIFF 2.x file. Throws an `ExchangeError` when it is no such file, is incomplete, or holds a document type. */
export function readXliff(text: string): ReturnedFile {
  const parser = sax.parser(true, { xmlns: true, position: true, ...STRICT })
  const result: ReturnedFile = { from: '', to: '', articles: new Map() }
  const refuse = (problem: string): never => {
    throw new ExchangeError(problem, parser.line + 1)
  }
  const stack: string[] = []
  let article: ReturnedSegment[] | undefined
  /** Of the segments of the article. */
  const ids = new Set<string>()
  let unit: ReturnedSegment | undefined
  let target: string | undefined

  parser.onerror = (error) => refuse(`This is not whole XML: ${error.message.split('\n')[0]}. Ask for the file again, or export anew.`)
  parser.ondoctype = () =>
    refuse('The file has a document type (<!DOCTYPE>), which XLIFF does not need and which could read other files. Nothing was read from it.')
  parser.onopentag = (tag) => {
    const { local: name, uri } = tag as sax.QualifiedTag
    const attribute = (key: string) => (tag.attributes[key] as sax.QualifiedAttribute | undefined)?.value
    const parent = stack.at(-1)
    stack.push(name)
    if (stack.length === 1) {
      if (name !== 'xliff' || !uri.startsWith('urn:oasis:names:tc:xliff:document:2')) {
        refuse(name === 'xliff' ? `This is XLIFF ${attribute('version') ?? ''}. Save it as XLIFF 2.` : `The file is <${name}>, not XLIFF.`)
      }
      result.from = attribute('srcLang') ?? ''
      result.to = attribute('trgLang') ?? ''
    } else if (name === 'file' && parent === 'xliff') {
      const path = (attribute('id') ?? '').replace('.', '/')
      if (result.articles.has(path)) refuse(`The article "${path}" is in the file twice. Keep one.`)
      article = []
      ids.clear()
      result.articles.set(path, article)
    } else if (name === 'unit') {
      const id = attribute('id') ?? ''
      if (ids.has(id)) refuse(`The segment "${id}" is in its article twice. Keep one.`)
      ids.add(id)
      unit = { id, target: '', isFinished: true, line: parser.line + 1 }
      target = undefined
    } else if (name === 'segment') {
      if (attribute('state') === 'initial' && unit) unit.isFinished = false
    } else if (name === 'target') {
      target ??= ''
    } else if (stack.includes('target')) {
      if (!INLINE.has(name)) refuse(`The segment "${unit?.id}" has <${name}> in its text. Segments are Markdown and hold no tags of XLIFF.`)
      if (name === 'cp') target += readCharacter(attribute('hex') ?? '')
    }
  }
  const add = (words: string) => {
    if (stack.includes('target') && unit) target = (target ?? '') + words
  }
  parser.ontext = add
  parser.oncdata = add
  parser.onclosetag = () => {
    const name = stack.pop()
    if (name !== 'unit' || !unit) return
    if (target !== undefined) article?.push({ ...unit, target })
    else article?.push({ ...unit, target: '' })
    unit = undefined
  }
  // What ends a line in the file is one sign for whoever reads it (XML 1.0, 2.11); the package leaves the two of Windows.
  parser.write(text.replace(/\r\n?/g, '\n')).close()
  if (stack.length > 0 || result.to === '') refuse(stack.length > 0 ? 'The file ends too early.' : 'The file does not say which language it is in (trgLang).')
  return result
}
