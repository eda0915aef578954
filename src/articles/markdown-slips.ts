/** A place where Markdown shows its signs to the reader instead of doing what the writer meant. */
export interface Slip {
  /** Where it begins in the text that was looked at. */
  index: number
  /** As written. */
  text: string
}

/** A node of a parsed text, of HTML or of Markdown. */
interface Node {
  type: string
  tagName?: string
  children?: Node[]
  position?: { start: { offset?: number | undefined }; end: { offset?: number | undefined } } | undefined
}

/** What is what it was meant to be, so that its signs are no slips. */
const SOUND = new Set(['code', 'inlineCode', 'img', 'image', 'imageReference', 'link', 'linkReference', 'a', 'sup', 'footnoteReference', 'mdxTextExpression'])

/**
 * The source of a paragraph, heading or cell, in which code, links and pictures that were read as such are blanked out, sign for sign.
 * Undefined for a node without a place in the source.
 */
export function maskSource(source: string, node: Node): { text: string; offset: number } | undefined {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  if (start === undefined || end === undefined) return undefined
  let text = source.slice(start, end)
  const mask = (child: Node) => {
    const from = child.position?.start.offset
    const to = child.position?.end.offset
    if (from !== undefined && to !== undefined && SOUND.has(child.tagName ?? child.type)) {
      const written = source.slice(from, to)
      // A bare address that became a link may be the rest of a broken one.
      if (/^[![`<{]/.test(written)) text = text.slice(0, from - start) + written.replace(/[^\n]/g, ' ') + text.slice(to - start)
    } else child.children?.forEach(mask)
  }
  node.children?.forEach(mask)
  return { text, offset: start }
}

/** Lines such as `##Title`, which are no headings. One `#` is one only when the line looks like a title: people write #tags and #numbers. */
export function findHashLines(text: string): Slip[] {
  const slips: Slip[] = []
  for (const { 0: line, index } of text.matchAll(/[^\n]+/g)) {
    const [, before = '', hashes = '', rest = ''] = /^([\s>]*)(#+)(.*)$/.exec(line) ?? []
    const isHeading =
      hashes.length > 6
        ? rest.trim() !== ''
        : hashes.length > 1
          ? /^\S/.test(rest)
          : text.trim() === line.trim() && /^[\p{Lu}\p{Lo}]\S* .*[^.!?…:;,]$/u.test(rest.trimEnd())
    if (hashes !== '' && isHeading) slips.push({ index: index + before.length, text: line.slice(before.length).trimEnd() })
  }
  return slips
}

/** `[text][name]` and `[^name]` whose name has no line `[name]: …`. An index such as `rows[0][1]` is none. */
export function findLooseReferences(text: string): (Slip & { name: string; isNote: boolean })[] {
  const links = [...text.matchAll(/(?<![\\\p{L}\p{N}\])}])!?\[((?!\^)(?:[^[\]\\]|\\.)+)\]\[((?:[^[\]\\]|\\.)*)\]/gu)].map((match) => ({
    index: match.index,
    text: match[0],
    name: match[2]?.trim() || (match[1] ?? ''),
    isNote: false,
  }))
  const notes = [...text.matchAll(/(?<!\\)\[\^([^\]\s]+)\]/g)].map((match) => ({ index: match.index, text: match[0], name: match[1] ?? '', isNote: true }))
  return [...links, ...notes].sort((a, b) => a.index - b.index)
}

/** How a link is broken; each is mended in another way. */
export type LinkFault = 'space-between' | 'space-inside' | 'reversed' | 'unclosed'

const ADDRESS = '(?:https?:\\/\\/|mailto:|tel:|\\.{1,2}\\/|\\/|#)'
const WORDS = '(?<![\\\\!])\\[[^[\\]\\n]+\\]'
const FAULTS: [LinkFault, RegExp][] = [
  ['space-between', new RegExp(`${WORDS}[ \\t]+\\(${ADDRESS}[^()\\s]*\\)`, 'g')],
  ['space-inside', new RegExp(`${WORDS}\\(${ADDRESS}[^()"'\\n]*[ \\t][^()"'\\n]*\\)`, 'g')],
  ['reversed', new RegExp(`\\([^()\\n]+\\)\\[${ADDRESS}[^[\\]\\s]*\\]`, 'g')],
  ['unclosed', new RegExp(`${WORDS}\\(${ADDRESS}[^()\\s]*(?![^()\\s]|\\))(?![^()\\n]*\\))`, 'g')],
]

/** Links whose brackets do not fit: `[text] (address)`, `(text)[address]`, `[text](address` and the like. */
export function findBrokenLinks(text: string): (Slip & { fault: LinkFault })[] {
  // Most paragraphs have no bracket that is not a link; four patterns would look at each of their letters.
  if (!text.includes('[')) return []
  return FAULTS.flatMap(([fault, pattern]) => [...text.matchAll(pattern)].map((match) => ({ index: match.index, text: match[0], fault }))).sort(
    (a, b) => a.index - b.index,
  )
}

/** Cells of a row of a table: an escaped bar is a sign in a cell. */
export function countCells(row: string): number {
  const inner = row
    .replace(/^[\s>]*\|?/, '')
    .trimEnd()
    .replace(/(?<!\\)\|$/, '')
  return inner.split(/(?<!\\)\|/).length
}

const isRuler = (line: string | undefined): line is string =>
  line !== undefined && /^[\s>]*\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?\s*$/.test(line) && line.includes('|')
const isRow = (line: string | undefined) => line !== undefined && /^[\s>]*\|.*[^\\]\|\s*$/.test(line)

/** A table that is a paragraph: its second line is no line of dashes, or one for another number of columns. */
export function findLooseTable(text: string): (Slip & { head: number; ruler: number | undefined }) | undefined {
  const lines = [...text.matchAll(/[^\n]+/g)]
  for (const [number, { 0: line, index }] of lines.entries()) {
    const next = lines[number + 1]?.[0]
    if (isRuler(next) && line.includes('|')) return { index, text: line.trim(), head: countCells(line), ruler: countCells(next) }
    if (isRow(line) && isRow(next)) return { index, text: line.trim(), head: countCells(line), ruler: undefined }
  }
  return undefined
}

/** What an address such as `mailto:` or `https://` lacks; undefined for one that can lead somewhere. */
export function findMissingPart(address: string): string | undefined {
  if (/^\s*[\\/]{2}/.test(address)) return `"https:" at its beginning`
  const [, scheme = '', rest = ''] = /^\s*([a-z]+):(.*?)\s*$/is.exec(address) ?? []
  switch (scheme.toLowerCase()) {
    case 'http':
    case 'https':
      return /^\/\/[^/?#\s]*[^/?#\s.:]/.test(rest) && canParseAddress(address) ? undefined : `the name of a site, as in https://example.com`
    case 'mailto':
      return /^[^@?\s]+@[^@?\s]+/.test(rest) ? undefined : 'an e-mail address, as in mailto:help@example.com'
    case 'tel':
    case 'sms':
      return /\d/.test(rest) ? undefined : `a number, as in ${scheme.toLowerCase()}:+37167000000`
    default:
      return undefined
  }
}

/** Whether browsers can read an address of the web. The parser of Markdown has written the brackets of an IPv6 address as numbers. */
export const canParseAddress = (address: string): boolean => URL.canParse(address.trim().replace(/%5B/gi, '[').replace(/%5D/gi, ']'))
