import { findHashLines } from '../../articles/markdown-slips.ts'
import type { Rule } from '../rule.ts'

/** `##Title`: readers see the signs, and no heading. */
export const headingWithoutSpace: Rule = {
  id: 'heading-without-space',
  severity: 'error',
  check(content, report) {
    for (const text of content.texts) {
      for (const passage of text.passages) {
        if (passage.kind !== 'paragraph') continue
        for (const { index, text: line } of findHashLines(passage.source)) {
          const place = passage.placeOf(index)
          const signs = /^#{2,6}(?!#)/.exec(line)?.[0]
          report(text, explain(line), place, undefined, signs === undefined ? undefined : { ...place, remove: signs, insert: `${signs} ` })
        }
      }
    }
  },
}

function explain(line: string): string {
  const [, hashes = '', words = ''] = /^(#+)\s*(.*)$/.exec(line) ?? []
  if (hashes.length > 6) return `"${hashes}" is no heading, because there are six levels. Write at most ###### before "${words}".`
  // The first level is the title of the article.
  const level = hashes.length === 1 ? '##' : hashes
  return `"${line}" is no heading, because there is no space after ${hashes}. Write ${level} ${words}. If the signs are meant, write \\${line}.`
}
