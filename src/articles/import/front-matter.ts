import { parseDocument, stringify } from 'yaml'
import { frontMatterSchema, type FrontMatter } from '../contract.ts'
import type { Note } from './source-folder.ts'

const YAML_BLOCK = /^---[ \t]*\n([\s\S]*?)(?:\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/
const TOML_BLOCK = /^\+\+\+[ \t]*\n([\s\S]*?)\n\+\+\+[ \t]*(?:\n|$)/
/** Fields that mean the same to us when they are valid. */
const KEPT = ['order', 'kind', 'keywords', 'questions', 'author', 'published', 'updated', 'reviewBy', 'draft'] as const

/** The fields and the text of a Markdown file. */
export interface SplitFile {
  fields: Record<string, unknown>
  body: string
  /** 1-based line of the file on which the body begins. */
  bodyLine: number
}

/** Parts front matter and text. Front matter that is no YAML is read line by line as far as it goes. */
export function splitFile(source: string, file: string, note: Note): SplitFile {
  const text = source.replace(/^\uFEFF/, '')
  const match = YAML_BLOCK.exec(text) ?? TOML_BLOCK.exec(text)
  // Without a field, the lines were thematic breaks.
  if (!match || (match[1]?.trim() !== '' && !/^\s*["']?[\p{L}\w-]+["']?\s*[:=]/mu.test(match[1] ?? ''))) return { fields: {}, body: text, bodyLine: 1 }
  const body = text.slice(match[0].length)
  const bodyLine = match[0].split('\n').length - (match[0].endsWith('\n') ? 0 : 1)
  return { fields: readFields(match[1] ?? '', text.startsWith('+++'), file, note), body, bodyLine }
}

function readFields(block: string, isToml: boolean, file: string, note: Note): Record<string, unknown> {
  if (!isToml) {
    try {
      const document = parseDocument(block, { prettyErrors: false, strict: false, uniqueKeys: false })
      const value: unknown = document.errors.length === 0 ? document.toJS() : undefined
      if (value === null) return {}
      if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>
    } catch {
      // Read line by line below.
    }
    note('front-matter', file, 'The front matter is no valid YAML, so only its simple fields were read.', 1)
  }
  return Object.fromEntries(
    [...block.matchAll(/^([\w-]+)\s*[:=][ \t]*(.*)$/gm)].map(([, key, value]) => [key, (value ?? '').trim().replace(/^["']|["']$/g, '')]),
  )
}

/** What the text itself offers where the front matter says nothing. */
export interface Substitutes {
  heading: string | undefined
  paragraph: string | undefined
  slug: string
}

/** Valid front matter from whatever fields there are. Everything made up, cut or dropped is noted. */
export function makeFrontMatter(fields: Record<string, unknown>, substitutes: Substitutes, file: string, note: Note): FrontMatter {
  const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? plain(String(value)) : '')
  let title = text(fields['title'])
  if (title === '') {
    title = plain(substitutes.heading ?? '') || humanise(substitutes.slug)
    note(
      'missing-title',
      file,
      `The article has no title. It was called "${shorten(title, 60)}" after ${substitutes.heading ? 'its first heading' : 'its file name'}.`,
      1,
    )
  }
  let description = text(fields['description'])
  if (description === '') {
    description = plain(substitutes.paragraph ?? '') || title
    note('missing-description', file, `The article has no description. It was given ${substitutes.paragraph ? 'its first paragraph' : 'its title'}.`, 1)
  }
  const cut = (name: string, value: string, limit: number) => {
    if (value.length <= limit) return value
    note('cut-text', file, `The ${name} has ${value.length} characters; it was cut at a word to ${limit}.`, 1)
    return shorten(value, limit)
  }
  const result: Record<string, unknown> = { title: cut('title', title, 120), description: cut('description', description, 300) }
  for (const [name, value] of Object.entries(fields)) {
    if (name === 'title' || name === 'description' || value === null || value === '') continue
    const field = KEPT.find((kept) => kept === name)
    const read = field && frontMatterSchema.shape[field].safeParse(value)
    if (read?.success) result[name] = read.data
    else note('dropped-field', file, `The field "${name}" is no field of an article, so it was left out.`, 1)
  }
  return frontMatterSchema.parse(result)
}

/** Front matter as it stands in the file. */
export function writeFrontMatter(frontMatter: FrontMatter): string {
  return `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n`
}

/** A text on one line, without invisible control characters. */
export const plain = (text: string): string => text.replace(/[\p{Cc}\s]+/gu, ' ').trim()

/** At most `limit` UTF-16 units, cut between words where there are words, ending in “…”. */
export function shorten(text: string, limit: number): string {
  if (text.length <= limit) return text
  let kept = ''
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    if (kept.length + segment.length > limit - 1) break
    kept += segment
  }
  const atWord = /\s/.test(text[kept.length] ?? '') ? kept : kept.replace(/\s+\S*$/, '')
  return `${(atWord.length > limit / 2 ? atWord : kept).trimEnd().replace(/[,;:،؛–—-]+$/, '')}…`
}

/** `reset-your_password` as words. */
export function humanise(name: string): string {
  const words = name.split('/').at(-1)?.replace(/[-_]+/g, ' ').trim() ?? ''
  return words === '' ? name : (words[0] ?? '').toUpperCase() + words.slice(1)
}
