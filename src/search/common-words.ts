import stopWords from 'stopwords-iso/stopwords-iso.json' with { type: 'json' }
import type { Analyser } from './analysis.ts'
import { QUESTION_WORDS } from './question-words.ts'

/**
 * Words of a language that say little in any text: folded, with spaces between them; 0.5 to 3 kB as sent. A large index tells such words by the
 * number of articles with them; on a small site “how” is a rare word.
 */
export function packCommonWords(analyser: Analyser): string {
  const lists: Record<string, string[] | undefined> = stopWords
  const list = [...(lists[analyser.language] ?? []), ...(QUESTION_WORDS[analyser.language]?.split(' ') ?? [])]
  const folded = list.flatMap((word) => {
    const terms = analyser.terms(word)
    return terms.length === 1 && !terms[0]!.isPair ? [terms[0]!.folded] : []
  })
  return [...new Set(folded)].sort().join(' ')
}
