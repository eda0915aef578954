import type { Heading, Paragraph, Parents, RootContent } from 'mdast'
import { gfmToMarkdown } from 'mdast-util-gfm'
import { toMarkdown, type Handle, type Options, type State } from 'mdast-util-to-markdown'
import type { Block } from './blocks.ts'
import type { BlockNote } from './source-folder.ts'
import { givenId, meaningOf, parseMdx, textOf, visitTree, type MdxNode, type Tree } from './mdast.ts'

/**
 * Writes blocks as MDX. A block that means the same in MDX keeps its source, sign for sign; the others are written
 * anew; and each way is read back and compared, so that nothing changes its meaning unnoticed.
 */
export function writeBlocks(blocks: Block[], note: BlockNote): string {
  const extra = contextOf(blocks)
  let written = blocks.map((block) => block.source ?? serialise(block.node))
  if (!isFaithful(join(blocks, written), blocks)) {
    written = blocks.map((block) => {
      const choices = [block.source, serialise(block.node)]
      for (const choice of choices) if (choice !== undefined && isFaithful(choice + extra, [block], extra !== '')) return choice
      const anew = serialise(block.node)
      // Emphasis inside emphasis and the like cannot be written; what is read is the same.
      if (sameWords(anew + extra, block.node)) return anew
      note('simplified', 'This part could not be carried over with its formatting, so its words were kept as plain text.', block.line)
      return serialise(asText(block.node))
    })
    // One block can still change how the next is read.
    if (!parses(join(blocks, written))) written = blocks.map((block) => serialise(block.node))
    if (!parses(join(blocks, written))) {
      note('simplified', 'This article could not be carried over with its formatting, so its words were kept as plain text.', blocks[0]?.line ?? 1)
      written = blocks.map((block) => serialise(asText(block.node)))
    }
  }
  return `${join(blocks, written).trim()}\n`
}

function join(blocks: Block[], written: string[]): string {
  return written.map((text, index) => (index === 0 ? '' : canKeepGap(blocks, index) ? (blocks[index]?.gap ?? '') : '\n\n') + text).join('')
}

/** The source between two blocks may be kept when both are. */
const canKeepGap = (blocks: Block[], index: number) =>
  blocks[index]?.source !== undefined && blocks[index - 1]?.source !== undefined && /\n/.test(blocks[index]?.gap ?? '')

/** Definitions that a block alone needs to be read as it is read in its article. */
function contextOf(blocks: Block[]): string {
  const definitions: string[] = []
  for (const { node } of blocks) {
    visitTree(node, (child) => {
      if (child.type === 'definition') definitions.push(serialise(child))
      if (child.type === 'footnoteDefinition') definitions.push(`[^${(child as { identifier: string }).identifier}]: note`)
    })
  }
  return definitions.length === 0 ? '' : `\n\n${definitions.join('\n\n')}\n`
}

function isFaithful(mdx: string, blocks: Block[], withContext = false): boolean {
  try {
    const isDefinition = (node: Tree) => node.type === 'definition' || node.type === 'footnoteDefinition'
    const keep = (node: Tree) => !withContext || !isDefinition(node)
    const meaning = (nodes: Tree[]) => nodes.filter(keep).map(meaningOf).filter(Boolean).join('\n')
    return meaning(parseMdx(mdx) as Tree[]) === meaning(blocks.map((block) => block.node))
  } catch {
    return false
  }
}

function parses(mdx: string): boolean {
  try {
    let runsCode = false
    for (const root of parseMdx(mdx) as Tree[]) {
      visitTree(root, (node) => {
        const isComment = /^\s*\/\*/.test(String((node as { value?: unknown }).value ?? ''))
        if ((node.type as string) === 'mdxjsEsm' || (/^mdx.*Expression$/.test(node.type) && !isComment)) runsCode = true
      })
    }
    return !runsCode
  } catch {
    return false
  }
}

function sameWords(mdx: string, node: Tree): boolean {
  const words = (nodes: Tree[]) =>
    nodes
      .filter((child) => child.type !== 'definition' && child.type !== 'footnoteDefinition')
      .map(textOf)
      .join('')
      .replace(/\s+/g, '')
  return parses(mdx) && words(parseMdx(mdx) as Tree[]) === words([node])
}

/** The words alone. A heading stays one, because others below it count on its level. */
const asText = (node: Tree): Tree => {
  const words = [{ type: 'text', value: textOf(node).replace(/\s+/g, ' ').trim() }]
  return (node.type === 'heading' ? { ...node, children: words } : { type: 'paragraph', children: words }) as Tree
}

/** MDX of one node. */
export function serialise(node: Tree): string {
  return toMarkdown({ type: 'root', children: [node as RootContent] }, OPTIONS).trimEnd()
}

const attributesOf = (node: MdxNode) =>
  (node.attributes ?? [])
    .map(({ name, value }) =>
      value === null ? ` ${name}` : ` ${name}="${value.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('{', '&#123;')}"`,
    )
    .join('')

const writeTextTag: Handle = (node: MdxNode, _parent, state: State, info) => {
  const open = `<${node.name}${attributesOf(node)}`
  if (!node.children || node.children.length === 0) return `${open} />`
  return `${open}>${state.containerPhrasing(node as unknown as Paragraph, { ...info, before: '>', after: '<' })}</${node.name}>`
}

const writeFlowTag: Handle = (node: MdxNode, _parent, state: State, info) => {
  const open = `<${node.name}${attributesOf(node)}`
  if (!node.children || node.children.length === 0) return `${open} />`
  return `${open}>\n\n${state.containerFlow(node as unknown as Parents & { type: 'root' }, info)}\n\n</${node.name}>`
}

const writeExpression: Handle = (node: MdxNode) => `{${node.value}}`

const writeParagraph: Handle = (node: Paragraph, parent: Parents | undefined, state: State, info) => {
  const exit = state.enter('paragraph')
  const exitPhrasing = state.enter('phrasing')
  const text = state.containerPhrasing(node, info)
  exitPhrasing()
  exit()
  const isInList = parent?.type === 'listItem' || parent?.type === 'blockquote'
  // MDX takes a line that begins with these words for code.
  return isInList ? text : text.replace(/^(import|export)\b/, (word) => `&#${word.charCodeAt(0)};${word.slice(1)}`)
}

const writeHeading: Handle = (node: Heading, _parent, state: State, info) => {
  const exit = state.enter('headingAtx')
  const exitPhrasing = state.enter('phrasing')
  const text = state.containerPhrasing(node, { ...info, before: '# ', after: '\n' }).replace(/\s*\n\s*/g, ' ')
  exitPhrasing()
  exit()
  const id = givenId(node as Tree)
  return ['#'.repeat(node.depth), text.trim(), id && `{#${id}}`].filter(Boolean).join(' ')
}

/** A break in a table cell or heading cannot be a line break. */
const writeBreak: Handle = (_node, _parent, state: State) => (state.stack.includes('tableCell') ? '<br />' : state.stack.includes('headingAtx') ? ' ' : '\\\n')

const OPTIONS: Options = {
  bullet: '-',
  bulletOther: '*',
  emphasis: '*',
  rule: '-',
  listItemIndent: 'one',
  fences: true,
  // `<https://…>` is no MDX.
  resourceLink: true,
  extensions: [gfmToMarkdown({ tablePipeAlign: false })],
  unsafe: [
    { character: '{', inConstruct: ['phrasing', 'titleQuote', 'titleApostrophe'] },
    { character: '}', inConstruct: ['phrasing'] },
    { character: '<', inConstruct: ['phrasing'] },
    { atBreak: true, character: '<' },
    { atBreak: true, character: '{' },
  ],
  handlers: {
    paragraph: writeParagraph,
    heading: writeHeading,
    break: writeBreak,
    mdxJsxTextElement: writeTextTag,
    mdxJsxFlowElement: writeFlowTag,
    mdxTextExpression: writeExpression,
    mdxFlowExpression: writeExpression,
  } as Options['handlers'],
}
