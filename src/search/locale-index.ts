import { Analyser, type Term } from './analysis.ts'
import type { BestPassage, Correction, SearchResult, TextPiece } from './contract.ts'
import { expandWord, uniqueTerms } from './expand.ts'
import { markTerms } from './mark.ts'
import type { Found, OpenedIndex, PagefindModule } from './pagefind.ts'
import { type Meaning, type WeighedSection, weighSection } from './passage.ts'
import { rank, weighWords, type Ranked, type WordFinds } from './rank.ts'
import type { ArticleText } from './search-document.ts'
import type { Stemmer } from './stems/load.ts'
import { SynonymList } from './synonyms.ts'
import { tellingTerms } from './telling.ts'
import { Vocabulary } from './vocabulary.ts'

const SECTIONS = 3
/** Words of an excerpt, and of the passage that answers. Pairs of characters are shorter than words. */
const EXCERPT = 30
const PASSAGE = 60
const PAIRS = 2
/** Below this part of the search in one section, it is no answer. */
const ANSWERS = 0.6
/** With less than this part of the search in the best article, words that look alike are searched too. */
const WEAK = 0.9
/** From this weight on, a token is marked in what is shown. */
const MARKED = 0.4
/** Words that count less than this part of the most telling one are not marked: “the” in a question. */
const TELLING = 0.2
/** Weight that is as good as the word itself. */
const WHOLE = 0.7

/** Category and article filters. */
export type Filters = Record<string, string[]>

/** What a text finds in one language. */
export interface LocaleFinds {
  ranked: Ranked[]
  words: WordFinds[]
  /** The part of the search that the best article has, 0–1. */
  coverage: number
  /** How surely the best article answers. */
  confidence: number
  hasAllWords: boolean
  corrected: Correction[]
  completions: string[]
}

/** The index of one language; its results lead to pages of the reader's locale, whose address prefix is given. */
export class LocaleIndex {
  readonly #pagefind: PagefindModule
  readonly #locale: string
  readonly #prefix: string
  readonly #analyser: Analyser
  readonly #vocabulary: Vocabulary
  readonly #synonyms: SynonymList
  readonly #known = new Map<string, Promise<Found[]>>()
  readonly #read = new Map<string, Promise<{ article: ArticleText; terms: Term[][] }>>()

  constructor({ pagefind, words }: OpenedIndex, stemmer: Stemmer, locale: string, prefix: string) {
    this.#pagefind = pagefind
    this.#locale = locale
    this.#prefix = prefix
    this.#analyser = new Analyser(locale, stemmer)
    this.#vocabulary = new Vocabulary(words)
    this.#synonyms = new SynonymList(words.synonyms, this.#analyser)
  }

  /**
   * Articles with any of the words, those with the most of them first. `isLiteral` leaves the words as they are; a part of a message
   * has no unfinished word, and what only looks like its words is not searched.
   */
  async find(text: string, filters: Filters, { isLiteral = false, isPart = false } = {}): Promise<LocaleFinds> {
    const written = this.#analyser.terms(text)
    const terms = tellingTerms(uniqueTerms(written), (folded) => this.#vocabulary.countOf(folded))
    const synonyms = this.#synonyms.find(written)
    const search = (token: string) => this.#search(token, filters)
    const expand = (withAlike: boolean) =>
      Promise.all(
        terms.map((term, index) =>
          expandWord(term, {
            vocabulary: this.#vocabulary,
            analyser: this.#analyser,
            search,
            synonyms: synonyms.get(term.token) ?? [],
            isLast: !isPart && index === terms.length - 1,
            isLiteral,
            withAlike,
          }),
        ),
      )
    let words = await expand(false)
    let ranked = rank(words, this.#vocabulary.pages)
    if (!isLiteral && !isPart && (ranked[0]?.coverage ?? 0) < WEAK) {
      words = await expand(true)
      ranked = rank(words, this.#vocabulary.pages)
    }
    const best = ranked[0]?.found.id
    const inBest = words.map(({ tokens }) => tokens.filter(({ results }) => results.some(({ id }) => id === best)).sort((a, b) => b.weight - a.weight)[0])
    const last = terms.at(-1)
    return {
      ranked,
      words,
      coverage: ranked[0]?.coverage ?? 0,
      confidence: ranked[0]?.confidence ?? 0,
      hasAllWords: inBest.every((token) => token && token.reason !== 'alike' && token.reason !== 'corrected'),
      corrected: inBest.flatMap((token, index) => (token?.reason === 'corrected' ? [{ from: terms[index]!.word, to: token.word }] : [])),
      completions: last && !last.isPair ? this.#vocabulary.completions(last.folded).map(({ word }) => word) : [],
    }
  }

  /** The article with this path, if it has a text in this language. */
  async findArticle(path: string): Promise<Ranked[]> {
    const { results } = await this.#pagefind.search(null, { filters: { article: [path] } })
    return results.slice(0, 1).map((found) => ({ found, score: 0, coverage: 0, confidence: 0 }))
  }

  /** Loads what was found, with the words of the search marked. */
  async read(ranked: Ranked[], words: WordFinds[]): Promise<SearchResult[]> {
    const meaning = this.#meaningOf(words)
    const isMeant = (term: Term) => meaning(term).length > 0
    return Promise.all(
      ranked.map(async ({ found }) => {
        const { article } = await this.#open(found)
        const sections = await this.#weigh(found, words, EXCERPT)
        const densest = [...sections].sort((a, b) => b.density - a.density)[0]
        const url = `${this.#prefix}/${article.path}/`
        return {
          path: article.path,
          url,
          title: this.#mark(article.title || article.path, isMeant),
          // An article found by its title or keywords has no marked words in its text: its description says more.
          excerpt:
            densest && densest.density > 0 ? densest.excerpt : this.#mark(article.description || (article.sections[0]?.text.slice(0, 200) ?? ''), isMeant),
          category: article.category,
          locale: this.#locale,
          sections: sections
            .filter(({ section, coverage }) => section.id && coverage > 0)
            .sort((a, b) => b.coverage - a.coverage)
            .slice(0, SECTIONS)
            .map(({ section }) => ({ title: this.#mark(section.title, isMeant), url: `${url}#${section.id}` })),
        }
      }),
    )
  }

  /** The section of the best article that answers, if one does. */
  async findPassage({ ranked, words }: LocaleFinds): Promise<BestPassage | undefined> {
    const [first] = ranked
    if (!first) return undefined
    const { article } = await this.#open(first.found)
    const [best] = (await this.#weigh(first.found, words, PASSAGE)).sort((a, b) => b.coverage + b.density - a.coverage - a.density)
    if (!best || best.coverage < ANSWERS || best.density === 0) return undefined
    const meaning = this.#meaningOf(words)
    const isMeant = (term: Term) => meaning(term).length > 0
    return {
      path: article.path,
      url: `${this.#prefix}/${article.path}/${best.section.id ? `#${best.section.id}` : ''}`,
      title: this.#mark(article.title || article.path, isMeant),
      section: this.#mark(best.section.title, isMeant),
      pieces: best.excerpt,
    }
  }

  async #weigh(found: Found, words: WordFinds[], length: number): Promise<WeighedSection[]> {
    const { article, terms } = await this.#open(found)
    const weights = weighWords(words, this.#vocabulary.pages)
    const meaning = this.#meaningOf(words)
    return article.sections.map((section, index) => {
      const own = terms[index]!
      return weighSection(section, own, own[0]?.isPair ? length * PAIRS : length, meaning, weights, this.#analyser)
    })
  }

  #open(found: Found): Promise<{ article: ArticleText; terms: Term[][] }> {
    let read = this.#read.get(found.id)
    if (!read) {
      read = found.data().then(({ article }) => ({ article, terms: article.sections.map(({ text }) => this.#analyser.terms(text)) }))
      read.catch(() => this.#read.delete(found.id))
      this.#read.set(found.id, read)
    }
    return read
  }

  #meaningOf(words: WordFinds[]): Meaning {
    return meaningOf(words, weighWords(words, this.#vocabulary.pages))
  }

  #mark(text: string, isMeant: (term: Term) => boolean): TextPiece[] {
    return markTerms(text, (part) => this.#analyser.terms(part), isMeant)
  }

  /** While typing, all words but the last are the same as before. */
  #search(token: string, filters: Filters): Promise<Found[]> {
    const key = `${token} ${filters['category']?.join() ?? ''}`
    let known = this.#known.get(key)
    if (!known) {
      known = this.#ask(token, filters)
      known.catch(() => this.#known.delete(key))
      this.#known.set(key, known)
    }
    return known
  }

  async #ask(token: string, filters: Filters): Promise<Found[]> {
    const { results } = await this.#pagefind.search(token, { filters })
    // Pagefind takes a part of the index that did not arrive for one without the word.
    if (results.length === 0 && globalThis.navigator?.onLine === false) throw new Error('The browser is offline.')
    return results
  }
}

/** Which searched words a term of an article means. */
function meaningOf(words: WordFinds[], weights: number[]): Meaning {
  const least = Math.max(0, ...weights) * TELLING
  const numbers = new Map<string, number[]>()
  const beginnings: [string, number][] = []
  words.forEach(({ tokens }, index) => {
    const best = Math.max(0, ...tokens.map((token) => token.weight))
    for (const { token: all, telling = [all], weight } of tokens) {
      if (weights[index]! < least) continue
      if (weight < Math.min(MARKED, best) && best >= WHOLE) continue
      for (const token of telling) {
        numbers.set(token, [...(numbers.get(token) ?? []), index])
        if (!token.endsWith('ʘ')) beginnings.push([token, index])
      }
    }
  })
  return (term) => [...(numbers.get(term.token) ?? []), ...beginnings.filter(([start]) => term.token.startsWith(start)).map(([, index]) => index)]
}
