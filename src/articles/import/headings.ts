import type { Heading } from 'mdast'
import GithubSlugger, { slug as slugify } from 'github-slugger'
import type { Block } from './blocks.ts'
import type { BlockNote } from './source-folder.ts'
import { givenId, replaceTree, textOf, visitTree, type Tree } from './mdast.ts'

type HeadingNode = Tree & Heading

/**
 * Gives headings levels and ids that hold: the title is the only first-level heading, no level is skipped, no id comes
 * twice. Answers what a link may write after `#`, with the id that it leads to.
 */
export function settleHeadings(blocks: Block[], title: string, note: BlockNote): Map<string, string> {
  const dropped = dropRepeatedTitle(blocks, title, note)
  const headings: { node: HeadingNode; block: Block }[] = []
  // The title itself is at the top of the page.
  const anchors = new Map<string, string>(dropped.map((id) => [id, 'top']))
  for (const block of blocks) {
    visitTree(block.node, (node) => {
      if (node.type === 'heading') headings.push({ node: node as HeadingNode, block })
      if (node.type.startsWith('mdxJsx') && 'attributes' in node) {
        const id = (node.attributes as { name: string; value: unknown }[] | undefined)?.find((attribute) => attribute.name === 'id')?.value
        if (typeof id === 'string') anchors.set(id, id)
      }
    })
  }
  settleLevels(headings, note)
  settleIds(headings, anchors, note)
  return anchors
}

function dropRepeatedTitle(blocks: Block[], title: string, note: BlockNote): string[] {
  const first = blocks[0]
  if (first?.node.type !== 'heading' || (first.node as HeadingNode).depth !== 1) return []
  const same = (text: string) => text.normalize('NFKC').replace(/\s+/g, ' ').trim().toLowerCase()
  if (same(textOf(first.node)) !== same(title)) return []
  blocks.shift()
  note('repeated-title', 'The first heading repeats the title, so it was left out.', first.line)
  return [givenId(first.node), new GithubSlugger().slug(textOf(first.node))].filter((id) => id !== undefined)
}

function settleLevels(headings: { node: HeadingNode; block: Block }[], note: BlockNote): void {
  // A text that has first-level headings is one level too high throughout.
  const shift = headings.some(({ node }) => node.depth === 1) ? 1 : 0
  let level = 1
  for (const { node, block } of headings) {
    const depth = Math.min(6, node.depth + shift, level + 1) as Heading['depth']
    if (depth !== node.depth) {
      note('heading-order', `The heading "${textOf(node)}" was of level ${node.depth}; it is of level ${depth} now.`, node.position?.start.line ?? block.line)
      node.depth = depth
      block.source = undefined
    }
    level = depth
  }
}

function settleIds(headings: { node: HeadingNode; block: Block }[], anchors: Map<string, string>, note: BlockNote): void {
  const used = new Set(anchors.values())
  const setId = (node: HeadingNode, id: string, block: Block) => {
    node.data = { ...node.data, hProperties: { id } }
    block.source = undefined
  }
  for (const { node, block } of headings) {
    const properties = node.data?.hProperties
    if (!properties || Object.keys(properties).length === 0) continue
    // `{#My Id}` is read as an id and a property.
    const written = [givenId(node) ?? '', ...Object.keys(properties).filter((name) => name !== 'id' && properties[name] === '')].filter(Boolean).join(' ')
    const id = makeFree(/^[^\s{}"'<>`=]+$/.test(written) ? written : slugify(written), used)
    if (id !== written || Object.keys(properties).length > 1) {
      note(
        'heading-id',
        `The heading "${textOf(node)}" had the id "${written}"; ${id ? `it is "${id}" now` : 'it has none now'}.`,
        node.position?.start.line ?? block.line,
      )
      if (id) setId(node, id, block)
      else {
        node.data = {}
        block.source = undefined
      }
    }
    if (written && !anchors.has(written)) anchors.set(written, id)
    if (id) anchors.set(id, id)
  }
  // Rendering makes ids for the others; where one of those is taken, this heading gets one of its own.
  const slugger = new GithubSlugger()
  for (const { node, block } of headings) {
    if (givenId(node)) continue
    const made = slugger.slug(textOf(node))
    const id = makeFree(made || 'section', used)
    if (id !== made) setId(node, id, block)
    if (!anchors.has(made)) anchors.set(made, id)
    anchors.set(id, id)
  }
}

/** The id, or the id with the first free number; remembered as used. */
function makeFree(id: string, used: Set<string>): string {
  if (id === '') return ''
  let free = id
  for (let number = 2; used.has(free); number++) free = `${id}-${number}`
  used.add(free)
  return free
}

/** Makes headings that a list of contents can show: they have words, and line breaks in them become spaces. */
export function flattenHeadings(blocks: Block[], note: BlockNote): void {
  for (const block of [...blocks]) {
    const wrapper = { type: 'root', children: [block.node] } as unknown as Tree
    replaceTree(wrapper, (node) => {
      if (node.type !== 'heading') return undefined
      if (textOf(node).trim() !== '') {
        replaceTree(node, (child) => (child.type === 'break' ? [{ type: 'text', value: ' ' } as Tree] : undefined))
        return undefined
      }
      block.source = undefined
      const pictures = (node.children ?? []).filter((child) => child.type !== 'break' && child.type !== 'text')
      const where = pictures.length > 0 ? 'its picture stands in a paragraph now' : 'it was left out'
      note('empty-heading', `A heading had no words, so ${where}.`, node.position?.start.line ?? block.line)
      return pictures.length > 0 ? [{ type: 'paragraph', children: pictures } as Tree] : []
    })
    const [node] = wrapper.children ?? []
    if (node) block.node = node
    else blocks.splice(blocks.indexOf(block), 1)
  }
}
