import { isScalar, isSeq, parseDocument, stringify } from 'yaml'
import type { Redirect } from '../../articles/redirect-contract.ts'
import type { Move } from './relink.ts'

/** Replaces every value that is the old path, and every link in a text that leads there, by what `change` makes of it. The rest of the file stays as it is. */
export function changeTexts(yaml: string, change: (text: string) => string): { text: string; changed: number } {
  const edits: { start: number; end: number; text: string }[] = []
  const walk = (node: unknown) => {
    if (isScalar(node) && typeof node.value === 'string' && node.range) {
      const text = change(node.value)
      if (text !== node.value) edits.push({ start: node.range[0], end: node.range[1], text: spell(yaml.slice(node.range[0], node.range[1]), node.value, text) })
    } else for (const item of (node as { items?: unknown[] } | null)?.items ?? []) walk(isPair(item) ? item.value : item)
  }
  walk(parseDocument(yaml, { prettyErrors: false }).contents)
  let text = yaml
  for (const edit of edits.reverse()) text = text.slice(0, edit.start) + edit.text + text.slice(edit.end)
  return { text, changed: edits.length }
}

const isPair = (item: unknown): item is { value: unknown } => typeof item === 'object' && item !== null && 'key' in item

/** The value as it was written, quotes, line breaks and all, with only what differs replaced. */
function spell(written: string, before: string, after: string): string {
  const words = (text: string) => text.split(/([\s()]+)/)
  const [old, now] = [words(before), words(after)]
  return old.reduce((text, word, index) => (word === now[index] ? text : text.replaceAll(word, now[index]!)), written)
}

/** redirects.yml after a move: chains stay one step long, and a place that is an article again leads nowhere else. */
export function changeRedirects(present: string, redirects: readonly Redirect[], { from, to }: Move): string {
  const begin = '# Old addresses and the article that is there now. "npm run move" adds to this list.\n'
  const document = parseDocument(present.trim() === '' ? begin : present, { prettyErrors: false })
  const list = isSeq(document.contents) ? document.contents : undefined
  if (!list) return `${(present.trim() === '' ? begin : present).trimEnd()}\n${stringify([{ from, to }], { lineWidth: 0 })}`
  for (const [index, redirect] of redirects.entries()) if (redirect.to === from) document.setIn([index, 'to'], to)
  const back = redirects.findIndex((redirect) => redirect.from === to)
  if (back >= 0) list.delete(back)
  document.add({ from, to })
  return document.toString({ lineWidth: 0 })
}
