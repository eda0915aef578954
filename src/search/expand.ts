import type { Analyser, Term } from './analysis.ts'
import { countTypos } from './distance.ts'
import { foldAccents } from './folding.ts'
import type { Found, Reason, TokenFinds, WordFinds } from './found.ts'
import { keepPhrases, type Synonym } from './synonyms.ts'
import { MOST_TYPOS, type Vocabulary } from './vocabulary.ts'
import { MOST_COUNTED } from './word-list.ts'

/** Letters from which a last word is completed, one more of a word that says little; fewer only when nothing has them as a word. */
const COMPLETED = 2
/** Words that differ by accents are worth this much. */
const OTHER_ACCENTS = 0.9
/** What an unfinished word is worth as the beginning of another behind small words (Hebrew, Arabic): 0.4 points of Success@3 of unfinished Hebrew ones. */
const BEGUN = 0.7
/** A pair of characters that no article has is searched by its characters, each worth this much. */
const CHARACTER = 0.3
/** Letters from which a word that is known by its stem alone may be a misspelling, and what that is worth. 0.5 points of Success@3 of Hebrew words with a typo. */
const CHANCE = 5
const MAY_BE = 0.5
/** The writer's word for what the reader calls otherwise is worth this much. */
const SYNONYM = 0.8
/** And what people call otherwise anywhere: 0.8 finds 0.2 points of Success@3 less in English. */
const EVERYDAY = 0.5

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

const LETTER = /\p{L}/u

export interface ExpandOptions {
  vocabulary: Vocabulary
  analyser: Analyser
  search: (token: string) => Promise<Found[]>
  /** The word may not be finished. */
  isLast: boolean
  /** Articles in the index. */
  pages: number
  /** Only the word as it is written. */
  isLiteral: boolean
  /** Tokens of each phrase that means the same as the word, or as the phrase that it is a part of. */
  synonyms?: Synonym[]
  /** Of a message: what only looks like a known word is not searched. */
  isPart?: boolean
}

/** All that may stand for a searched word: its forms, what it may be completed to, what it may be a misspelling of, what looks like it. */
export async function expandWord(term: SearchedTerm, options: ExpandOptions): Promise<WordFinds> {
  const { vocabulary, analyser, search, isLast, isLiteral, isPart = false, synonyms = [] } = options
  const tokens = new Map<string, Omit<TokenFinds, 'results'>>()
  const add = (token: string, word: string, weight: number, reason: Reason) => {
    const known = tokens.get(token)
    if (!known || known.weight < weight) tokens.set(token, { token, word, weight, reason })
  }
  add(term.token, term.folded, 1, 'same')
  // Another number is never a misspelling of this one.
  const isExact = isLiteral || !LETTER.test(term.folded)
  const related = isExact || isPart || term.isPair || isFrequent(term, options) ? [] : vocabulary.related(term.folded)
  // On their way together: what is searched in most cases need not wait for the word itself.
  for (const { word } of related) search(analyser.tokenOf(word)).catch(() => {})
  const [own, meant] = await Promise.all([search(term.token), isLiteral ? [] : findSynonyms(synonyms, search)])
  if (term.isPair) {
    if (own.length === 0) for (const character of term.folded) add(character, character, CHARACTER, 'alike')
    return find(term, tokens, options, meant)
  }
  for (const word of vocabulary.sameLetters(term.folded)) add(analyser.tokenOf(word), word, word === term.folded ? 1 : OTHER_ACCENTS, 'same')
  let isKnown = own.length > 0 || tokens.size > 1 || meant.length > 0
  for (const whole of term.wholes) add(whole, term.folded, 1, 'same')
  const readings = new Set([term.folded, analyser.bareOf(term.folded)])
  if (isLast && (term.folded.length >= COMPLETED + (analyser.isCommon(term.folded) ? 1 : 0) || !isKnown)) {
    for (const read of new Set([...readings, ...analyser.begunOf(term.folded)])) {
      for (const { word, weight } of vocabulary.completions(read)) {
        add(analyser.tokenOf(word), word, weight * (readings.has(read) ? 1 : BEGUN), 'completed')
        isKnown = true
      }
    }
  }
  if (!isExact) {
    // The stem may be that of another word by chance: a word that is written nowhere may be misspelt.
    const isChance = isKnown && term.folded.length >= CHANCE && vocabulary.countOf(term.folded) === undefined
    if (!isKnown || isChance) {
      for (const read of readings) {
        for (const { word, weight } of vocabulary.corrections(read))
          add(analyser.tokenOf(word), asWritten(word, read, term.folded, analyser), isChance ? weight * MAY_BE : weight, isChance ? 'alike' : 'corrected')
      }
    }
    const alike = isKnown ? related : vocabulary.alike(term.folded)
    for (const { word, weight } of alike) add(analyser.tokenOf(word), word, weight, 'alike')
  }
  return find(term, tokens, options, meant)
}

/** A word of the list as the reader would write it: with the small words that stand before theirs (Hebrew, Arabic), which are not what is misspelt. */
function asWritten(word: string, read: string, folded: string, analyser: Analyser): string {
  const before = folded.slice(0, folded.length - read.length)
  const bare = analyser.bareOf(word)
  const isBare = bare !== word && countTypos(foldAccents(read), foldAccents(bare), MOST_TYPOS) < countTypos(foldAccents(read), foldAccents(word), MOST_TYPOS)
  return before + (isBare || before ? bare : word)
}

/**
 * Whether a word is written as often as there are articles: what only looks like it finds nothing more then, and such words have the longest lists of
 * articles. Counts end at `MOST_COUNTED`.
 */
function isFrequent({ folded }: Term, { vocabulary, pages }: ExpandOptions): boolean {
  return (vocabulary.countOf(folded) ?? 0) >= Math.min(MOST_COUNTED, Math.log2(pages))
}

async function findSynonyms(synonyms: Synonym[], search: ExpandOptions['search']): Promise<TokenFinds[]> {
  const finds = synonyms.map(async ({ tokens, text, length, isEveryday }): Promise<TokenFinds> => {
    const [results, ...parts] = await Promise.all([tokens.join(' '), ...tokens].map(search))
    const least = Math.min(...parts.map((part) => part.length))
    return {
      token: tokens.join(' '),
      telling: tokens.filter((_, index) => parts[index]!.length <= least * 2),
      word: text,
      reason: 'synonym',
      weight: isEveryday ? EVERYDAY : SYNONYM,
      // Each word of a phrase brings its part, or a longer phrase would find more.
      results: keepPhrases(results!, parts).map((found) => ({ ...found, score: found.score / length })),
    }
  })
  return (await Promise.all(finds)).filter(({ results }) => results.length > 0)
}

type Tokens = Map<string, Omit<TokenFinds, 'results'>>

async function find(term: Term, tokens: Tokens, { analyser, search }: ExpandOptions, synonyms: TokenFinds[]): Promise<WordFinds> {
  const finds = await Promise.all([...tokens.values()].map(async (token) => ({ ...token, results: await search(token.token) })))
  return { word: term.word, isCommon: analyser.isCommon(term.folded), tokens: [...finds.filter(({ results }) => results.length > 0), ...synonyms] }
}
