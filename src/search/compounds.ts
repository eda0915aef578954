import type { Analyser, Term } from './analysis.ts'
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

/** Letters of a word from which it may be written in two; shorter ones are chance (`be low`). */
const JOINED = 5

/** The words of a search, and what two neighbours are together when the articles write them so: `set up` is also `setup`. */
export function joinNeighbours(terms: Term[], vocabulary: Vocabulary, analyser: Analyser): Term[] {
  const words = terms.filter((term) => !term.isWhole && !term.isPair)
  const joined = words.flatMap((term, index): Term[] => {
    const next = words[index + 1]
    const folded = term.folded + (next?.folded ?? '')
    const isWord = next !== undefined && next.start - term.end === 1 && folded.length >= JOINED && !analyser.isCommon(folded)
    if (!isWord || vocabulary.countOf(folded) === undefined) return []
    return [{ word: `${term.word}${next.word}`, folded, token: analyser.tokenOf(folded), start: term.start, end: next.end, isWhole: true }]
  })
  return [...terms, ...joined]
}
