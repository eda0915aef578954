import type { Rule } from '../rule.ts'
import { hasSpaces, splitSentences } from '../sentences.ts'

/**
 * Words of a sentence that few readers follow. GOV.UK asks for 25 at most (www.gov.uk/guidance/content-design/writing-for-gov-uk,
 * “Short sentences”); a finding is only for those far beyond, because a list in a sentence is not hard to read.
 */
const LIMIT = 40

/** A sentence too long to be read once. */
export const longSentence: Rule = {
  id: 'long-sentence',
  severity: 'warning',
  check(content, report) {
    for (const text of content.texts) {
      if (!hasSpaces(text.locale)) continue
      for (const passage of text.passages) {
        if (passage.kind === 'heading' || passage.words.length < LIMIT * 2) continue
        for (const [index, { length: count }] of passage.sentences.entries()) {
          if (count <= LIMIT) continue
          const start = splitSentences(passage.words)
            [index]!.split(/[\s`]+/)
            .slice(0, 5)
            .join(' ')
          const message = `This sentence has ${count} words: "${start} …". Make two of it, or a list; up to 25 words are read without effort.`
          report(text, message, passage.placeOf(Math.max(0, passage.raw.indexOf(start))))
        }
      }
    }
  },
}
