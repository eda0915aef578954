import type { WordFinds } from './found.ts'
import { rarityOf } from './scoring.ts'

/** What an article has of a search. */
export interface Sum {
  id: number
  score: number
  /** The weights of the words that it has. */
  covered: number
  /** The part of its title that the search has. */
  title: number
  /** The weights of the words that its title has. */
  titled: number
}

/**
 * Adds up what each article has of each word, of which the best of the tokens that stand for it counts. Numbers in arrays instead of objects in
 * maps: common words are in every article, and each letter that a reader types adds them up anew.
 */
export function addUp(words: WordFinds[], weights: readonly number[], pages: number, common: number): Sum[] {
  const sums: (Sum | undefined)[] = new Array(pages)
  const found: Sum[] = []
  const seen = new Uint8Array(pages)
  const scores = new Float64Array(pages)
  const worths = new Float64Array(pages)
  const titles = new Float64Array(pages)
  words.forEach(({ tokens, isCommon }, index) => {
    const ids: number[] = []
    const weightOfWord = weights[index]!
    for (const { weight, results, reason } of tokens) {
      // A rare word that stands for a common one is not more telling than it, least of all one of many that a beginning may become.
      const less = Math.min(1, weightOfWord / Math.max(0.01, rarityOf(results.length, pages)))
      const tamed = weight * (isCommon ? common : 1) * (reason === 'completed' ? less : Math.sqrt(less))
      for (const one of results) {
        const { id } = one
        const score = one.score * tamed
        const title = isCommon ? 0 : one.title * weight
        if (seen[id] === 0) {
          seen[id] = 1
          ids.push(id)
          scores[id] = score
          worths[id] = weight
          titles[id] = title
        } else {
          if (score > scores[id]!) scores[id] = score
          if (weight > worths[id]!) worths[id] = weight
          if (title > titles[id]!) titles[id] = title
        }
      }
    }
    for (const id of ids) {
      seen[id] = 0
      let sum = sums[id]
      if (!sum) {
        sum = { id, score: 0, covered: 0, title: 0, titled: 0 }
        sums[id] = sum
        found.push(sum)
      }
      sum.score += scores[id]!
      sum.covered += weightOfWord * worths[id]!
      sum.title += titles[id]!
      if (titles[id]! > 0) sum.titled += weightOfWord * worths[id]!
    }
  })
  return found
}
