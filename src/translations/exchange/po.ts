import { type GetTextTranslations, po } from 'gettext-parser'
import { ExchangeError, type ReturnedFile } from './returned-file.ts'
import type { ExchangedArticle, ReturnedSegment } from './segment.ts'

/** Between article and segment in the context of a message; neither can contain it. */
const JOINT = '#'

/** A gettext PO file: a message for each block, its context the article and the id. Blocks that changed are fuzzy, with the earlier original. */
export function writePo(articles: readonly ExchangedArticle[], from: string, to: string): string {
  const translations: GetTextTranslations['translations'] = {}
  for (const { path, file, segments } of articles) {
    for (const { id, source, target, before, note, line } of segments) {
      const msgctxt = `${path}${JOINT}${id}`
      const fuzzy = target !== undefined && before !== undefined
      translations[msgctxt] = {
        [source]: {
          msgctxt,
          msgid: source,
          msgstr: [target ?? ''],
          comments: {
            translator: '',
            reference: `${file}:${line}`,
            extracted: note,
            flag: fuzzy ? 'fuzzy' : '',
            previous: fuzzy ? previousOf(before) : '',
          },
        },
      }
    }
  }
  const headers = {
    'Project-Id-Version': 'Help centre',
    'Last-Translator': 'Automatically generated',
    'Language-Team': 'none',
    'MIME-Version': '1.0',
    'Content-Type': 'text/plain; charset=UTF-8',
    'Content-Transfer-Encoding': '8bit',
    Language: to.replaceAll('-', '_'),
    'X-Source-Language': from.replaceAll('-', '_'),
  }
  return `${po
    .compile({ charset: 'utf-8', headers, translations: { '': { '': { msgid: '', msgstr: [''] } }, ...translations } }, { foldLength: 0 })
    .toString('utf8')
    .trimEnd()}\n`
}

const previousOf = (text: string) => `msgid ${JSON.stringify(text)}`

/** Reads a PO file. Throws an `ExchangeError` when it is none, or is incomplete. */
export function readPo(text: string): ReturnedFile {
  if (!/^msgid /m.test(text)) throw new ExchangeError('The file has no messages, so it is no PO file.')
  // The parser takes an unfinished last message for a finished one.
  const last = text.trimEnd().split('\n').at(-1) ?? ''
  if (!/^(msgstr(\[\d\])? )?".*"$|^#/.test(last.trim()))
    throw new ExchangeError(
      'The file ends too early: its last message is not finished. Ask for the file again, or export anew.',
      text.trimEnd().split('\n').length,
    )
  const parsed = (() => {
    try {
      return po.parse(text)
    } catch (error) {
      throw new ExchangeError(`This is not valid PO: ${error instanceof Error ? error.message : error}.`)
    }
  })()
  const headers = new Map(Object.entries(parsed.headers).map(([name, value]) => [name.toLowerCase(), value ?? '']))
  const articles = new Map<string, ReturnedSegment[]>()
  const lines = linesOfContexts(text)
  for (const [context, messages] of Object.entries(parsed.translations)) {
    if (context === '') continue
    const [path = '', id = ''] = context.split(JOINT)
    for (const message of Object.values(messages)) {
      const isFinished = !/\bfuzzy\b/.test(message.comments?.flag ?? '')
      const segments = articles.get(path) ?? []
      articles.set(path, segments)
      segments.push({ id, target: message.msgstr[0] ?? '', isFinished, line: lines.get(context) ?? 1 })
    }
  }
  const localeOf = (name: string) => (headers.get(name) ?? '').replaceAll('_', '-')
  return { from: localeOf('x-source-language'), to: localeOf('language'), articles }
}

/** Line of each context; throws when one is there twice, which the parser would not notice. Tools fold long ones: `msgctxt ""`, then the text in parts. */
function linesOfContexts(text: string): Map<string, number> {
  const lines = new Map<string, number>()
  let line = 1
  let counted = 0
  for (const match of text.matchAll(/^msgctxt((?:[ \t]*"[^"\n]*"[ \t]*\r?(?:\n|$))+)/gm)) {
    const context = [...match[1]!.matchAll(/"([^"]*)"/g)].map(([, part]) => part).join('')
    line += text.slice(counted, match.index).split('\n').length - 1
    counted = match.index
    if (lines.has(context)) throw new ExchangeError(`The segment "${context}" is in the file twice. Keep one.`, line)
    lines.set(context, line)
  }
  return lines
}
