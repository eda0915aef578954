import { Analyser, type Term } from './analysis.ts'
import type { Definition, SearchAnswer, SearchQuery } from './contract.ts'
import { expandWord, uniqueTerms } from './expand.ts'
import { type FirstArticle, type FirstFile, unpackFirst } from './first-file.ts'
import { Glossary } from './glossary.ts'
import { markTerms } from './mark.ts'
import type { Found } from './pagefind.ts'
import { rank } from './rank.ts'
import type { Stemmer } from './stems/load.ts'
import { Vocabulary } from './vocabulary.ts'
import { packWords } from './word-list.ts'

/** What a word is worth by where it stands. */
const WEIGHTS = { title: 4, questions: 4, headings: 1.5, description: 1 } as const
type Field = keyof typeof WEIGHTS
const FIELDS = Object.keys(WEIGHTS) as Field[]

/** Searches what arrives first: titles, headings, questions, keywords and descriptions. */
export class FirstStage {
  readonly #articles: FirstArticle[]
  readonly #analyser: Analyser
  readonly #prefix: string
  readonly #vocabulary: Vocabulary
  readonly #glossary: Glossary | undefined
  /** What each token is worth in each article. */
  readonly #worth = new Map<string, Map<number, number>>()

  constructor(file: FirstFile, stemmer: Stemmer, locale: string, prefix: string) {
    this.#articles = unpackFirst(file)
    this.#analyser = new Analyser(locale, stemmer)
    this.#prefix = prefix
    this.#glossary = file.glossary && new Glossary(file.glossary, this.#analyser, prefix)
    const counts = new Map<string, number>()
    this.#articles.forEach((article, index) => {
      for (const field of FIELDS) {
        for (const term of this.#analyser.terms(article[field])) {
          if (!term.isPair) counts.set(term.folded, (counts.get(term.folded) ?? 0) + 1)
          const worth = this.#worth.get(term.token) ?? new Map<number, number>()
          this.#worth.set(term.token, worth)
          worth.set(index, Math.max(worth.get(index) ?? 0, WEIGHTS[field]))
        }
      }
    })
    this.#vocabulary = new Vocabulary(packWords(counts, this.#articles.length))
  }

  /** The meaning of a text that is a term of the glossary. */
  define(text: string): Definition | undefined {
    return this.#glossary?.find(text)
  }

  /** The first answer; undefined when it would be empty. */
  async answer(query: SearchQuery): Promise<SearchAnswer | undefined> {
    const { text, category, limit, isLiteral = false } = query
    const terms = uniqueTerms(this.#analyser.terms(text))
    const options = { vocabulary: this.#vocabulary, analyser: this.#analyser, search: async (token: string) => this.#find(token, category), isLiteral }
    const words = await Promise.all(terms.map((term, index) => expandWord(term, { ...options, isLast: index === terms.length - 1, withAlike: false })))
    const ranked = rank(words, this.#vocabulary.pages)
    if (ranked.length === 0) return undefined
    const tokens = words.flatMap(({ tokens }) => tokens.map(({ token }) => token))
    const isMeant = (term: Term) => tokens.some((token) => (token.endsWith('ʘ') ? token === term.token : term.token.startsWith(token)))
    const mark = (shown: string) => markTerms(shown, (part) => this.#analyser.terms(part), isMeant)
    const { coverage, confidence } = ranked[0]!
    const last = terms.at(-1)
    return {
      query,
      stage: 'first',
      results: ranked.slice(0, limit).map(({ found }) => {
        const { path, title, description, category } = this.#articles[Number(found.id)]!
        const url = `${this.#prefix}/${path}/`
        return { path, url, title: mark(title || path), excerpt: mark(description), category, locale: this.#analyser.locale, sections: [] }
      }),
      total: ranked.length,
      // What the texts have is not known yet: nothing is called missing.
      hasAllWords: true,
      isGood: true,
      coverage,
      confidence,
      corrected: [],
      completions: last && !last.isPair ? this.#vocabulary.completions(last.folded).map(({ word }) => word) : [],
      otherLanguages: [],
    }
  }

  #find(token: string, category?: string): Found[] {
    const found: Found[] = []
    for (const [index, worth] of this.#worth.get(token) ?? []) {
      if (!category || this.#articles[index]!.category.id === category) found.push({ id: String(index), score: worth, words: [], data: unread })
    }
    const rarity = Math.log(1 + (this.#articles.length - found.length + 0.5) / (found.length + 0.5))
    for (const one of found) one.score *= rarity
    return found
  }
}

const unread = () => Promise.reject(new Error('The first stage has no texts.'))
