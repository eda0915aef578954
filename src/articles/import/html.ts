import type { Element, ElementContent, Nodes, Root } from 'hast'
import { type Handle, type State, toMdast } from 'hast-util-to-mdast'
import { toString as textOf } from 'hast-util-to-string'
import type { RootContent } from 'mdast'
import { markdownToHast } from 'satteri'
import { HTML_ELEMENTS } from '../html.ts'
import { EMBEDDED, REMOVED } from './html-tags.ts'
import { FEATURES, type MdxNode } from './mdast.ts'

/** Elements without a Markdown sign that stay tags, because the tag is the meaning. */
const KEPT_INLINE = ['abbr', 'bdi', 'bdo', 'cite', 'dfn', 'ins', 'mark', 'q', 'rp', 'rt', 'ruby', 'samp', 'small', 'span', 'sub', 'sup', 'time', 'u', 'var']
/** Something that HTML says and an article cannot. */
export interface HtmlLoss {
  rule: string
  message: string
}

/** Result of reading Markdown with HTML in it. */
export interface ReadHtml {
  nodes: RootContent[]
  losses: HtmlLoss[]
}

/** Reads Markdown that has HTML in it: tags with a Markdown sign become that, others that articles may use stay tags. */
export function readHtml(source: string): ReadHtml {
  const hast = markdownToHast(source, { features: { ...FEATURES, rawHtml: true, gfm: { footnotes: false } } }) as Root
  const losses = new Map<string, HtmlLoss>()
  clean(hast, (rule, message) => losses.set(message, { rule, message }))
  const mdast = toMdast(hast, { newlines: true, handlers: HANDLERS, nodeHandlers: { comment: (_state, node) => comment(node.value) as never } })
  return { nodes: (mdast as { children: RootContent[] }).children, losses: [...losses.values()] }
}

function clean(node: Nodes, lose: (rule: string, message: string) => void): void {
  if (!('children' in node)) return
  node.children = (node.children as ElementContent[]).filter((child) => {
    if (child.type !== 'element' || !REMOVED.has(child.tagName)) return true
    // The box of a task list is a sign of Markdown.
    if (child.tagName === 'input' && child.properties['type'] === 'checkbox') return true
    lose('removed-html', `<${child.tagName}> cannot stand in an article, so it was left out.`)
    return false
  }) as typeof node.children
  for (const child of node.children) {
    if (child.type === 'element') noteChange(child, lose)
    clean(child as Nodes, lose)
  }
}

function noteChange(element: Element, lose: (rule: string, message: string) => void): void {
  const { tagName, properties } = element
  const align = /text-align:\s*(left|right|center)/.exec(String(properties['style'] ?? ''))?.[1]
  if (align) properties['align'] = align
  const has = (test: (child: Element) => boolean): boolean => selectAll(element).some(test)
  if (EMBEDDED.has(tagName)) {
    const becomes = has(({ properties }) => typeof properties['src'] === 'string') ? 'became a link' : 'was left out'
    lose('linked-media', `<${tagName}> cannot stand in an article, so it ${becomes}. A <Video> can play a film.`)
  } else if (tagName === 'table' && has(({ properties }) => Number(properties['colSpan'] ?? 1) > 1 || Number(properties['rowSpan'] ?? 1) > 1)) {
    lose('merged-cells', 'A table has cells over several columns or rows, which Markdown cannot write, so they stand in one cell now.')
  } else if (tagName === 'a' && properties['href'] !== undefined && has(({ tagName }) => BLOCK.test(tagName))) {
    lose('removed-html', `A link to "${properties['href']}" went around whole paragraphs, so only its words were kept.`)
  }
}

/** An element and all in it. */
const selectAll = (element: Element): Element[] => [element, ...element.children.flatMap((child) => (child.type === 'element' ? selectAll(child) : []))]
const BLOCK = /^(p|div|ul|ol|table|pre|blockquote|h[1-6]|hr|section|article|figure)$/

const comment = (text: string): MdxNode => ({ type: 'mdxTextExpression', value: `/* ${text.trim().replaceAll('*/', '* /')} */` })

function attributesOf(node: Element): NonNullable<MdxNode['attributes']> {
  const allowed = HTML_ELEMENTS.get(node.tagName) ?? []
  return Object.entries(node.properties).flatMap(([name, value]) => {
    const isMeaningful = name !== 'className' && allowed.includes(name) && value !== null && value !== undefined && value !== false
    return isMeaningful ? [{ type: 'mdxJsxAttribute' as const, name, value: value === true ? null : String(value) }] : []
  })
}

const inline = (name: string, attributes: MdxNode['attributes'], children: RootContent[]): MdxNode => ({
  type: 'mdxJsxTextElement',
  name,
  attributes: attributes ?? [],
  children,
})

/** Words stay between tags; a tag around paragraphs would be invalid. */
function keepInline(state: State, node: Element): unknown {
  const children = state.all(node) as RootContent[]
  const attributes = attributesOf(node)
  if (children.some((child) => FLOW.has(child.type)) || (node.tagName === 'span' && attributes.length === 0)) return children
  return inline(node.tagName, attributes, children)
}

const FLOW = new Set(['paragraph', 'list', 'table', 'code', 'blockquote', 'heading', 'thematicBreak', 'mdxJsxFlowElement'])

/** A block keeps its tag only for what Markdown cannot say: its language, its direction, its name. */
function keepBlock(state: State, node: Element): unknown {
  const attributes = attributesOf(node).filter(({ name }) => ['id', 'lang', 'dir'].includes(name))
  const children = state.toFlow(state.all(node) as never) as RootContent[]
  return attributes.length === 0 ? children : { type: 'mdxJsxFlowElement', name: 'div', attributes, children }
}

function readAnchor(state: State, node: Element): unknown {
  const { href, id, name } = node.properties
  const anchor = id ?? name
  const mark = anchor ? [inline('a', [{ type: 'mdxJsxAttribute', name: 'id', value: String(anchor) }], [])] : []
  const children = state.all(node) as RootContent[]
  if (typeof href !== 'string') return [...mark, ...children]
  const title = typeof node.properties['title'] === 'string' ? node.properties['title'] : null
  const isFlow = children.some((child) => FLOW.has(child.type))
  return [...mark, ...(isFlow ? children : [{ type: 'link', url: href, title, children }])]
}

function readEmbedded(_state: State, node: Element): unknown {
  const find = (element: Element): string | undefined => {
    if (typeof element.properties['src'] === 'string') return element.properties['src']
    return element.children.map((child) => (child.type === 'element' ? find(child) : undefined)).find(Boolean)
  }
  const src = find(node)
  if (!src) return []
  const words = String(node.properties['title'] ?? '') || textOf(node).trim() || src
  return { type: 'link', url: src.replace(/^\/\//, 'https://'), title: null, children: [{ type: 'text', value: words }] }
}

function readDetails(state: State, node: Element): unknown {
  const summary = node.children.find((child): child is Element => child.type === 'element' && child.tagName === 'summary')
  const title = summary ? textOf(summary).replace(/\s+/g, ' ').trim() : ''
  const rest = { ...node, children: node.children.filter((child) => child !== summary) }
  const children = state.toFlow(state.all(rest) as never) as RootContent[]
  if (title === '') return children
  return { type: 'mdxJsxFlowElement', name: 'Accordion', attributes: [{ type: 'mdxJsxAttribute', name: 'title', value: title }], children }
}

function readHeading(state: State, node: Element): unknown {
  const id = node.properties['id']
  return { type: 'heading', depth: Number(node.tagName[1]), children: state.all(node), data: id ? { hProperties: { id } } : {} }
}

const handler = (handle: (state: State, node: Element) => unknown): Handle => handle as Handle
const all = handler((state, node) => state.all(node))

const HANDLERS: Record<string, Handle> = {
  ...Object.fromEntries(KEPT_INLINE.map((name) => [name, handler(keepInline)])),
  ...Object.fromEntries(['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((name) => [name, handler(readHeading)])),
  ...Object.fromEntries(
    ['div', 'section', 'article', 'aside', 'main', 'nav', 'header', 'footer', 'center', 'figure', 'address', 'fieldset'].map((name) => [
      name,
      handler(keepBlock),
    ]),
  ),
  ...Object.fromEntries([...EMBEDDED].map((name) => [name, handler(readEmbedded)])),
  ...Object.fromEntries(['button', 'label', 'font', 'big', 'nobr', 'option', 'output'].map((name) => [name, all])),
  a: handler(readAnchor),
  kbd: handler((_state, node) => (textOf(node).trim() === '' ? [] : inline('Kbd', [], [{ type: 'text', value: textOf(node).replace(/\s+/g, ' ').trim() }]))),
  details: handler(readDetails),
  wbr: handler(() => inline('wbr', [], [])),
}
