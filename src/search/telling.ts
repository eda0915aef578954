import type { SearchedTerm } from './expand.ts'

/** Words that a search is cut down to. More make a message slower to answer and no better: the rest are names, greetings and chance. */
export const MOST_WORDS = 16
/** Pairs of characters: a word of Chinese is one or two of them. */
const MOST_PAIRS = 40
/** More than the logarithm of any word's count. */
const RAREST = 10

/**
 * The words of a long text that tell what it is about: those that the articles have, the rarer the better. Words that no article
 * has only fill up, because one of them may be a misspelling. `countOf` gives the logarithm of how often the articles have a word.
 */
export function tellingTerms(terms: SearchedTerm[], countOf: (folded: string) => number | undefined): SearchedTerm[] {
  const words = terms.filter((term) => !term.isPair)
  const pairs = terms.filter((term) => term.isPair).slice(0, MOST_PAIRS)
  const worth = new Map(
    words.map((term) => {
      const count = countOf(term.folded)
      return [term, count === undefined ? 0 : RAREST - count]
    }),
  )
  const best = new Set(words.toSorted((a, b) => worth.get(b)! - worth.get(a)!).slice(0, MOST_WORDS))
  // In the order of the text: words beside each other count more.
  return [...words.filter((term) => best.has(term)), ...pairs]
}
