import { mdxToMdast } from 'satteri'
import { isMap, isScalar, isSeq, parseDocument } from 'yaml'
import { FEATURES, type Tree, visitTree } from '../articles/import/mdast.ts'
import { frontMatterOf, refuseTangled, refuseTooDeep } from '../articles/parse.ts'
import type { BlockKind } from './contract.ts'
import { hashOf, meaningOf } from './meaning.ts'

/** The smallest piece of an article that a translator translates at once. */
export interface Block {
  kind: BlockKind
  /** Names what the block says; formatting and whitespace do not count. */
  readonly hash: string
  /** The block as it is written, its lines joined. */
  text: string
  /** What it says in words, for telling its language; code in a sentence is left out. */
  words: string
  /** Where it stands in the file: offsets of what a translation replaces, and the 1-based line. */
  start: number
  end: number
  line: number
  /** A heading's level and own id. */
  depth?: number
  id?: string
  /** The node of the parsed file; absent for what stands in the front matter or in a property. */
  nodes?: Tree[]
}

/** Properties of components that readers see or hear. */
const SPOKEN = new Set(['title', 'label', 'alt', 'caption', 'aria-label'])
const PHRASING = new Set([
  'text',
  'emphasis',
  'strong',
  'delete',
  'inlineCode',
  'break',
  'link',
  'linkReference',
  'image',
  'imageReference',
  'footnoteReference',
  'mdxJsxTextElement',
  'mdxTextExpression',
])

/** Splits an article file into blocks in reading order. Throws when the text is no MDX or nested too deeply. */
export function readBlocks(source: string): Block[] {
  refuseTangled(source)
  const root = mdxToMdast(source, { position: true, features: { ...FEATURES, frontmatter: true } }) as Tree
  refuseTooDeep(root)
  const definitions = new Map<string, string>()
  visitTree(root, (node) => {
    if (node.type === 'definition') definitions.set(node.identifier, node.url)
  })
  const blocks: Block[] = []

  const add = (kind: BlockKind, nodes: Tree[], extra: Partial<Block> = {}) => {
    const first = nodes[0]?.position
    const last = nodes.at(-1)?.position
    if (first?.start.offset === undefined || last?.end.offset === undefined) return
    const meaning = nodes.map((node) => meaningOf(node, definitions)).join('')
    if (!/\S/.test(meaning)) return
    const [start, end] = [first.start.offset, last.end.offset]
    const text = kind === 'code' ? source.slice(start, end) : joinLines(source.slice(start, end))
    blocks.push(makeBlock(meaning, { kind, text, words: wordsOf(nodes), start, end, line: first.start.line, nodes, ...extra }))
  }

  const walk = (node: Tree, parent: Tree) => {
    switch (node.type) {
      case 'yaml':
        blocks.push(...readFields(node.value, source, node.position?.start.offset ?? 0))
        return
      case 'heading': {
        const id = node.data?.hProperties?.['id']
        add('heading', (node.children ?? []) as Tree[], { depth: node.depth, ...(typeof id === 'string' && { id }) })
        return
      }
      case 'paragraph':
        add(parent.type === 'listItem' ? 'item' : 'paragraph', (node.children ?? []) as Tree[])
        return
      case 'tableCell':
        add('cell', (node.children ?? []) as Tree[])
        return
      case 'code':
        add('code', [node])
        return
      case 'mdxJsxFlowElement':
        addTag(node)
    }
    let run: Tree[] = []
    const endRun = () => {
      if (run.length > 0) add('paragraph', run)
      run = []
    }
    for (const child of (node.children ?? []) as Tree[]) {
      if (PHRASING.has(child.type)) run.push(child)
      else {
        endRun()
        walk(child, node)
      }
    }
    endRun()
  }

  /** Visible properties are blocks of their own; a component without text is one by what it shows. */
  const addTag = (node: Tree) => {
    const { name, attributes = [] } = node as unknown as { name: string | null; attributes?: { name?: string; value?: unknown }[] }
    const start = node.position?.start.offset
    if (!name || start === undefined) return
    const line = node.position?.start.line ?? 1
    const tag = source.slice(start, node.children?.[0]?.position?.start.offset ?? node.position?.end.offset)
    if ((node.children ?? []).length === 0 && /^[A-Z]/.test(name)) {
      const rest = attributes.filter((attribute) => !SPOKEN.has(attribute.name ?? '')).map((attribute) => `${attribute.name}=${String(attribute.value)}`)
      const text = `<${[name, ...rest].join(' ')}>`
      blocks.push({ kind: 'component', hash: hashOf(text), text, words: '', start, end: start, line })
    }
    for (const { name: property, value } of attributes) {
      if (!property || !SPOKEN.has(property) || typeof value !== 'string' || value.trim() === '') continue
      const match = new RegExp(`\\s${property}\\s*=\\s*(["'])([\\s\\S]*?)\\1`).exec(tag)
      if (!match) continue
      const from = start + match.index + match[0].length - 1 - match[2]!.length
      blocks.push({ kind: 'property', hash: hashOf(value), text: value, words: value, start: from, end: from + match[2]!.length, line })
    }
  }

  walk(root, root)
  return blocks
}

/** A block whose hash is made when somebody asks: of most translations nobody does. */
function makeBlock(meaning: string, block: Omit<Block, 'hash'>): Block {
  let hash: string | undefined
  return {
    ...block,
    get hash() {
      hash ??= hashOf(meaning)
      return hash
    },
  }
}

/** The blocks of an article's front matter alone. */
export const readFieldBlocks = (source: string): Block[] => readFields(frontMatterOf(source), source, 0)

/** Texts of the front matter that are translated one for one. Keywords and dates are a language's own. */
function readFields(yaml: string, source: string, at: number): Block[] {
  const offset = source.indexOf(yaml, at)
  const document = parseDocument(yaml, { prettyErrors: false })
  if (!isMap(document.contents)) return []
  const blocks: Block[] = []
  const add = (kind: BlockKind, node: unknown) => {
    if (!isScalar(node) || node.value === null || !node.range) return
    const [start, end] = [offset + node.range[0], offset + node.range[1]]
    const text = String(node.value)
    if (text.trim() !== '') blocks.push({ kind, hash: hashOf(text), text, words: text, start, end, line: source.slice(0, start).split('\n').length })
  }
  for (const kind of ['title', 'description'] as const) add(kind, document.get(kind, true))
  const questions = document.get('questions', true)
  if (isSeq(questions)) for (const item of questions.items) add('question', item)
  return blocks
}

/** Line breaks inside a sentence carry marks of the quote or list around them, which are no part of the text; breaks that readers see stay. */
const joinLines = (text: string) =>
  text.replace(/(\\|[ \t]*)\r?\n[ \t]*(?:>[ \t]?)*[ \t]*/g, (_gap, before: string) => (before === '\\' || /^ {2}/.test(before) ? '\\\n' : ' '))

/** Words that a reader reads, without code, addresses and the names of keys. */
function wordsOf(nodes: Tree[]): string {
  const words = (node: Tree): string => {
    if (node.type === 'text') return node.value
    if (node.type === 'image') return ` ${node.alt ?? ''} `
    if (node.type === 'inlineCode' || node.type === 'code' || node.type === 'mdxTextExpression') return ' ` '
    if (node.type === 'break') return ' '
    if (node.type === 'mdxJsxTextElement' && /^(Kbd|kbd|code|samp)$/.test(String(node.name))) return ' ` '
    return ((node.children ?? []) as Tree[]).map(words).join('')
  }
  const text = nodes.map(words).join('')
  return /[:@]/.test(text) ? text.replace(/\bhttps?:\S+|\S+@\S+\.\S+/g, ' ` ') : text
}
