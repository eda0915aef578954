import { findBrokenLinks, type LinkFault } from '../../articles/markdown-slips.ts'
import type { Rule } from '../rule.ts'

const ADVICE: Record<LinkFault, string> = {
  'space-between': 'Remove the space between ] and (.',
  'space-inside': 'Write each space in the address as %20, and a title behind it in quotes.',
  reversed: 'Words stand in square brackets, the address in round ones: [words](address).',
  unclosed: 'Write ) after the address.',
}

/** A link whose brackets do not fit: readers see brackets and an address. */
export const brokenLink: Rule = {
  id: 'broken-link',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const passage of text.passages) {
        for (const { index, text: written, fault } of findBrokenLinks(passage.source)) {
          const place = passage.placeOf(index)
          const fix = fault === 'space-between' ? { ...place, remove: written, insert: written.replace(/\][ \t]+\(/, '](') } : undefined
          report(text, `"${written}" is not read as a link. ${ADVICE[fault]}`, place, undefined, fix)
        }
      }
    }
  },
}
