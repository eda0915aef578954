import type { Element, Root } from 'hast'
import GithubSlugger from 'github-slugger'
import { toString as textOf } from 'hast-util-to-string'
import { MdxSyntaxError, parseBody } from '../articles/parse.ts'
import { isComponent, readProps } from '../articles/render.ts'
import type { ArticleSource, SnippetSource } from '../articles/tree.ts'
import type { Place } from './contract.ts'
import { findOddRows, type OddRow } from './odd-rows.ts'
import { readPassages, readWords, type Passage } from './passages.ts'
import type { JsxAttribute, TextNode } from './text-node.ts'

/** A component or an HTML element written as a tag. */
export interface TagUse {
  name: string
  props: Record<string, unknown>
  attributes: JsxAttribute[]
  children: TextNode[]
  /** Stands inside a sentence rather than on its own lines. */
  inSentence: boolean
  /** Name of the tag around it, '' at the top. */
  parent: string
  place: Place
}

/** A link, an image or a media file with its address as written. */
export interface AddressUse {
  address: string
  place: Place
}

export interface LinkUse extends AddressUse {
  /** What readers press; undefined for a file that a component plays. A component in it counts by its name. */
  words: string | undefined
}

/** An image, in whatever way it was written. */
export interface ImageUse extends AddressUse {
  /** Undefined when no alternative text was written at all. */
  alt: string | undefined
  from: 'Markdown' | 'Figure' | 'img'
}

export interface HeadingUse {
  id: string
  text: string
  depth: number
  /** The id was written, not made of the words. */
  hasOwnId: boolean
  place: Place
}

/** Code that MDX would run: an import, an export or an expression. */
export interface CodeUse {
  code: string
  kind: 'esm' | 'expression'
  place: Place
}

/** An article or snippet, parsed once for all rules. */
export interface CheckedText {
  kind: 'article' | 'snippet'
  file: string
  absolute: string
  locale: string
  /** Links of a snippet are read from the article that shows it, so it has no category. */
  category: string
  /** `category/slug`; the id of a snippet. */
  path: string
  source: ArticleSource | SnippetSource
  /** Set when the text does not parse; then there is nothing else to look at. */
  syntaxError: MdxSyntaxError | undefined
  tags: TagUse[]
  links: LinkUse[]
  images: ImageUse[]
  headings: HeadingUse[]
  code: CodeUse[]
  passages: Passage[]
  oddRows: OddRow[]
  /** Every id a link may point at. */
  anchors: Set<string>
}

/** Parses an article or snippet and gathers what the rules look at, in one walk. */
export function readCheckedText(source: ArticleSource | SnippetSource): CheckedText {
  const isArticle = 'path' in source
  const text: CheckedText = {
    kind: isArticle ? 'article' : 'snippet',
    file: source.file,
    absolute: source.absolute,
    locale: source.locale,
    category: isArticle ? source.category : '',
    path: isArticle ? source.path : source.id,
    source,
    syntaxError: undefined,
    tags: [],
    links: [],
    images: [],
    headings: [],
    code: [],
    passages: [],
    oddRows: [],
    anchors: new Set(['', 'top']),
  }
  let root: Root
  try {
    root = parseBody(source.source)
  } catch (error) {
    text.syntaxError = error instanceof MdxSyntaxError ? error : new MdxSyntaxError(String(error))
    return text
  }
  gather(root as unknown as TextNode, text)
  text.passages = readPassages(root as unknown as TextNode, source.source)
  for (const heading of text.headings) text.anchors.add(heading.id)
  return text
}

function gather(root: TextNode, text: CheckedText): void {
  const slugger = new GithubSlugger()
  const walk = (node: TextNode, parent: string, near: Place) => {
    const place: Place = node.position ? { line: node.position.start.line, column: node.position.start.column } : near
    let inside = parent
    if (isComponent(node)) {
      inside = node.name ?? ''
      gatherTag(node as unknown as TextNode, parent, place, text)
    } else if (node.type === 'mdxjsEsm') text.code.push({ code: node.value ?? '', kind: 'esm', place })
    else if (node.type === 'mdxFlowExpression' || node.type === 'mdxTextExpression') text.code.push({ code: node.value ?? '', kind: 'expression', place })
    else if (node.type === 'element') gatherElement(node as unknown as Element, place, text, slugger)
    for (const child of node.children ?? []) walk(child, inside, place)
  }
  walk(root, '', { line: 1 })
}

function gatherTag(node: TextNode, parent: string, place: Place, text: CheckedText): void {
  const attributes = node.attributes ?? []
  const props = readProps({ attributes } as Parameters<typeof readProps>[0])
  const name = node.name ?? ''
  const address = (key: string) => (typeof props[key] === 'string' ? (props[key] as string) : undefined)
  text.tags.push({ name, props, attributes, children: node.children ?? [], inSentence: node.type === 'mdxJsxTextElement', parent, place })

  const id = /^[a-z]/.test(name) ? (address('id') ?? (name === 'a' ? address('name') : undefined)) : undefined
  if (id) text.anchors.add(id)
  const src = address('src')
  if (name === 'a' && address('href') !== undefined) text.links.push({ address: address('href') ?? '', words: nameOf(node), place })
  if (name === 'Video') {
    for (const file of [src, address('captions')]) if (file) text.links.push({ address: file, words: undefined, place })
  }
  if (src !== undefined && (name === 'Figure' || name === 'img')) {
    text.images.push({ address: src, alt: props['alt'] === true ? '' : address('alt'), from: name, place })
  }
}

function gatherElement(node: Element, place: Place, text: CheckedText, slugger: GithubSlugger): void {
  const { tagName, properties } = node
  if (tagName === 'a' && typeof properties['href'] === 'string') {
    const isFootnote = properties['dataFootnoteRef'] !== undefined || properties['dataFootnoteBackref'] !== undefined
    if (!isFootnote) text.links.push({ address: properties['href'], words: nameOf(node as unknown as TextNode), place })
  } else if (tagName === 'img') {
    text.images.push({ address: String(properties['src'] ?? ''), alt: String(properties['alt'] ?? ''), from: 'Markdown', place })
  } else if (/^h[1-6]$/.test(tagName) && properties['id'] !== 'footnote-label') {
    const words = textOf(node)
    const given = properties['id']
    // The same ids that rendering gives.
    const id = typeof given === 'string' && given !== '' ? given : slugger.slug(words)
    text.headings.push({ id, text: words.trim(), depth: Number(tagName[1]), hasOwnId: id === given, place })
  } else if (tagName === 'table') text.oddRows.push(...findOddRows(node as unknown as TextNode, text.source.source))
}

/** What a link says to somebody who hears it. */
function nameOf(link: TextNode): string {
  const components = (node: TextNode): string[] => (isComponent(node) ? [`<${node.name}>`] : (node.children ?? []).flatMap(components))
  return readWords(link).trim() || (link.children ?? []).flatMap(components).join('')
}
