import type { Analyser, Term } from './analysis.ts'
import type { Definition, SearchAnswer, SearchQuery } from './contract.ts'
import { ExactTexts } from './exact.ts'
import { type Dictionary, findArticles } from './find.ts'
import type { FirstArticle } from './first-file.ts'
import { Glossary, type PackedGlossary } from './glossary.ts'
import { markTerms } from './mark.ts'
import { MemoryIndex } from './memory-index.ts'
import { markedWords, TELLING, weighWords } from './rank.ts'
import { TokenMap } from './token-map.ts'
import { Vocabulary } from './vocabulary.ts'
import { packWords } from './word-list.ts'

/** Searches what arrives first: titles, headings, questions, keywords and descriptions. */
export class FirstStage {
  readonly #articles: FirstArticle[]
  readonly #dictionary: Dictionary
  readonly #prefix: string
  readonly #glossary: Glossary | undefined
  /** How words are written that the index knows without case and variants of letters. */
  readonly #spellings = new Map<string, string>()

  constructor(articles: FirstArticle[], analyser: Analyser, prefix: string, glossary?: PackedGlossary) {
    this.#articles = articles
    this.#prefix = prefix
    this.#glossary = glossary && new Glossary(glossary, analyser, prefix)
    const map = new TokenMap(analyser, (terms) => {
      for (const { folded, word } of terms) if (!this.#spellings.has(folded)) this.#spellings.set(folded, word)
    })
    for (const { title, description, headings, ...words } of articles) {
      const questions = [...words.questions, ...words.keywords].join('\t')
      map.add({
        fields: { title: [title], questions: [questions], description: [description], headings: [headings] },
        text: [title, questions, headings, description],
      })
    }
    const exact = new ExactTexts(articles, analyser)
    this.#dictionary = { source: new MemoryIndex(map), vocabulary: new Vocabulary(packWords(map.counts, analyser), analyser), analyser, exact }
  }

  /** The meaning of a text that is a term of the glossary. */
  define(text: string): Definition | undefined {
    return this.#glossary?.find(text)
  }

  /** Words of the index as readers write them; those that it cannot tell are left out. */
  spell(folded: string[]): string[] {
    return folded.flatMap((word) => {
      const spelling = this.#spellings.get(word)?.toLocaleLowerCase(this.#dictionary.analyser.language)
      // Arabic letters lose more than their case in the index.
      return spelling ?? (/\p{Script=Arabic}/u.test(word) ? [] : word)
    })
  }

  /** The first answer; undefined when it would be empty. */
  async answer(query: SearchQuery): Promise<SearchAnswer | undefined> {
    const { text, category, limit, isLiteral = false } = query
    const { analyser } = this.#dictionary
    const isAllowed = (article: number) => !category || this.#articles[article]!.category.id === category
    const { ranked, words, coverage, confidence, completions } = await findArticles(text, this.#dictionary, { isLiteral, isAllowed })
    if (ranked.length === 0) return undefined
    const weights = weighWords(words, this.#dictionary.source.pages)
    const least = Math.max(0, ...weights) * TELLING
    const marked = markedWords(words)
    const meant = new Set(words.flatMap(({ tokens }, index) => (weights[index]! < least || !marked[index] ? [] : tokens.map(({ token }) => token))))
    const mark = (shown: string) =>
      markTerms(
        shown,
        (part) => analyser.terms(part),
        (term: Term) => meant.has(term.token),
      )
    return {
      query,
      stage: 'first',
      results: ranked.slice(0, limit).map(({ id }) => {
        const article = this.#articles[id]!
        const { path, title, description, category, questions, keywords, headings } = article
        const written = [title, ...questions, ...keywords, headings, description]
          .flatMap(mark)
          .flatMap(({ text, isMarked }) => (isMarked ? [text.toLowerCase()] : []))
        const url = `${this.#prefix}/${path}/`
        return {
          path,
          url,
          title: mark(title || path),
          excerpt: mark(description),
          category,
          locale: analyser.locale,
          sections: [],
          words: [...new Set(written)],
        }
      }),
      total: ranked.length,
      // What the texts have is not known yet: nothing is called missing.
      hasAllWords: true,
      isGood: true,
      coverage,
      confidence,
      corrected: [],
      completions: this.spell(completions),
      otherLanguages: [],
    }
  }
}
