import { findHiddenSigns, spellOut } from '../../articles/hidden-signs.ts'
import { parseMdx, type Tree, visitTree } from '../../articles/import/mdast.ts'
import { readLink } from '../../articles/links.ts'
import type { Block } from '../blocks.ts'

/** Texts that programs fill in. */
export const PLACEHOLDER = /\{\{[^{}]*\}\}|\$\{[^{}]*\}|%(?:\d+\$)?[sd]\b/g

/** What keeps a translated text from taking the place of its block: a sentence that says what is wrong and what to do; undefined when nothing. */
export function findSegmentProblem(block: Block, target: string, category: string, locales: string[]): string | undefined {
  const placeholders = differ(block.text.match(PLACEHOLDER) ?? [], target.match(PLACEHOLDER) ?? [])
  if (placeholders) return `${placeholders}. Placeholders stay as they are`
  const hidden = findHidden(target)
  if (hidden && !findHidden(block.text)) return `it holds ${hidden}, a sign that nobody sees and that pages cannot show. Remove it`
  switch (block.kind) {
    case 'title':
    case 'description':
    case 'question':
      return undefined
    case 'property':
      return /[<>{}"]/.test(target) && !/[<>{}"]/.test(block.text) ? 'it has < > { } or ", which a property cannot hold. Write them in words' : undefined
    case 'code':
      return isOneCodeBlock(target) ? undefined : 'it is no longer one block of code. Keep the first and last line as they are'
    case 'component':
      return 'it is a component, which is not translated'
    default:
      return findMarkdownProblem(block, target, category, locales)
  }
}

/** The first sign that the check refuses in an article, as its number. */
function findHidden(text: string): string | undefined {
  const sign = findHiddenSigns(spellOut(text)).find(({ kind }) => kind !== 'embedding')?.sign
  return sign && `U+${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`
}

function findMarkdownProblem(block: Block, target: string, category: string, locales: string[]): string | undefined {
  if (block.kind === 'cell' && /(^|[^\\])\|/.test(target)) return 'it has a | that would end the table cell. Write \\|'
  if ((block.kind === 'cell' || block.kind === 'heading') && /\n/.test(target))
    return `it has a line break, which a ${block.kind === 'cell' ? 'table cell' : 'heading'} cannot hold`
  let nodes: Tree[]
  try {
    nodes = parseMdx(target) as Tree[]
  } catch (error) {
    return `it cannot be read (${error instanceof Error ? error.message.split('\n')[0] : error}). Keep every tag as it is in the original, opened and closed`
  }
  const isSentence = nodes.length === 1 && (nodes[0]!.type === 'paragraph' || /^mdxJsx/.test(nodes[0]!.type))
  if (!isSentence)
    return `Markdown reads it as ${nodes.map(({ type }) => type).join(' and ') || 'nothing'} instead of one text. Put a backslash before the sign at the beginning`
  const [wanted, found] = [partsOf(block.nodes ?? [], category, locales), partsOf(nodes, category, locales)]
  for (const part of ['code', 'tags', 'notes', 'links', 'pictures'] as const) {
    const problem = differ(wanted[part], found[part])
    if (problem) return `${problem}. ${ADVICE[part]}`
  }
  // Another language may have its own page elsewhere, but not one link more or less.
  if (wanted.outside.length !== found.outside.length)
    return `it has ${found.outside.length} links to other sites, the original ${wanted.outside.length}. Keep each link`
  return undefined
}

const ADVICE = {
  code: 'Nothing may be run in an article',
  tags: 'Keep every component with its properties',
  notes: 'Keep every footnote',
  links: 'Keep the address of every link to another article; only its text is translated',
  pictures: 'Keep every picture',
}

/** What must be the same in every language. */
export function partsOf(nodes: Tree[], category: string, locales: string[]) {
  const parts = { code: [] as string[], tags: [] as string[], notes: [] as string[], links: [] as string[], outside: [] as string[], pictures: [] as string[] }
  for (const root of nodes) {
    visitTree(root, (node) => {
      const loose = node as unknown as { url: string; identifier: string; value: string; name: string; attributes?: { name: string; value: unknown }[] }
      if (node.type === 'link') {
        const { target } = readLink(loose.url, { category }, locales)
        if (target.kind === 'external') parts.outside.push(loose.url)
        else parts.links.push(loose.url)
      } else if (node.type === 'linkReference') parts.links.push(`[${loose.identifier}]`)
      else if (node.type === 'image') parts.pictures.push(loose.url)
      else if (node.type === 'footnoteReference') parts.notes.push(`[^${loose.identifier}]`)
      else if (/^mdx.*(Expression|Esm)$/.test(node.type)) parts.code.push(`{${loose.value}}`)
      else if (/^mdxJsx/.test(node.type)) {
        const own = (loose.attributes ?? [])
          .filter(({ name }) => !/^(title|label|alt|caption|aria-.*)$/.test(name))
          .map(({ name, value }) => ` ${name}="${String(value)}"`)
        parts.tags.push(`<${loose.name}${own.sort().join('')}>`)
      }
    })
  }
  return parts
}

/** What a list has more than another, each as often as it is more. */
export function subtractParts(from: readonly string[], taken: readonly string[]): string[] {
  const left = [...taken]
  return from.filter((part) => {
    const at = left.indexOf(part)
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

/** How two lists differ, whatever their order. */
function differ(wanted: readonly string[], found: readonly string[]): string | undefined {
  const [missing, added] = [subtractParts(wanted, found), subtractParts(found, wanted)]
  if (missing.length + added.length === 0) return undefined
  const lacks = missing.length > 0 ? `it lacks ${missing.join(' and ')}` : ''
  const has = added.length > 0 ? `it has ${added.join(' and ')}, which the original has not` : ''
  return [lacks, has].filter(Boolean).join(', and ')
}

function isOneCodeBlock(target: string): boolean {
  try {
    const nodes = parseMdx(target)
    return nodes.length === 1 && nodes[0]!.type === 'code' && /^(`{3,}|~{3,})[\s\S]*\n[ \t]*(`{3,}|~{3,})\s*$/.test(target)
  } catch {
    return false
  }
}
