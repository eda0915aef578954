import type { RootContent } from 'hast'
import { maskSource } from '../articles/markdown-slips.ts'
import type { Place } from './contract.ts'
import { CODE, readSentences, type WordNumber } from './sentences.ts'
import type { TextNode } from './text-node.ts'

/** A run of words: a paragraph, a heading, a cell, or what stands in a list item or component without a paragraph. */
export interface Passage {
  kind: 'paragraph' | 'heading' | 'cell' | 'item'
  /** Its source, in which code, links and pictures are blanked out. */
  source: string
  /** Where a sign of `source` stands in the file. */
  placeOf: (index: number) => Required<Place>
  /** As in the file. */
  raw: string
  /** What a reader reads; code is `CODE`. */
  words: string
  /** The words of its sentences, read when the first rule asks. */
  readonly sentences: readonly (readonly WordNumber[])[]
}

const KINDS: Record<string, Passage['kind']> = { p: 'paragraph', td: 'cell', th: 'cell' }
const INLINE = /^(a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|img|ins|kbd|mark|q|s|samp|small|span|strong|sub|sup|time|u|var)$/

/** The passages of a parsed text, in its order. */
export function readPassages(root: TextNode, source: string): Passage[] {
  const passages: Passage[] = []
  const lineStarts = [0]
  for (let end = source.indexOf('\n'); end >= 0; end = source.indexOf('\n', end + 1)) lineStarts.push(end + 1)

  const add = (kind: Passage['kind'], node: TextNode) => {
    const masked = maskSource(source, node as unknown as RootContent)
    if (!masked) return
    const { text, offset } = masked
    const words = readWords(node)
    let sentences: WordNumber[][] | undefined
    passages.push({
      kind,
      source: text,
      placeOf: (index) => findPlace(lineStarts, offset + index),
      raw: source.slice(offset, offset + text.length),
      words,
      get sentences() {
        sentences ??= readSentences(words)
        return sentences
      },
    })
  }
  const walk = (node: TextNode) => {
    const name = tagOf(node)
    if (name === 'pre') return
    const kind = /^h[1-6]$/.test(name) ? 'heading' : KINDS[name]
    if (kind) return add(kind, node)
    for (const run of runsOf(node)) {
      if (Array.isArray(run)) add('item', { type: 'run', children: run, position: spanOf(run) } as TextNode)
      else walk(run)
    }
  }
  walk(root)
  return passages
}

const tagOf = (node: TextNode) => (node as { tagName?: string }).tagName ?? ''

const isInline = (node: TextNode) =>
  (node.type === 'text' && (node.value ?? '').trim() !== '') || node.type === 'mdxJsxTextElement' || (node.type === 'element' && INLINE.test(tagOf(node)))

/** Children of a block: words that follow each other as one run, blocks by themselves. */
function runsOf(node: TextNode): (TextNode | TextNode[])[] {
  const runs: (TextNode | TextNode[])[] = []
  for (const child of node.children ?? []) {
    const last = runs.at(-1)
    if (!isInline(child)) runs.push(child)
    else if (Array.isArray(last)) last.push(child)
    else runs.push([child])
  }
  return runs
}

type Span = NonNullable<TextNode['position']>

function spanOf(nodes: TextNode[]): Span | undefined {
  const placed = nodes.flatMap((node) => node.position ?? [])
  const [first, last] = [placed[0], placed.at(-1)]
  return first && last ? { start: first.start, end: last.end } : undefined
}

/** Words of a node with the names of its pictures; a line break is a space. */
export function readWords(node: TextNode): string {
  if (node.type === 'text') return node.value ?? ''
  if (tagOf(node) === 'br') return ' '
  if (tagOf(node) === 'code') return CODE
  if (tagOf(node) === 'img') return String((node as { properties?: { alt?: unknown } }).properties?.alt ?? '')
  return (node.children ?? []).map(readWords).join('')
}

function findPlace(lineStarts: number[], offset: number): Required<Place> {
  let low = 0
  let high = lineStarts.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((lineStarts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
}
