import { textOf, type Tree } from './mdast.ts'

/** Gives a link that readers cannot see the words of its address, and answers them; undefined for any other node. */
export function nameLink(node: Tree): string | undefined {
  if ((node.type !== 'link' && node.type !== 'linkReference') || hasWords(node)) return undefined
  const link = node as { url?: string; label?: string; children?: Tree[] }
  const name = (link.url ?? link.label ?? '')
    .trim()
    .replace(/^(https?:\/\/(www\.)?|mailto:|tel:|(\.{0,2}\/)+)/i, '')
    .replace(/(\.(mdx?|markdown|html?))?\/?$/i, '')
  if (name === '') return undefined
  link.children = [...(link.children ?? []), { type: 'text', value: name } as Tree]
  return name
}

function hasWords(link: Tree): boolean {
  if (textOf(link).trim() !== '') return true
  return (link.children ?? []).some((child) => (/^image/.test(child.type) ? ((child as { alt?: string | null }).alt ?? '').trim() !== '' : hasWords(child)))
}
