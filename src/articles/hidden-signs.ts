const CONTROLS = /(?![\t\n\r])\p{Cc}/gu
const OPENS = /[\u202A\u202B\u202D\u202E\u2066-\u2068]/
const OVERRIDES = /[\u202D\u202E]/

/** A sign that nobody sees and that changes what the text around it does. */
export interface HiddenSign {
  sign: string
  /** Offset in the text. */
  index: number
  /**
   * `control` steers machines. `override`, left open, lets the rest of a paragraph read otherwise than it is written.
   * `embedding`, left open, ends with its paragraph and spoils at most the order of its words (Unicode Bidirectional Algorithm, rule X8).
   */
  kind: 'control' | 'override' | 'embedding'
}

const CODE = /^ {0,3}(`{3,}|~{3,})[^\n]*\n[\s\S]*?(?:^ {0,3}\1|$(?![\s\S]))|(`+)(?!`)[\s\S]*?[^`]\2(?!`)/
const REFERENCE = /&#(?:x([0-9a-f]{1,6})|(\d{1,7}));/
const EITHER = new RegExp(`${CODE.source}|${REFERENCE.source}`, 'gim')

/** Stretches of a Markdown text that are code, with their fences or marks. */
export function findCode(markdown: string): { start: number; end: number }[] {
  return [...markdown.matchAll(new RegExp(CODE.source, 'gm'))].map(({ 0: code, index }) => ({ start: index, end: index + code.length }))
}

/**
 * A Markdown text in which signs that are written as numbers (`&#x202E;`, `&#7;`) are the signs themselves, as readers get them. Code keeps what it
 * says. Every other sign keeps its offset.
 */
export function spellOut(markdown: string): string {
  return markdown.replace(EITHER, (found, _fence, _marks, hex?: string, decimal?: string) => {
    const code = hex === undefined && decimal === undefined ? 0 : hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
    const isHidden = code > 0 && code < 0x10000 && /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(String.fromCharCode(code)) && ![9, 10, 13].includes(code)
    return isHidden ? String.fromCharCode(code).padEnd(found.length, ' ') : found
  })
}

/** Control characters and marks of direction that their paragraph does not end. Joiners and the simple marks of direction are welcome. */
export function findHiddenSigns(text: string): HiddenSign[] {
  const found: HiddenSign[] = [...text.matchAll(CONTROLS)].map(({ 0: sign, index }) => ({ sign, index, kind: 'control' }))
  let open: HiddenSign[] = []
  for (const { 0: sign, index } of text.matchAll(/[\u202A-\u202E\u2066-\u2069]|\n[ \t]*\r?\n/g)) {
    if (OPENS.test(sign)) open.push({ sign, index, kind: OVERRIDES.test(sign) ? 'override' : 'embedding' })
    else if (sign === '\u202C' || sign === '\u2069') {
      const last = open.findLastIndex((mark) => mark.sign >= '\u2066' === (sign === '\u2069'))
      if (last >= 0) open.splice(last)
    } else {
      found.push(...open)
      open = []
    }
  }
  return [...found, ...open]
}
