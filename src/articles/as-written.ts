import type { Element, ElementContent, RootContent } from 'hast'

/** Elements that Markdown makes. */
const MARKDOWN = new Set('a blockquote br code del em h2 h3 h4 h5 h6 hr img input li ol p pre strong table tbody td th thead tr ul'.split(' '))
/** What is no address that can stand in Markdown as it is. */
const UNSAFE = /[\s()<>]/
const LINK = /^!?\[[\s\S]*\]\(([^\s()<>"']*)\)$/
const HEADING = /^(#+)[ \t]+([^{}]*?)(?:[ \t]*\{#[^{}]*\})?[ \t]*$/

interface Edit {
  start: number
  end: number
  text: string
}

/**
 * A rendered block as its writer wrote it, with the addresses that readers open; undefined where that is more than Markdown: a component, a tag, a
 * footnote, a link that is defined elsewhere. Faster by far than making Markdown of elements, and what the writer meant.
 */
export function asWritten(block: RootContent, source: string, base: string): string | undefined {
  const node = tableIn(block)
  if (node.type !== 'element') return undefined
  const edits: Edit[] = []
  const [start, end] = placeOf(node)
  if (start === undefined || end === undefined || !isMarkdown(node, source, base, edits)) return undefined
  let text = ''
  let at = start
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    text += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  text += source.slice(at, end)
  if (/^h\d$/.test(node.tagName)) return asHeading(text, node)
  // In braces and tags, MDX has more than Markdown.
  return node.tagName === 'pre' || !/[{<]/.test(text) ? text : undefined
}

/** Without the frame that a table scrolls in. */
function tableIn(block: RootContent): RootContent {
  const [child] = block.type === 'element' && block.tagName === 'div' ? block.children : []
  return child?.type === 'element' && child.tagName === 'table' ? child : block
}

function placeOf({ position }: Element): [number | undefined, number | undefined] {
  return [position?.start.offset, position?.end.offset]
}

/** Whether all in an element is as Markdown made it; adds what must be written otherwise. */
function isMarkdown(node: ElementContent, source: string, base: string, edits: Edit[]): boolean {
  if (node.type === 'text') return true
  if (node.type !== 'element' || !MARKDOWN.has(node.tagName)) return false
  const [start, end] = placeOf(node)
  // The link beside a heading, and the box of a task.
  if (start === undefined || end === undefined) return isAnchor(node) || node.tagName === 'input'
  if (node.tagName === 'pre' || node.tagName === 'code') return true
  if (node.tagName === 'a' || node.tagName === 'img') {
    const written = source.slice(start, end)
    const [label] = node.children
    if (label?.type === 'text' && label.value === written) return true
    const address = node.properties[node.tagName === 'a' ? 'href' : 'src']
    const target = LINK.exec(written)?.[1]
    if (typeof address !== 'string' || target === undefined || UNSAFE.test(address)) return false
    edits.push({ start: end - 1 - target.length, end: end - 1, text: address.startsWith('/') ? base + address : address })
  }
  return node.children.every((child) => isMarkdown(child, source, base, edits))
}

const isAnchor = ({ properties }: Element) => Array.isArray(properties['className']) && properties['className'].includes('anchor')

/** A heading without its id; undefined when the page has it at another level, or it is underlined. */
function asHeading(text: string, { tagName }: Element): string | undefined {
  const [, signs = '', title = ''] = HEADING.exec(text) ?? []
  return signs.length === Number(tagName[1]) && title && !title.includes('<') ? `${signs} ${title}` : undefined
}
