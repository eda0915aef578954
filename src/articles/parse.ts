import { createHash } from 'node:crypto'
import type { Root } from 'hast'
import { mdxToHast } from 'satteri'
import type { Finding } from '../checks/contract.ts'
import { frontMatterSchema, type FrontMatter } from './contract.ts'
import { findTangle, findTooDeep } from './depth.ts'
import type { KeptTogether } from '../output/kept-together.ts'
import { findYamlPlace, parseYaml } from '../settings/yaml.ts'

const FRONT_MATTER = /^---[ \t]*\r?\n(?:([\s\S]*?)\r?\n)?---[ \t]*(?:\r?\n|$)/

/** Front matter of an article file, and its problems with their lines. What is right is looked for among what was `kept`, and added to it. */
export function parseFrontMatter(source: string, file: string, kept?: KeptTogether<FrontMatter>): { value: FrontMatter | undefined; findings: Finding[] } {
  const match = FRONT_MATTER.exec(source)
  const key =
    match && kept
      ? createHash('sha256')
          .update(match[1] ?? '')
          .digest('base64url')
      : ''
  const known = kept?.get(key)
  if (known) return { value: known, findings: [] }
  const read = match ? parseYaml(match[1] ?? '', frontMatterSchema, { file, firstLine: 2 }) : undefined
  if (read?.value) {
    kept?.set(key, read.value)
    return read
  }
  // Without its last line the front matter goes on to the next "---" of the text, or to nowhere.
  const unclosed = findUnclosed(source, !match)
  if (unclosed) return { value: undefined, findings: [{ rule: 'unclosed-front-matter', severity: 'error', file, ...unclosed }] }
  if (read) return read
  const later = /^\s*\n---[ \t]*\r?\n/.exec(source)
  const message = later
    ? 'The front matter must begin on the first line. Remove what stands before "---".'
    : 'The file does not start with front matter. Begin with a line "---", then title and description, then a line "---".'
  return { value: undefined, findings: [{ rule: 'missing-front-matter', severity: 'error', file, line: 1, message }] }
}

/** Where front matter that is opened should end. `isOpen` when nothing in the file ends it; else only text after an empty line says so. */
function findUnclosed(source: string, isOpen: boolean): { line: number; message: string } | undefined {
  const [first, ...lines] = source.split(/\r?\n/)
  if (first?.trimEnd() !== '---') return undefined
  let last = 1
  for (const [index, line] of lines.entries()) {
    const number = index + 2
    if (/^---[ \t]*$/.test(line) && !isOpen) return undefined
    if (/^\s*(-{2,}|[—–]-*)\s*$/.test(line) && isOpen) {
      return { line: number, message: `This line is "${line}" and does not end the front matter. Write three hyphens at the beginning of the line: ---.` }
    }
    const isField = /^([a-z]\w*\s*:|\s+\S|#(?!#))/.test(line) || (/^- /.test(line) && lines[index - 1]?.trim() !== '')
    if (isField) last = number
    else if (line.trim() !== '' && (isOpen || lines[index - 1]?.trim() === '')) break
    else if (line.trim() !== '') return undefined
  }
  return {
    line: last + 1,
    message: `The front matter begins on line 1 and does not end. Write a line of three hyphens, ---, after its last field, as line ${last + 1}.`,
  }
}

/** Where a field stands in an article's file, e.g. `['related', 1]`; its nearest parent when it is not there. */
export function findFieldPlace(source: string, path: readonly PropertyKey[]): { line: number; column: number } {
  return findYamlPlace(frontMatterOf(source), path, 2)
}

/** The text between the lines of hyphens, '' when there is none. */
export const frontMatterOf = (source: string): string => FRONT_MATTER.exec(source)?.[1] ?? ''

/** The text after the front matter. */
export function bodyOf(source: string): string {
  return source.replace(FRONT_MATTER, '')
}

/** Texts that Markdown itself puts on the page, in the language of the article. */
export interface FootnoteTexts {
  label: string
  backLabel: string
}

/**
 * Reads MDX into a tree whose positions are those of the file. Components stay nodes of their own and nothing is
 * evaluated: an article is data, so a writer's mistake cannot run code.
 * Throws a `MdxSyntaxError` with line and column; a `TooDeepError` when the tree could not be walked.
 */
export function parseBody(source: string, footnotes?: FootnoteTexts): Root {
  refuseTangled(source)
  const root = readBody(source, footnotes)
  refuseTooDeep(root)
  return root
}

function readBody(source: string, footnotes: FootnoteTexts | undefined): Root {
  try {
    return mdxToHast(source, {
      position: true,
      features: {
        frontmatter: true,
        headingAttributes: true,
        // Quotes and dashes follow the writer's language, not English habits.
        smartPunctuation: false,
        gfm: { footnotes: footnotes ?? true },
      },
    }) as Root
  } catch (error) {
    throw new MdxSyntaxError(error instanceof Error ? error.message : String(error))
  }
}

/** MDX that does not parse. */
export class MdxSyntaxError extends Error {
  readonly line: number
  readonly column: number

  constructor(report: string) {
    const [, line, column, text] = /^(\d+):(\d+): ([\s\S]*?)(?: \(mdx[\w:-]*\))?$/.exec(report) ?? [undefined, '1', '1', report]
    super(text)
    this.line = Number(line)
    this.column = Number(column)
  }
}

/** A text that is nested so deeply that whoever walks its tree would run out of stack. */
export class TooDeepError extends MdxSyntaxError {
  constructor({ line, column }: { line: number; column: number }) {
    super(`${line}:${column}: The text is nested too deeply`)
  }
}

/** A text that opens more braces, quotes or emphasis than a parser can take in good time. */
export class TangledError extends TooDeepError {
  constructor(place: { line: number; column: number }) {
    super(place)
    this.message = 'More is opened here than any text has'
  }
}

/** Throws a `TangledError` for a text that must not be parsed. */
export function refuseTangled(source: string): void {
  const place = findTangle(source)
  if (place) throw new TangledError(place)
}

/** Throws a `TooDeepError` for a tree that must not be walked. */
export function refuseTooDeep(root: Parameters<typeof findTooDeep>[0]): void {
  const place = findTooDeep(root)
  if (place) throw new TooDeepError(place)
}
