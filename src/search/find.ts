import type { Analyser, Term } from './analysis.ts'
import { joinNeighbours, mendCompounds } from './compounds.ts'
import type { Correction } from './contract.ts'
import { EXACT, type ExactTexts } from './exact.ts'
import { expandWord, uniqueTerms } from './expand.ts'
import type { TokenSource, WordFinds } from './found.ts'
import { articlesWith, quotedPhrases } from './phrases.ts'
import { type Ranked, rank } from './rank.ts'
import type { SynonymList } from './synonyms.ts'
import { tellingTerms } from './telling.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Letters that make another form of a finished word, in languages whose stems do not know better. */
const ENDING = 3

/** What a text finds. */
export interface Finds {
  ranked: Ranked[]
  words: WordFinds[]
  /** The part of the search that the best article has, 0–1. */
  coverage: number
  /** How surely the best article answers. */
  confidence: number
  /** Whether the search is the best article's title, a question or a keyword of it. */
  isExact: boolean
  hasAllWords: boolean
  corrected: Correction[]
  completions: string[]
}

/** Where words are looked up. */
export interface Dictionary {
  source: TokenSource
  vocabulary: Vocabulary
  /** What else readers call things; none in the first stage. */
  synonyms?: SynonymList
  analyser: Analyser
  exact: ExactTexts
}

export interface FindOptions {
  /** The words as they are: no corrections. */
  isLiteral?: boolean
  /** Of a message: no unfinished word, and what only looks like its words is not searched. */
  isPart?: boolean
  isAllowed?: (article: number) => boolean
}

/** Articles with any of the words, those with the most of them first. */
export async function findArticles(text: string, dictionary: Dictionary, { isLiteral = false, isPart = false, isAllowed }: FindOptions): Promise<Finds> {
  const { source, vocabulary, analyser } = dictionary
  const written = mendCompounds(analyser.terms(text), vocabulary)
  const terms = tellingTerms(uniqueTerms(joinNeighbours(written, vocabulary, analyser)), (folded) => vocabulary.countOf(folded))
  const synonyms = dictionary.synonyms?.find(written)
  const phrases = isPart ? [] : quotedPhrases(text, analyser)
  const isQuoted = ({ start }: { start: number }) => phrases.some((phrase) => start >= phrase.start && start < phrase.end)
  const search = (token: string) => source.search(token)
  const words = await Promise.all(
    terms.map((term, index) => {
      const isQuote = isQuoted(term)
      const isLast = !isPart && !isQuote && index === terms.length - 1
      return expandWord(term, {
        vocabulary,
        analyser,
        search,
        synonyms: synonyms?.get(term.token) ?? [],
        isLast,
        pages: source.pages,
        isLiteral: isLiteral || isQuote,
        isPart,
      })
    }),
  )
  const exact = findExact(written, terms, words, dictionary.exact)
  const all = rank(words, source.pages, { isAllowed, exact })
  const quoted = phrases.length > 0 ? await articlesWith(phrases, source) : undefined
  const asQuoted = quoted ? all.filter(({ id }) => quoted.has(id)) : all
  // What no article has as it is quoted is searched without the marks. Of a question about a name in marks, other articles may know more.
  const isAsked = asQuoted.length > 0 && terms.every(isQuoted)
  const ranked = isAsked ? asQuoted : [...asQuoted, ...(quoted ? all.filter(({ id }) => !quoted.has(id)) : [])]
  const best = ranked[0]?.id
  const inBest = words.map(({ tokens }) => tokens.filter(({ results }) => results.some(({ id }) => id === best)).sort((a, b) => b.weight - a.weight)[0])
  const last = terms.at(-1)
  return {
    ranked,
    words,
    coverage: ranked[0]?.coverage ?? 0,
    confidence: ranked[0]?.confidence ?? 0,
    isExact: (ranked[0]?.exactness ?? EXACT.not) > EXACT.not,
    hasAllWords: asQuoted.length > 0 && inBest.every((token) => token && token.reason !== 'alike' && token.reason !== 'corrected'),
    corrected: inBest.flatMap((token, index) => (token?.reason === 'corrected' ? [{ from: terms[index]!.word, to: token.word }] : [])),
    completions: last && !last.isPair && !isQuoted(last) ? offeredCompletions(last.folded, dictionary) : [],
  }
}

/** Articles that have the search as a whole, as it is written or as its misspelt words are meant. */
function findExact(written: Term[], terms: Term[], words: WordFinds[], texts: ExactTexts): ReadonlyMap<number, number> {
  const found = texts.find(written)
  const meant = new Map<string, string>()
  words.forEach(({ tokens }, index) => {
    const [best] = tokens.filter(({ reason }) => reason === 'corrected').sort((a, b) => b.weight - a.weight)
    if (best) meant.set(terms[index]!.token, best.token)
  })
  if (meant.size === 0) return found
  return new Map([...texts.find(written.map((term) => ({ ...term, token: meant.get(term.token) ?? term.token }))), ...found])
}

/** What the last word may become: another word that says something. Other endings of a finished word are found anyway. */
function offeredCompletions(folded: string, { vocabulary, analyser }: Dictionary): string[] {
  if (analyser.isCommon(folded)) return []
  const isFinished = vocabulary.countOf(folded) !== undefined
  const tokens = new Set([analyser.tokenOf(folded)])
  return vocabulary.completions(folded).flatMap(({ word }) => {
    const token = analyser.tokenOf(word)
    const isEnding = isFinished && word.length - folded.length <= ENDING
    if (tokens.has(token) || isEnding || analyser.isCommon(word)) return []
    tokens.add(token)
    return [word]
  })
}
