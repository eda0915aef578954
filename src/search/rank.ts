import type { Found } from './found.ts'
import { closeness, type Place } from './proximity.ts'
import { rarityOf } from './scoring.ts'

/** How a token came to stand for a searched word. */
export type Reason = 'same' | 'synonym' | 'completed' | 'corrected' | 'alike'

/** A token that stands for a searched word, and the articles with it. */
export interface TokenFinds {
  /** Several with spaces between them when only their coming together stands for the word. */
  token: string
  /** Those of several tokens that are worth marking. */
  telling?: string[]
  /** The word of the articles that it was made of. */
  word: string
  reason: Reason
  /** 0–1: what an article with it is worth beside one with the searched word itself. */
  weight: number
  results: Found[]
}

/** A searched word with all that stands for it. */
export interface WordFinds {
  word: string
  tokens: TokenFinds[]
}

/** An article with what it has of the search. */
export interface Ranked {
  /** Number of the article in its index. */
  id: number
  score: number
  /** 0–1: the part of the search that the article has, rare words counting more. */
  coverage: number
  /**
   * How surely this answers: the geometric mean of the score beside what the search's words count, which a short search reaches with any word,
   * and of the score beside the rarest word of the index, which a long search reaches with many weak ones. Flags 3 to 15 points more of what
   * other sets ask than the first alone.
   */
  confidence: number
}

/**
 * Measured on twelve sets in eight languages: a power of 0.4 finds 0.7 points more than 1.5, because a word's rarity
 * is in its score already.
 */
const COVERAGE_POWER = 0.4
/** Articles whose words' places are compared: closeness can double a score, never more. */
const COMPARED = 100
/** Results with less than this part of the best one's score are not worth a line. */
const WORTH = 0.15
/** From this weight on, a token is the searched word in another form rather than one that looks like it. */
const STRONG = 0.5

/** Words that count less than this part of the most telling one are not marked: “the” in a question. */
export const TELLING = 0.2

/** What each searched word counts. */
export function weighWords(words: WordFinds[], pages: number): number[] {
  return words.map(({ tokens }) => {
    const most = Math.max(0, ...tokens.filter((token) => token.weight > STRONG).map((token) => token.results.length))
    // A word that no article has counts as much as one that a single article has: on a small site it would outweigh all others.
    return rarityOf(Math.max(1, most), pages)
  })
}

/** Orders the articles: the scores of the words added, times the part of the search that the article has, times how close its words are. */
export function rank(words: WordFinds[], pages: number, isAllowed: (article: number) => boolean = () => true): Ranked[] {
  const weights = weighWords(words, pages)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const sums = new Map<number, { score: number; covered: number }>()
  words.forEach(({ tokens }, index) => {
    const wordWeight = weights[index]!
    for (const [id, best] of bestOfEach(tokens, wordWeight, pages)) {
      const sum = sums.get(id)
      if (sum) {
        sum.score += best.score
        sum.covered += wordWeight * best.weight
      } else if (isAllowed(id)) sums.set(id, { score: best.score, covered: wordWeight * best.weight })
    }
  })
  const ranked = [...sums].map(([id, { score, covered }]) => {
    const coverage = total > 0 ? Math.min(1, covered / total) : 1
    return { id, coverage, score: score * coverage ** COVERAGE_POWER, confidence: 0 }
  })
  const inOrder = () => ranked.sort((a, b) => b.score - a.score || a.id - b.id)
  inOrder()
  const places = placesOf(words, weights, new Set(ranked.slice(0, COMPARED).map(({ id }) => id)))
  for (const one of ranked) one.score *= closeness(places.get(one.id) ?? [], weights)
  inOrder()
  for (const one of ranked) one.confidence = total > 0 ? Math.sqrt((one.score / total) * (one.score / Math.log(pages + 1))) : 1
  const least = (ranked[0]?.score ?? 0) * WORTH
  return ranked.filter(({ score }) => score >= least)
}

/** Of the tokens that stand for a word, each article counts the best. */
function bestOfEach(tokens: TokenFinds[], wordWeight: number, pages: number): Map<number, { score: number; weight: number }> {
  const best = new Map<number, { score: number; weight: number }>()
  for (const { weight, results } of tokens) {
    // A rare word that stands for a common one is not more telling than it.
    const tamed = weight * Math.min(1, Math.sqrt(wordWeight / Math.max(0.01, rarityOf(results.length, pages))))
    for (const found of results) {
      const score = found.score * tamed
      const known = best.get(found.id)
      if (!known) best.set(found.id, { score, weight })
      else {
        known.score = Math.max(known.score, score)
        known.weight = Math.max(known.weight, weight)
      }
    }
  }
  return best
}

/** Where each of the articles has what stands for which searched word. */
function placesOf(words: WordFinds[], weights: number[], articles: ReadonlySet<number>): Map<number, Place[]> {
  const places = new Map<number, Place[]>()
  words.forEach(({ tokens }, word) => {
    for (const { weight, results } of tokens) {
      for (const found of results) {
        if (!articles.has(found.id)) continue
        const own = places.get(found.id) ?? []
        places.set(found.id, own)
        for (const place of found.words) own.push({ place, word, weight: weights[word]! * weight })
      }
    }
  })
  return places
}
