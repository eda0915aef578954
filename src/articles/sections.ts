import type { Element, ElementContent, Root, RootContent } from 'hast'

/** A part of an article below a heading, as plain text. */
export interface Section {
  /** Its anchor. */
  id?: string
  title: string
  text: string
  /** Its blocks of code: searched, but no text that answers. */
  code?: string
}

/** What readers do not search for: drawings, words on buttons, and the sign beside headings. */
const NOT_TEXT = new Set(['button', 'svg', 'script', 'style'])
const HEADINGS = new Set(['h2', 'h3', 'h4'])
/** Set apart by their looks on the page; in one line of text a colon does it. */
const LABELS = new Set(['summary', 'label', 'legend', 'dt'])
/** A dot parts the cells of a table and a semicolon its rows, because an excerpt is one line. */
const CELLS = new Set(['th', 'td'])
/** A semicolon parts the items of a list that end without a sign, too, and a full stop ends lists and tables: what follows is another sentence. */
const LISTS = new Set(['ul', 'ol', 'table'])
const UNENDED = /(?<=[\p{L}\p{N}\p{M}\p{Pe}\p{Pf}\u2069])$/u
/** Elements that do not end a sentence. */
const INLINE = new Set(['a', 'abbr', 'b', 'bdi', 'button', 'code', 'del', 'em', 'i', 'kbd', 'mark', 's', 'small', 'span', 'strong', 'sub', 'sup', 'u'])
const CODE = new Set(['code', 'kbd'])
/** Left-to-right isolate, and its end. */
const LEFT_TO_RIGHT = '\u2066'
const END_OF_CODE = '\u2069'

/**
 * Cuts an article at its headings; what comes before the first has no title. Code in a text from right to left is isolated,
 * or its signs would change places.
 */
export function cutSections(root: Root, isolatesCode: boolean): Section[] {
  const sections: Section[] = [{ title: '', text: '' }]
  const read = (node: RootContent | ElementContent): void => {
    const section = sections.at(-1)!
    if (node.type === 'element' && node.tagName === 'pre') {
      const code = clean(codeOf(node))
      if (code) section.code = section.code ? `${section.code} ${code}` : code
      return
    }
    if (node.type === 'text') section.text += node.value
    if (node.type !== 'element' || !isText(node)) return
    if (isolatesCode && CODE.has(node.tagName)) section.text += LEFT_TO_RIGHT
    const id = node.properties['id']
    if (HEADINGS.has(node.tagName) && typeof id === 'string') {
      sections.push({ id, title: '', text: '' })
      const heading = sections.at(-1)!
      node.children.forEach(read)
      heading.title = clean(heading.text)
      heading.text = ''
      return
    }
    const start = section.text.length
    node.children.forEach(read)
    const last = sections.at(-1)!
    if (isLabel(node)) last.text = last.text.trimEnd().replace(UNENDED, ':')
    if (isolatesCode && CODE.has(node.tagName)) last.text = `${last.text.trimEnd()}${END_OF_CODE}`
    if (CELLS.has(node.tagName) && last.text.slice(start).trim() !== '') last.text = `${last.text.trimEnd()} · `
    else if (node.tagName === 'tr') last.text = last.text.replace(/(?<=\p{Po})\s*·\s*$/u, ' ').replace(/\s*·\s*$/, '; ')
    else if (node.tagName === 'li') last.text = `${last.text.trimEnd().replace(UNENDED, ';')}\n`
    else if (LISTS.has(node.tagName)) last.text = last.text.replace(/;\s*$/, '.\n')
    else if (!INLINE.has(node.tagName) && !CELLS.has(node.tagName)) last.text += '\n'
  }
  root.children.forEach(read)
  return sections.map((section) => ({ ...section, text: clean(section.text) })).filter(({ title, text, code }) => title || text || code)
}

/** Without the button that copies it. */
function codeOf(node: ElementContent): string {
  if (node.type === 'text') return node.value
  return node.type === 'element' && isText(node) ? node.children.map(codeOf).join('') : ''
}

function isText(node: Element): boolean {
  // A popover is the definition of a word, which is no part of the sentence around it; print repeats the names of tabs; looks tell the kind of a callout; where a video plays from is not what it shows.
  const isAside = node.properties['popover'] !== undefined || ['anchor', 'tab-print', 'callout-kind', 'video-hint'].some((name) => hasClass(node, name))
  // The word that a popover explains is a button inside the sentence.
  const isWord = node.properties['popoverTarget'] !== undefined
  return (isWord || !NOT_TEXT.has(node.tagName)) && !isAside
}

const isLabel = (node: Element) => LABELS.has(node.tagName) || hasClass(node, 'callout-title')

function hasClass(node: Element, name: string): boolean {
  const classes = node.properties['className']
  return Array.isArray(classes) && classes.includes(name)
}

const clean = (text: string) => text.replace(/\s+/g, ' ').trim()
