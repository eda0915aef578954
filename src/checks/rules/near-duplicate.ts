import type { Rule } from '../rule.ts'
import { findSimilar } from '../similar-texts.ts'
import type { CheckedText } from '../text.ts'

/** Share of four-word sequences that two articles have in common. */
const LEAST = 0.7
/** Shorter texts are alike by chance. */
const WORDS = 50

/** Two articles that say nearly the same: readers do not know which to trust, and one of them is forgotten at the next change. */
export const nearDuplicate: Rule = {
  id: 'near-duplicate',
  severity: 'warning',
  check(content, report) {
    for (const articles of Map.groupBy(content.articles, ({ locale }) => locale).values()) {
      const texts = articles.map(wordsOf)
      const long = articles.map((article, index) => ({ article, words: texts[index] ?? [] })).filter(({ words }) => words.length >= WORDS)
      const pairs = findSimilar(
        long.map(({ words }) => words),
        LEAST,
      )
      for (const { first, second, likeness } of pairs) {
        const [one, other] = [long[first]?.article, long[second]?.article]
        if (!one || !other) continue
        const message = `${Math.round(likeness * 100)} % of this article is word for word in "${one.path}". Make one article of them, or move what they share to a snippet.`
        report(other, message, { line: 1 })
      }
    }
  },
}

const wordsOf = (article: CheckedText) => article.passages.flatMap(({ sentences }) => sentences.flat())
