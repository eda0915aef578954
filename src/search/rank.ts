import { askedWords, EXACT } from './exact.ts'
import type { WordFinds } from './found.ts'
import { closeness, type Place } from './proximity.ts'
import { FIELDS } from './postings.ts'
import { rarityOf, reckonedPages } from './scoring.ts'
import { addUp } from './sums.ts'

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
   * other sets ask than the first alone. Times the root of the part of its telling words that the site has at all: a search of which it lacks half is
   * about something else, however much an article has of the rest. Flags 0.7 points more on average.
   */
  confidence: number
  /** How exactly its title or a question is the search, as `EXACT` says; such articles come first. */
  exactness: number
}

/**
 * Measured on twelve sets in eight languages: a power of 0.4 finds 0.7 points more than 1.5, because a word's rarity
 * is in its score already.
 */
const COVERAGE_POWER = 0.4
/**
 * What a common word counts of what its rarity says. Measured with the customers' own questions on five sites of 37 to 47 articles: 4 points more
 * of Success@3 than 1, 10 in English and Persian; on sets of 79 to 1,000 articles nothing (0.1 points).
 */
const COMMON = 0.3
/**
 * What a title adds that is the search and nothing else: a title that says more, or less, adds a part. Without it, a shorter title with some of the
 * words comes before the one that was typed. 0.6 finds 0.4 points more in Latvian, 0.2 in English and Russian, 0.2 less in Hebrew.
 */
const SAME_TITLE = 0.6
/** Articles whose words' places are compared: closeness can double a score, never more. */
const COMPARED = 100
/** Results with less than this part of the best one's score are not worth a line. */
const WORTH = 0.15
/** From this weight on, a token is the searched word in another form rather than one that looks like it. */
const STRONG = 0.5
/**
 * And as good as sure to be it: with two of six letters wrong, or begun with half of them, it may as well be a word that the site lacks. Flags up to
 * 1.2 points more of what other sets ask than 0.5.
 */
const LIKELY = 0.7

/** Where a search may stand as a whole. */
const ASKED = FIELDS.title | FIELDS.questions | FIELDS.keywords

/** Words that count less than this part of the most telling one are not marked: “the” in a question. */
export const TELLING = 0.2

/** What each searched word counts. */
export function weighWords(words: WordFinds[], pages: number): number[] {
  return words.map(({ tokens, isCommon }) => {
    const most = Math.max(0, ...tokens.filter((token) => token.weight > STRONG).map((token) => token.results.length))
    // A word that no article has counts as much as one that a single article has: on a small site it would outweigh all others.
    return rarityOf(Math.max(1, most), pages) * (isCommon ? COMMON : 1)
  })
}

/** Which searched words are marked for readers: not “can” in a question that has words that say more. */
export function markedWords(words: WordFinds[]): boolean[] {
  const says = words.map(({ isCommon, tokens }) => !isCommon && tokens.length > 0)
  return says.includes(true) ? says : words.map(() => true)
}

export interface RankOptions {
  isAllowed?: ((article: number) => boolean) | undefined
  /** Articles that may have the search as a whole. */
  exact?: ReadonlyMap<number, number>
}

/** Orders the articles: the scores of the words added, times the part of the search that the article has, times how close its words are. */
export function rank(words: WordFinds[], pages: number, { isAllowed = () => true, exact = new Map() }: RankOptions = {}): Ranked[] {
  const weights = weighWords(words, pages)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const exactIds = new Set([...exact.keys()].filter((id) => exactnessOf(id, words, exact) > EXACT.not))
  const ranked = addUp(words, weights, pages, COMMON).flatMap(({ id, score, covered, title, titled }): Ranked[] => {
    if (!isAllowed(id)) return []
    const coverage = total > 0 ? Math.min(1, covered / total) : 1
    const same = total > 0 ? Math.min(1, title) * Math.min(1, titled / total) : 0
    const exactness = exactIds.has(id) ? exact.get(id)! : EXACT.not
    return [{ id, coverage, score: score * coverage ** COVERAGE_POWER * (1 + SAME_TITLE * same), confidence: 0, exactness }]
  })
  const inOrder = (list: Ranked[]) => list.sort((a, b) => b.exactness - a.exactness || b.score - a.score || a.id - b.id)
  // Fewer to be sorted: closeness makes no score as much as twice what it is.
  const worthy = inOrder(ranked.filter(isWorthIn(ranked, WORTH / 2)))
  const places = placesOf(words, weights, new Set(worthy.slice(0, COMPARED).map(({ id }) => id)))
  for (const one of worthy) one.score *= closeness(places.get(one.id) ?? [], weights)
  inOrder(worthy)
  const known = knownPart(words)
  for (const one of worthy) one.confidence = total > 0 ? Math.sqrt((one.score / total) * (one.score / Math.log(reckonedPages(pages) + 1)) * known) : 1
  return worthy.filter(isWorthIn(worthy.slice(0, 1), WORTH))
}

/** The part of the words that say something which the site has, in whatever form. Half a word is given, so that a single misspelt one is not nothing. */
function knownPart(words: WordFinds[]): number {
  const telling = words.filter(({ isCommon }) => !isCommon)
  const known = telling.filter(({ tokens }) => tokens.some(({ weight }) => weight >= LIKELY))
  return (known.length + 0.5) / (telling.length + 0.5)
}

/** Whether an article has at least a part of the best one’s score. */
function isWorthIn(ranked: Ranked[], part: number): (one: Ranked) => boolean {
  const least = ranked.reduce((most, { score }) => Math.max(most, score), 0) * part
  return ({ score, exactness }) => score >= least || exactness > EXACT.not
}

/** Signs may be the same by chance: the article's title, questions and keywords must have the words. */
function exactnessOf(id: number, words: WordFinds[], exact: ReadonlyMap<number, number>): number {
  const exactness = exact.get(id) ?? EXACT.not
  const isThere = ({ tokens }: WordFinds) =>
    tokens.some(({ reason, results }) => (reason === 'same' || reason === 'corrected') && results.some((found) => found.id === id && found.fields & ASKED))
  return exactness > EXACT.not && askedWords(words).every(isThere) ? exactness : EXACT.not
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
