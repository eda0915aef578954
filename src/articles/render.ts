import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toHtml } from 'hast-util-to-html'
import { toString as textOf } from 'hast-util-to-string'
import { h } from 'hastscript'
import GithubSlugger from 'github-slugger'
import type { RenderContext } from './component.ts'
import { highlightCode } from './code.ts'
import { COMPONENTS } from './components/registry.ts'
import { RESERVED_ID } from './reserved.ts'
import { HTML_ELEMENTS, isAllowedAttribute } from './html.ts'

/** A section heading of an article. */
export interface Heading {
  id: string
  text: string
  depth: number
}

interface JsxNode {
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement'
  name: string | null
  attributes: { type: string; name?: string; value?: string | null | { value: string } }[]
  children: ElementContent[]
}

export const isComponent = (node: { type: string }): node is JsxNode & { type: 'mdxJsxFlowElement' } =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement'

/** Properties as written: `a="x"`, `a` (true), and literals in braces such as `{3}` or `{false}`. */
export function readProps(node: Pick<JsxNode, 'attributes'>): Record<string, unknown> {
  return Object.fromEntries(
    node.attributes.flatMap((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute' || !attribute.name) return []
      const { value } = attribute
      if (value === null || value === undefined) return [[attribute.name, true]]
      return [[attribute.name, typeof value === 'string' ? value : readLiteral(value.value)]]
    }),
  )
}

function readLiteral(expression: string): unknown {
  try {
    return JSON.parse(expression.trim().replace(/^'(.*)'$/s, '"$1"'))
  } catch {
    return expression
  }
}

/** Turns a parsed article into the elements of the page. Unknown components leave their content; the check reports them. */
export function renderTree(tree: Root, context: RenderContext): { root: Root; headings: Heading[] } {
  const headings: Heading[] = []
  const slugger = new GithubSlugger()

  const renderAll = (nodes: readonly (RootContent | ElementContent)[]): ElementContent[] => nodes.flatMap((node) => renderNode(node as ElementContent))

  function renderNode(node: ElementContent | { type: string }): ElementContent[] {
    if (isComponent(node)) {
      const jsx = node as unknown as JsxNode
      const component = COMPONENTS.get(jsx.name ?? '')
      const children = renderAll(jsx.children)
      if (!component) return renderHtml(jsx, children)
      const props = component.props.safeParse(readProps(jsx))
      if (!props.success) return children
      const rendered = component.render({ props: props.data, children, context })
      // Of what components make, only the picture in a <Figure> still lacks its address and size.
      return rendered.map((made) => (made.type === 'element' && made.tagName === 'figure' ? finish(made) : made))
    }
    if (node.type === 'text' || node.type === 'comment' || node.type === 'raw') return [node as ElementContent]
    if (node.type !== 'element') return [] // Expressions and imports are not run.
    const element = node as Element
    return [finish({ ...element, properties: { ...element.properties }, children: renderElementChildren(element) })]
  }

  /** A tag such as `<details>`: only what the check allows gets through, here too. */
  function renderHtml(jsx: JsxNode, children: ElementContent[]): ElementContent[] {
    const name = jsx.name ?? ''
    if (!HTML_ELEMENTS.has(name)) return children
    const allowed = Object.entries(readProps(jsx)).filter(
      ([attribute, value]) => isAllowedAttribute(name, attribute) && !(attribute === 'id' && RESERVED_ID.test(String(value))),
    )
    return [finish(h(name, Object.fromEntries(allowed) as Record<string, string>, children))]
  }

  function renderElementChildren(element: Element): ElementContent[] {
    return element.tagName === 'pre' ? element.children : renderAll(element.children)
  }

  function finish(node: ElementContent): ElementContent {
    if (node.type !== 'element') return node
    switch (node.tagName) {
      case 'a':
        return finishLink(node)
      case 'img':
        return finishImage(node)
      case 'pre':
        return finishCode(node)
      case 'code':
      case 'kbd':
        node.properties['dir'] ??= 'ltr'
        return node
      case 'table':
        return h('div', { className: ['table'], tabIndex: 0, role: 'group', ariaLabel: tableLabel(node) }, [node])
      case 'th':
      case 'td':
        return finishCell(node)
      case 'input':
        // The box of a task list: its text is beside it.
        node.properties['ariaHidden'] = 'true'
        return node
      case 'figure':
        node.children = node.children.map(finish)
        return node
    }
    if (/^h[1-6]$/.test(node.tagName) && !isFootnoteLabel(node)) return finishHeading(node)
    if (isFootnoteLabel(node)) node.properties['className'] = ['footnotes-title']
    return node
  }

  function finishHeading(node: Element): Element {
    const text = textOf(node)
    const given = node.properties['id']
    const wanted = typeof given === 'string' && given !== '' ? given : slugger.slug(text) || context.uniqueId('section')
    const id = RESERVED_ID.test(wanted) ? wanted.replace('--', '-') : wanted
    node.properties['id'] = id
    // The title is the page's only first-level heading.
    const depth = Math.max(2, Number(node.tagName[1]))
    node.tagName = `h${depth}`
    headings.push({ id, text, depth })
    const label = `${context.translator.t('article.anchor')}: ${text}`
    return { ...node, children: [...node.children, h('a', { className: ['anchor'], href: `#${id}`, ariaLabel: label }, '#')] }
  }

  function finishLink(node: Element): Element {
    // An anchor to link to, not a link.
    if (node.properties['href'] === undefined) return node
    const href = String(node.properties['href'])
    const target = context.link(href)
    if (target === undefined) return { ...node, tagName: 'span', properties: {} }
    node.properties['href'] = target
    if (/^https?:/.test(target)) node.properties['rel'] = ['noopener']
    return node
  }

  function finishImage(node: Element): Element {
    const image = context.image(String(node.properties['src'] ?? ''))
    // A drawing inside an address may hold code, and nobody has looked at it.
    if (!image && /^\s*data:(?!image\/(png|jpe?g|gif|webp|avif)[;,])/i.test(String(node.properties['src'] ?? ''))) delete node.properties['src']
    if (!image) return node
    const { srcset, ...size } = image
    Object.assign(node.properties, { ...size, loading: 'lazy', decoding: 'async' })
    if (srcset) Object.assign(node.properties, { srcSet: srcset, sizes: '(min-width: 48rem) 44rem, 92vw' })
    return node
  }

  const root: Root = { type: 'root', children: renderAll(tree.children) }
  return { root, headings }
}

/** Code blocks stay left to right, can be scrolled by keyboard, and are coloured. */
function finishCode(node: Element): Element {
  const code = node.children.find((child): child is Element => child.type === 'element' && child.tagName === 'code')
  if (!code) return node
  const className = (code.properties['className'] ?? []) as string[]
  const language = className.find((name) => name.startsWith('language-'))?.slice('language-'.length)
  const children = highlightCode(textOf(code), language)
  const { position } = node
  return { ...h('pre', { dir: 'ltr', tabIndex: 0, dataLanguage: language }, [h('code', children)]), ...(position && { position }) }
}

/** Alignment as a class: the content security policy allows no style attributes. */
function finishCell(node: Element): Element {
  const align = /text-align:\s*(left|right|center)/.exec(String(node.properties['style'] ?? ''))?.[1] ?? node.properties['align']
  delete node.properties['style']
  delete node.properties['align']
  if (align) node.properties['className'] = [`align-${align}`]
  if (node.tagName === 'th') {
    if (textOf(node).trim() === '') node.tagName = 'td'
    else node.properties['scope'] ??= 'col'
  }
  return node
}

function tableLabel(table: Element): string {
  const cells: string[] = []
  const visit = (node: ElementContent) => {
    if (node.type !== 'element') return
    if (node.tagName === 'th') cells.push(textOf(node).trim())
    else node.children.forEach(visit)
  }
  table.children.forEach(visit)
  return cells.filter(Boolean).join(', ') || 'table'
}

const isFootnoteLabel = (node: Element) => node.properties['id'] === 'footnote-label'

/** HTML of rendered elements. */
export function serialise(root: Root): string {
  return toHtml(root, { allowDangerousHtml: false })
}
