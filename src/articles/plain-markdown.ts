import type { Element, ElementContent, Root, RootContent } from 'hast'
import { toMdast } from 'hast-util-to-mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown } from 'mdast-util-to-markdown'
import { asWritten } from './as-written.ts'

/**
 * The text of an article as plain Markdown: what its `source` has as Markdown stays as it is written there, components become quotes, headings and
 * lists; links begin with `base`.
 */
export function toPlainMarkdown(root: Root, source: string, base: string): string {
  const blocks = root.children.filter((block) => block.type !== 'text' || block.value.trim() !== '')
  const written = blocks.map((block) => asWritten(block, source, base))
  // A list that follows another would continue it.
  const isApart = (list: number) => [list - 1, list + 1].every((at) => !blocks[at] || (written[at] !== undefined && !isList(blocks[at])))
  const parts: string[] = []
  let made: RootContent[] = []
  const addMade = () => {
    const text = made.length > 0 ? makeMarkdown({ type: 'root', children: made }, base).trim() : ''
    if (text) parts.push(text)
    made = []
  }
  for (const [index, block] of blocks.entries()) {
    const text = isList(block) && !isApart(index) ? undefined : written[index]
    if (text === undefined) made.push(block)
    else {
      addMade()
      parts.push(text)
    }
  }
  addMade()
  return `${parts.join('\n\n')}\n`
}

const isList = (block: RootContent) => block.type === 'element' && (block.tagName === 'ul' || block.tagName === 'ol')

/** Markdown of what components, tags and footnotes made. */
function makeMarkdown(root: Root, base: string): string {
  const tree = toMdast(prepare(root, base), {
    handlers: {
      // The default would drop what a details element holds.
      details: (state, node) => state.all(node as never) as never,
    },
  })
  return toMarkdown(tree as never, { extensions: [gfmToMarkdown()], bullet: '-', rule: '-' })
}

function prepare(root: Root, base: string): Root {
  const clean = (node: ElementContent): ElementContent[] => {
    if (node.type !== 'element') return [node]
    const classes = (node.properties['className'] ?? []) as string[]
    if (classes.includes('anchor') || classes.includes('term-card') || node.tagName === 'input') return []
    const children = node.children.flatMap(clean)
    if (classes.includes('callout')) return [{ ...node, tagName: 'blockquote', children }]
    if (classes.includes('tab-label') || classes.includes('callout-title') || node.tagName === 'summary') {
      return [{ type: 'element', tagName: 'p', properties: {}, children: [{ type: 'element', tagName: 'strong', properties: {}, children }] }]
    }
    if (classes.includes('tab-print')) return []
    // A link and what it leads to: one sentence here, two lines on the page.
    if (classes.includes('guide-link') && children[1]) children.splice(1, 0, { type: 'text', value: ': ' })
    // Where a film plays is about the page.
    if (classes.includes('video')) children.splice(1)
    if (node.tagName === 'pre') return [{ ...node, children: children.map((code) => nameLanguage(code, node.properties['dataLanguage'])) }]
    const properties = { ...node.properties }
    for (const name of ['href', 'src']) {
      const address = properties[name]
      if (typeof address === 'string' && address.startsWith('/')) properties[name] = base + address
    }
    return [{ ...node, properties, children } satisfies Element]
  }
  return { type: 'root', children: root.children.flatMap((node) => clean(node as ElementContent)) }
}

/** Code as Markdown knows it: with its language as a class. */
function nameLanguage(code: ElementContent, language: unknown): ElementContent {
  if (code.type !== 'element' || typeof language !== 'string') return code
  return { ...code, properties: { ...code.properties, className: [`language-${language}`] } }
}
