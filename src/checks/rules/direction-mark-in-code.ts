import { findCode, findHiddenSigns, spellOut } from '../../articles/hidden-signs.ts'
import type { Place } from '../contract.ts'
import type { Rule } from '../rule.ts'

const MARKS = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/g
/** Letters that are written from right to left: with one of them, a mark may be meant to keep the order of a line. */
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
/** Addresses as Markdown and components write them. */
const ADDRESSES = [/\]\(\s*<?[^\s>)]+/g, /^ {0,3}\[[^\]\n]+\]:\s*<?[^\s>]+/gm, /\b(?:href|src|url|to)="[^"\n]*"/g]
const BARE_ADDRESS = /https?:\/\/[^\s<>"')\]]+/g
const HEADING_ID = /\{\s*#[^}\n]*\}[ \t]*$/gm

interface Part {
  start: number
  end: number
  kind: 'code' | 'an address' | 'the id of a heading'
  /** Nothing says where it ends, so a mark behind it may belong to the sentence. */
  isBare?: true
}

/** A mark of direction that nobody sees, in something that people copy or that machines read: pasted, the command fails and the address leads nowhere. */
export const directionMarkInCode: Rule = {
  id: 'direction-mark-in-code',
  severity: 'warning',
  check(content, report) {
    for (const text of content.texts) {
      const { source } = text.source
      if (source.search(MARKS) < 0) continue
      const parts = findParts(source)
      // Marks that their paragraph does not end are findings already.
      const known = new Set(findHiddenSigns(spellOut(source)).map(({ index }) => index))
      for (const { 0: marks, index } of source.matchAll(MARKS)) {
        const end = index + marks.length
        const part = parts.find((one) => one.start <= index && end <= one.end)
        if (!part || known.has(index)) continue
        const place = placeOf(source, index)
        const isCertain = part.kind !== 'code' ? !(part.isBare && end === part.end) : !RIGHT_TO_LEFT.test(lineIn(source, part, index))
        const codes = [...marks].map((mark) => `U+${mark.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')
        report(
          text,
          `${codes} stands in ${part.kind}: a mark of direction that nobody sees and that is copied, too. Remove it${part.kind === 'code' ? '; to set the direction of a line, put the mark outside of the code' : ''}.`,
          place,
          undefined,
          isCertain ? { ...place, remove: marks, insert: '' } : undefined,
        )
      }
    }
  },
}

/** Code first: what looks like an address in it is code. */
function findParts(source: string): Part[] {
  const all = (pattern: RegExp, kind: Part['kind']): Part[] =>
    [...source.matchAll(pattern)].map(({ 0: found, index }) => ({ start: index, end: index + found.length, kind }))
  return [
    ...findCode(source).map((code) => ({ ...code, kind: 'code' as const })),
    ...all(HEADING_ID, 'the id of a heading'),
    ...ADDRESSES.flatMap((pattern) => all(pattern, 'an address')),
    ...all(BARE_ADDRESS, 'an address').map((part) => ({ ...part, isBare: true as const })),
  ]
}

/** As much of the line around a mark as is in the part: words of the article beside inline code are not the code's. */
function lineIn(source: string, { start, end }: Part, index: number): string {
  const close = source.indexOf('\n', index)
  return source.slice(Math.max(start, source.lastIndexOf('\n', index) + 1), Math.min(end, close < 0 ? end : close))
}

function placeOf(source: string, index: number): Required<Place> {
  const before = source.slice(0, index)
  return { line: before.split('\n').length, column: index - before.lastIndexOf('\n') }
}
