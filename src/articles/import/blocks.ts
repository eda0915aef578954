import type { RootContent } from 'mdast'
import { readHtml, type ReadHtml } from './html.ts'
import { countOpen, escapeUnknownTags, hasHtml } from './html-tags.ts'
import { mendTables, noteSlips } from './slips.ts'
import { parseMarkdown, replaceTree, visitTree, type Tree } from './mdast.ts'
import type { BlockNote } from './source-folder.ts'
import { tidyTree } from './tidy.ts'

/** A piece of an article between empty lines: a paragraph, a list, a table … */
export interface Block {
  node: Tree
  /** As it stood in the source; undefined when it has to be written anew. */
  source: string | undefined
  /** What stood between this block and the one before. */
  gap: string
  /** 1-based line of the body. */
  line: number
}

/** Reads plain Markdown into blocks in which no HTML is left. */
export function readBlocks(body: string, note: BlockNote): Block[] {
  const { source, nodes } = parseMended(body, note)
  const definitions = nodes.filter((node) => node.type === 'definition').map((node) => sliceOf(source, node))
  const footnotes = new Set(nodes.flatMap((node) => (node.type === 'footnoteDefinition' ? [node.identifier.toLowerCase()] : [])))
  const blocks: Block[] = []
  let end = 0
  for (const group of groupByHtml(nodes)) {
    const first = group[0] as RootContent
    const last = group.at(-1) as RootContent
    const start = first.position?.start.offset ?? 0
    const line = first.position?.start.line ?? 1
    const gap = /^\s*$/.test(source.slice(end, start)) ? source.slice(end, start) : '\n\n'
    const slice = source.slice(start, last.position?.end.offset ?? source.length)
    end = last.position?.end.offset ?? source.length
    if (!group.some((node) => hasHtml(node as Tree))) blocks.push({ node: first as Tree, source: slice, gap, line })
    else {
      const read = readGroup(first, group.length, slice, definitions, footnotes)
      for (const { rule, message } of read.losses) note(rule, message, line)
      blocks.push(...read.nodes.map((node) => ({ node: node as Tree, source: undefined, gap: '\n\n', line })))
    }
  }
  for (const block of blocks) {
    if (block.source === undefined) continue
    const hasSlips = noteSlips(source, block.node, note)
    if (hasSlips || needsRewriting(block)) block.source = undefined
  }
  return blocks
}

const sliceOf = (source: string, node: RootContent) => source.slice(node.position?.start.offset ?? 0, node.position?.end.offset ?? 0)

/** Reads a body after mending what the reading would lose. Escaping one tag can show another that it hid, hence the rounds. */
function parseMended(body: string, note: BlockNote): { source: string; nodes: RootContent[] } {
  let source = body
  let nodes = parseMarkdown(source)
  for (let round = 0; round < 5; round++) {
    const root = { type: 'root', children: nodes } as unknown as Tree
    const edits = mendTables(source, root, note)
    visitTree(root, (node) => {
      if (node.type !== 'html') return
      const start = node.position?.start.offset ?? 0
      const end = node.position?.end.offset ?? start
      const original = source.slice(start, end)
      const { text, escaped } = escapeUnknownTags(original)
      if (text === original) return
      edits.push({ start, end, text })
      if (escaped.length > 0) note('escaped-html', `${escaped.join(', ')} is no HTML, so it was kept as words.`, node.position?.start.line ?? 1)
    })
    if (edits.length === 0) break
    for (const { start, end, text } of edits.sort((a, b) => b.start - a.start)) source = source.slice(0, start) + text + source.slice(end)
    nodes = parseMarkdown(source)
  }
  return { source, nodes }
}

/** An element may open in one block and close in a later one; these blocks are read together. */
function groupByHtml(nodes: RootContent[]): RootContent[][] {
  const groups: RootContent[][] = []
  for (let index = 0; index < nodes.length; ) {
    const first = nodes[index] as RootContent
    let size = 1
    if (first.type === 'html') {
      let open = countOpen(first.value)
      for (let next = index + 1; open > 0 && next < nodes.length; next++) {
        const node = nodes[next] as RootContent
        visitTree(node as Tree, (child) => {
          if (child.type === 'html') open += countOpen((child as { value: string }).value)
        })
        if (open <= 0) size = next - index + 1
      }
    }
    groups.push(nodes.slice(index, index + size))
    index += size
  }
  return groups
}

function readGroup(first: RootContent, size: number, slice: string, definitions: string[], footnotes: Set<string>): ReadHtml {
  const isNote = first.type === 'footnoteDefinition' && size === 1
  const text = isNote ? slice.replace(/^\[\^[^\]]*\]:[ \t]*/, '').replace(/^ {4}/gm, '') : slice
  const read = readHtml(`${text}\n\n${definitions.join('\n')}`)
  const root = { type: 'root', children: read.nodes } as unknown as Tree
  // Notes are numbered over the whole article, so they were read as words here.
  replaceTree(root, (node) => (node.type === 'text' ? splitFootnotes((node as { value: string }).value, footnotes) : undefined))
  tidyTree(root)
  const nodes = (root.children ?? []) as RootContent[]
  return { nodes: isNote ? [{ ...first, children: nodes } as RootContent] : nodes, losses: read.losses }
}

function splitFootnotes(text: string, known: Set<string>): Tree[] | undefined {
  const parts = text.split(/(\[\^[^\]\s]+\])/)
  if (parts.length === 1) return undefined
  return parts.flatMap((part): Tree[] => {
    const identifier = /^\[\^(.+)\]$/.exec(part)?.[1]
    if (identifier && known.has(identifier.toLowerCase())) return [{ type: 'footnoteReference', identifier, label: identifier } as Tree]
    return part === '' ? [] : [{ type: 'text', value: part } as Tree]
  })
}

/** What means something else in MDX than in Markdown. What this misses, the comparison of both readings finds. */
function needsRewriting(block: Block): boolean {
  const { source } = block
  if (source === undefined) return true
  if (block.node.type === 'paragraph' && /^(import|export)\b/.test(source)) return true
  let found = false
  visitTree(block.node, (node) => {
    if (node.type === 'code' && !/^[`~>\s-]*[`~]{3}/.test(source.slice((node.position?.start.offset ?? 0) - (block.node.position?.start.offset ?? 0))))
      found = true
  })
  return found
}
