import type { Nodes, Parents, RootContent } from 'mdast'
import type { Features } from 'satteri'
import { markdownToMdast, mdxToMdast } from 'satteri'
import { refuseTangled } from '../parse.ts'

/** How both Markdown and MDX are read here; the same as articles, less the front matter, which is taken off before. */
export const FEATURES = { frontmatter: false, headingAttributes: true, smartPunctuation: false, gfm: { footnotes: true } } satisfies Features

/** A tag or expression of MDX in the tree. */
export interface MdxNode {
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' | 'mdxFlowExpression' | 'mdxTextExpression'
  name?: string
  attributes?: { type: 'mdxJsxAttribute'; name: string; value: string | null }[]
  value?: string
  children?: RootContent[]
}

/** A node of Markdown or MDX, seen loosely: rules of which node may hold which are kept by the parser. */
export type Tree = (Nodes | MdxNode) & { children?: Tree[]; data?: { hProperties?: Record<string, unknown> }; position?: Nodes['position'] }

/** Throws a `TangledError` when the text opens more than anybody writes. */
export function parseMarkdown(source: string): RootContent[] {
  refuseTangled(source)
  return (markdownToMdast(source, { position: true, features: FEATURES }) as Parents).children as RootContent[]
}

/** Throws when the text is no MDX. */
export function parseMdx(source: string): RootContent[] {
  refuseTangled(source)
  return (mdxToMdast(source, { position: true, features: FEATURES }) as Parents).children as RootContent[]
}

/** Visits a node and everything in it. */
export function visitTree(node: Tree, visit: (node: Tree) => void): void {
  visit(node)
  for (const child of node.children ?? []) visitTree(child, visit)
}

/** Replaces nodes from the leaves up. The answer to `change` takes the node's place; `undefined` keeps it. */
export function replaceTree(node: Tree, change: (node: Tree) => Tree[] | undefined): void {
  // An empty list of children would make a leaf look like a parent.
  if (!node.children) return
  node.children = node.children.flatMap((child) => {
    replaceTree(child, change)
    return change(child) ?? [child]
  })
}

/** The words of a node, as they are read. */
export function textOf(node: Tree): string {
  if ('value' in node && (node.type === 'text' || node.type === 'inlineCode' || node.type === 'code')) return node.value as string
  if (node.type === 'break') return ' '
  const isContainer = BLOCKS.has(node.type)
  return (node.children ?? []).map(textOf).join(isContainer ? ' ' : '')
}

/** Nodes whose children are words of their own, not parts of one sentence. */
const BLOCKS = new Set(['root', 'list', 'listItem', 'blockquote', 'table', 'tableRow', 'footnoteDefinition', 'mdxJsxFlowElement'])

/** Id given to a heading in braces. */
export const givenId = (node: Tree): string | undefined => {
  const id = node.data?.hProperties?.['id']
  return typeof id === 'string' && id !== '' ? id : undefined
}

/** What a reader gets from a node, to compare two ways of writing it. */
export function meaningOf(node: Tree): string {
  const loose = node as unknown as Record<string, unknown>
  const children = () => (node.children ?? []).map(meaningOf).join('')
  const element = (name: string, ...facts: unknown[]) => `<${name} ${facts.map((fact) => JSON.stringify(fact ?? null)).join(' ')}>${children()}</>`
  switch (node.type) {
    case 'text':
      return (node as { value: string }).value.replace(/\s+/g, ' ')
    case 'paragraph': {
      // A tag alone in a paragraph stands for itself.
      const content = (node.children ?? []).filter((child) => !(child.type === 'text' && textOf(child).trim() === ''))
      return content.every((child) => child.type.startsWith('mdx')) ? content.map(meaningOf).join('') : `<p>${children().trim()}</>`
    }
    case 'heading':
      return element('heading', loose['depth'], givenId(node))
    case 'link':
    case 'definition':
      return element(node.type, loose['url'], loose['title'], loose['identifier'])
    case 'image':
      return element('image', loose['url'], loose['title'], loose['alt'])
    case 'code':
      return element('code', loose['lang'], loose['value'])
    case 'list':
      return element('list', loose['ordered'], loose['start'])
    case 'listItem':
      return element('item', loose['checked'])
    case 'linkReference':
    case 'imageReference':
    case 'footnoteReference':
    case 'footnoteDefinition':
      return element(node.type, String(loose['identifier']).toLowerCase(), loose['alt'])
    case 'table':
      return element('table', loose['align'])
    case 'mdxJsxFlowElement':
    case 'mdxJsxTextElement':
      if (loose['name'] === 'br') return '<break ></>'
      return element(
        'tag',
        loose['name'],
        ((loose['attributes'] ?? []) as { name: string; value: unknown }[]).map(({ name, value }) => [name, value]),
      )
    case 'inlineCode':
      return element('inlineCode', String(loose['value']).replace(/\s+/g, ' '))
    case 'break':
      return '<break ></>'
    default:
      return element(node.type.replace(/^mdx(Flow|Text)/, ''), typeof loose['value'] === 'string' ? loose['value'].replace(/\s+/g, ' ') : null)
  }
}
