import { parse, stringify } from 'yaml'
import { parseFrontMatter } from '../../articles/parse.ts'
import { type Block, readBlocks } from '../blocks.ts'

/** A text that goes to the place of a block. */
export interface Replacement {
  block: Block
  text: string
}

/** A file with some of its blocks replaced. Everything else stays, byte for byte. */
export function replaceBlocks(source: string, replacements: readonly Replacement[]): string {
  let result = source
  for (const { block, text } of [...replacements].sort((a, b) => b.block.start - a.block.start)) {
    result = result.slice(0, block.start) + spell(block, text, source) + result.slice(block.end)
  }
  return result
}

function spell(block: Block, text: string, source: string): string {
  if (block.kind === 'title' || block.kind === 'description' || block.kind === 'question')
    return quoteYaml(text, source[block.start], block.kind === 'question')
  if (block.kind === 'property') return text.replaceAll('"', '&quot;')
  if (block.kind === 'code') return text
  // Lines after the first need the marks of the quote or list around them.
  const start = source.lastIndexOf('\n', block.start - 1) + 1
  const prefix = source.slice(start, block.start).replace(/[^>\s]/g, ' ')
  return text.replaceAll('\n', `\n${prefix}`)
}

/** A value of the front matter, quoted as before where that can hold it. */
function quoteYaml(text: string, before: string | undefined, inList: boolean): string {
  if (before === "'" && !/\n/.test(text)) return `'${text.replaceAll("'", "''")}'`
  // A list may stand in brackets, where these signs have a meaning.
  if (before === '"' || (inList && /[[\]{},]/.test(text))) return JSON.stringify(text)
  try {
    if (parse(`field: ${text}`).field === text) return text
  } catch {
    // Quotes hold everything.
  }
  return JSON.stringify(text)
}

/** Fields of a translation's own: the others come from the original. */
const OWN_FIELDS = ['title', 'description', 'keywords', 'questions', 'author', 'updated'] as const

/** Those among them that are blocks. */
const REPLACED = new Set(['title', 'description', 'questions'])

/** An article in a new language: the original with its texts replaced and only the front matter that a translation has. */
export function makeTranslatedFile(original: string, replacements: readonly Replacement[], own: Record<string, unknown> = {}): string {
  const replaced = replaceBlocks(original, replacements)
  const fields = (parseFrontMatter(replaced, '').value ?? {}) as Record<string, unknown>
  const kept = Object.fromEntries(
    OWN_FIELDS.flatMap((name) => {
      // Words that customers search with are not translated one by one.
      const value = own[name] !== undefined && !REPLACED.has(name) ? own[name] : name === 'keywords' ? undefined : fields[name]
      return value === undefined ? [] : [[name, value]]
    }),
  )
  return replaced.replace(/^---[\s\S]*?\n---[ \t]*(?=\n|$)/, `---\n${stringify(kept, { lineWidth: 0 })}---`)
}

/** True when a file reads as these blocks: as many, of these kinds, with these texts. What it says else was not touched. */
export function readsAs(source: string, wanted: readonly { kind: Block['kind']; text: string }[]): boolean {
  try {
    const blocks = readBlocks(source)
    return blocks.length === wanted.length && blocks.every(({ kind, text }, index) => kind === wanted[index]!.kind && same(text, wanted[index]!.text))
  } catch {
    return false
  }
}

const same = (a: string, b: string) => a.replace(/\s+/g, ' ').replaceAll('&quot;', '"') === b.replace(/\s+/g, ' ').replaceAll('&quot;', '"')
