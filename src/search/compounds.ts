import type { Term } from './analysis.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * The words of a search, of which compounds that are misspelt or unfinished count as one word: of `rPeview` neither `r` nor `Peview` is a word, but
 * all of it is `Preview` with two letters swapped; of `HomePo` the end is missing. Parts that are words stay.
 */
export function mendCompounds(terms: Term[], vocabulary: Vocabulary): Term[] {
  const isKnown = ({ folded }: Term) => folded.length > 1 && vocabulary.countOf(folded) !== undefined
  const mayMean = ({ folded }: Term) => vocabulary.corrections(folded).length > 0 || vocabulary.completions(folded).length > 0
  const isLost = (part: Term) => !isKnown(part) && (part.folded.length === 1 || !mayMean(part))
  const mended = terms.filter((whole) => whole.isWhole && !isKnown(whole) && partsOf(whole, terms).some(isLost) && mayMean(whole))
  return terms.flatMap((term) => {
    if (mended.includes(term)) return [{ ...term, isWhole: false }]
    return !isKnown(term) && mended.some((whole) => partsOf(whole, terms).includes(term)) ? [] : [term]
  })
}

const partsOf = (whole: Term, terms: Term[]) => terms.filter((term) => !term.isWhole && term.start >= whole.start && term.end <= whole.end)
