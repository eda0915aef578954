import { textOf, type Tree } from './mdast.ts'

const FLOW_PARENTS = new Set(['root', 'blockquote', 'listItem', 'footnoteDefinition', 'mdxJsxFlowElement'])
const FLOW = new Set([
  'paragraph',
  'heading',
  'blockquote',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'code',
  'thematicBreak',
  'definition',
  'footnoteDefinition',
  'mdxJsxFlowElement',
  'html',
])

/** Makes a tree that came from HTML one that Markdown can write: words stand in paragraphs, and no block stands in a sentence. */
export function tidyTree(node: Tree): void {
  if (!node.children) return
  if (FLOW_PARENTS.has(node.type)) node.children = wrapSentences(node.children)
  else if (node.type !== 'list' && node.type !== 'table' && node.type !== 'tableRow') node.children = trimBreaks(node.children.flatMap(flatten))
  for (const child of node.children) tidyTree(child)
}

function wrapSentences(children: Tree[]): Tree[] {
  const result: Tree[] = []
  let sentence: Tree[] = []
  const finish = () => {
    if (sentence.some((child) => child.type !== 'text' || textOf(child).trim() !== '')) result.push({ type: 'paragraph', children: sentence } as Tree)
    sentence = []
  }
  for (const child of children) {
    if (!FLOW.has(child.type)) sentence.push(child)
    else {
      finish()
      const isEmpty = child.type === 'paragraph' && trimBreaks(child.children ?? []).length === 0
      if (!isEmpty) result.push(child)
    }
  }
  finish()
  return result
}

/** The words of a block, for a place where only words can stand. */
function flatten(node: Tree): Tree[] {
  if (!FLOW.has(node.type)) return [node]
  if (node.type === 'code') return [{ type: 'inlineCode', value: textOf(node).replace(/\s+/g, ' ') } as Tree]
  return [...(node.children ?? []).flatMap(flatten), { type: 'text', value: ' ' } as Tree]
}

/** A break at either end of a sentence breaks nothing, and Markdown cannot write it. */
function trimBreaks(children: Tree[]): Tree[] {
  const isSpace = (node: Tree | undefined) => node?.type === 'text' && textOf(node).trim() === ''
  const isNothing = (node: Tree | undefined) => node?.type === 'break' || isSpace(node)
  let start = 0
  let end = children.length
  while (start < end && isNothing(children[start])) start++
  while (end > start && isNothing(children[end - 1])) end--
  return children.slice(start, end)
}
