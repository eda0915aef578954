import { createHash } from 'node:crypto'
import type { Tree } from '../articles/import/mdast.ts'

/** HTML elements that change how words look, not what they say. */
const LOOKS = new Set(['b', 'bdi', 'code', 'em', 'i', 'kbd', 'mark', 's', 'samp', 'small', 'span', 'strong', 'sub', 'sup', 'u', 'var'])

interface Attribute {
  name: string
  value: string | null | { value: string }
}

/**
 * What a node says to a reader: its words, where its links lead and which pictures it shows. Emphasis, code marks, escapes and line breaks are
 * left out, so that a formatting edit makes no translation look stale. `definitions` has the addresses of `[text][name]` links.
 */
export function meaningOf(node: Tree, definitions: ReadonlyMap<string, string>): string {
  const loose = node as unknown as { url?: string; alt?: string; identifier?: string; value?: string; name?: string | null; attributes?: Attribute[] }
  const inside = () => (node.children ?? []).map((child) => meaningOf(child, definitions)).join('')
  switch (node.type) {
    case 'text':
    case 'inlineCode':
    case 'code':
      return loose.value ?? ''
    case 'break':
      return ' '
    case 'link':
      return `${inside()}](${loose.url})`
    case 'linkReference':
      return `${inside()}](${definitions.get(loose.identifier ?? '') ?? loose.identifier})`
    case 'image':
      return `![${loose.alt ?? ''}](${loose.url})`
    case 'imageReference':
      return `![${loose.alt ?? ''}](${definitions.get(loose.identifier ?? '') ?? loose.identifier})`
    case 'footnoteReference':
      return `[^${loose.identifier}]`
    case 'mdxTextExpression':
    case 'mdxFlowExpression':
      return `{${loose.value}}`
    case 'mdxJsxTextElement':
    case 'mdxJsxFlowElement': {
      const attributes = (loose.attributes ?? []).map(({ name, value }) => `${name}=${typeof value === 'object' ? value?.value : value}`).sort()
      const isLook = LOOKS.has(loose.name ?? '') || attributes.length === 0
      return isLook ? inside() : `<${loose.name} ${attributes.join(' ')}>${inside()}</>`
    }
    default:
      return inside()
  }
}

/** A meaning without what editors change on their own: line breaks, kinds of quotes, dashes and spaces, invisible marks. */
export function normaliseMeaning(meaning: string): string {
  return meaning
    .normalize('NFC')
    .replace(/[\u00AD\u200B\u200E\u200F\u2060\uFEFF]/g, '')
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑‒–—―]/g, '-')
    .replace(/\.{3}/g, '…')
    .replace(/\s+/g, ' ')
    .trim()
}

/** Names a block by what it says: 12 hex digits of SHA-256, so that one of a million pairs of blocks in 280 would agree by chance. */
export function hashOf(meaning: string): string {
  return createHash('sha256').update(normaliseMeaning(meaning)).digest('hex').slice(0, 12)
}
