import { parseMdx, textOf, type Tree } from '../articles/import/mdast.ts'

/** Characters of a changed text that a notice shows. */
const LONGEST = 280

/** A recorded text without its Markdown, shortened. */
export function readable(markdown: string): string {
  let text = markdown
  try {
    text = (parseMdx(markdown) as Tree[]).map(textOf).join(' ') || markdown
  } catch {
    // Shown as it is written.
  }
  const joined = text.replace(/\s+/g, ' ').trim()
  return joined.length > LONGEST ? `${joined.slice(0, LONGEST - 1).replace(/\s+\S*$/, '')} …` : joined
}
