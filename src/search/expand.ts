import { encodeCharacters } from './folding.ts'
import type { Analyser, Term } from './analysis.ts'
import type { Found } from './pagefind.ts'
import type { Reason, TokenFinds, WordFinds } from './rank.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Letters from which a last word is completed; fewer only when nothing has them as a word. */
const COMPLETED = 3
/** Words that differ by accents are worth this much. */
const OTHER_ACCENTS = 0.9
/** A pair of characters that no article has is searched by its characters, each worth this much. */
const CHARACTER = 0.3

/** The words of a search, each once, and the wholes of its compounds. */
export interface SearchedTerm extends Term {
  /** Tokens of the compounds that it is a part of. */
  wholes: string[]
}

export function uniqueTerms(terms: Term[]): SearchedTerm[] {
  const wholes = terms.filter((term) => term.isWhole)
  const unique = new Map<string, SearchedTerm>()
  for (const term of terms) {
    if (term.isWhole || unique.has(term.token)) continue
    unique.set(term.token, { ...term, wholes: wholes.filter((whole) => whole.start <= term.start && whole.end >= term.end).map((whole) => whole.token) })
  }
  return [...unique.values()]
}

export interface ExpandOptions {
  vocabulary: Vocabulary
  analyser: Analyser
  search: (token: string) => Promise<Found[]>
  /** The word may not be finished. */
  isLast: boolean
  /** Only the word as it is written. */
  isLiteral: boolean
  /** Words that look alike, though the word itself is known. */
  withAlike: boolean
}

/** All that may stand for a searched word: its forms, what it may be completed to, what it may be a misspelling of, what looks like it. */
export async function expandWord(term: SearchedTerm, options: ExpandOptions): Promise<WordFinds> {
  const { vocabulary, analyser, search, isLast, isLiteral, withAlike } = options
  const tokens = new Map<string, Omit<TokenFinds, 'results'>>()
  const add = (token: string, word: string, weight: number, reason: Reason) => {
    const known = tokens.get(token)
    if (!known || known.weight < weight) tokens.set(token, { token, word, weight, reason })
  }
  add(term.token, term.folded, 1, 'same')
  const own = await search(term.token)
  if (term.isPair) {
    if (own.length === 0) for (const character of term.folded) add(encodeCharacters(character), character, CHARACTER, 'alike')
    return find(term, tokens, search)
  }
  for (const whole of term.wholes) add(whole, term.folded, 1, 'same')
  for (const word of vocabulary.sameLetters(term.folded)) add(analyser.tokenOf(word), word, word === term.folded ? 1 : OTHER_ACCENTS, 'same')
  let isKnown = own.length > 0 || tokens.size > 1
  if (isLast && (term.folded.length >= COMPLETED || !isKnown)) {
    for (const { word, weight } of vocabulary.completions(term.folded)) {
      add(analyser.tokenOf(word), word, weight, 'completed')
      isKnown = true
    }
  }
  if (!isLiteral && !isKnown) for (const { word, weight } of vocabulary.corrections(term.folded)) add(analyser.tokenOf(word), word, weight, 'corrected')
  if (!isLiteral && (!isKnown || withAlike)) for (const { word, weight } of vocabulary.alike(term.folded)) add(analyser.tokenOf(word), word, weight, 'alike')
  return find(term, tokens, search)
}

async function find(term: Term, tokens: Map<string, Omit<TokenFinds, 'results'>>, search: ExpandOptions['search']): Promise<WordFinds> {
  const finds = await Promise.all([...tokens.values()].map(async (token) => ({ ...token, results: await search(token.token) })))
  return { word: term.word, tokens: finds.filter(({ results }) => results.length > 0) }
}
