import { type Analyser, END, type Term } from './analysis.ts'
import type { BestPassage, SearchResult, TextPiece } from './contract.ts'
import { EXACT, ExactTexts } from './exact.ts'
import { type Dictionary, findArticles, type FindOptions, type Finds } from './find.ts'
import type { FirstArticle, FirstFile } from './first-file.ts'
import type { LocaleFiles } from './index-files.ts'
import { unpackSorted } from './front-coding.ts'
import { unpackLengths } from './lengths.ts'
import { markTerms } from './mark.ts'
import { type Meaning, type WeighedSection, weighSection } from './passage.ts'
import { type Ranked, TELLING, weighWords, type WordFinds } from './rank.ts'
import { Scorer } from './scoring.ts'
import type { ArticleText } from './search-document.ts'
import { ShardedIndex } from './shards.ts'
import { SynonymList } from './synonyms.ts'
import { Vocabulary } from './vocabulary.ts'

const SECTIONS = 3
/** Different words that are marked in an article. */
const WRITTEN = 24
/** Words of an excerpt, and of the passage that answers. Pairs of characters are shorter than words. */
const EXCERPT = 30
const PASSAGE = 60
const PAIRS = 2
/** Below this part of the search in one section, it is no answer. */
const ANSWERS = 0.6
/** From this weight on, a token is marked in what is shown. */
const MARKED = 0.4
/** Weight that is as good as the word itself. */
const WHOLE = 0.7

/** Articles of one category, or of all. */
export type LocaleFindOptions = Omit<FindOptions, 'isAllowed'> & { category?: string | undefined }

/** What an index is opened with. */
export interface LocaleIndexParts {
  files: LocaleFiles
  version: FirstFile['version']
  articles: FirstArticle[]
  analyser: Analyser
  /** Address prefix of the reader's locale, to whose pages the results lead. */
  prefix: string
}

/** The whole texts of one language. */
export class LocaleIndex {
  readonly #parts: LocaleIndexParts
  readonly #dictionary: Dictionary
  readonly #read = new Map<number, Promise<{ article: ArticleText; terms: Term[][] }>>()

  private constructor(parts: LocaleIndexParts, dictionary: Dictionary) {
    this.#parts = parts
    this.#dictionary = dictionary
  }

  /** Loads the words; what they lead to is loaded when it is asked for. */
  static async open(parts: LocaleIndexParts): Promise<LocaleIndex> {
    const { files, version, analyser } = parts
    const words = await files.words(version)
    const lengths = { texts: unpackLengths(words.lengths.texts), titles: unpackLengths(words.lengths.titles) }
    const source = new ShardedIndex(words.pages, unpackSorted(words.shards), new Scorer(lengths), (shard) => files.shard(version, shard))
    return new LocaleIndex(parts, {
      source,
      vocabulary: new Vocabulary(words),
      synonyms: new SynonymList(words.synonyms, analyser),
      analyser,
      exact: new ExactTexts(parts.articles, analyser, words.questions),
    })
  }

  /** Articles with any of the words, those with the most of them first. */
  find(text: string, { category, ...options }: LocaleFindOptions): Promise<Finds> {
    const isAllowed = (article: number) => !category || this.#parts.articles[article]!.category.id === category
    return findArticles(text, this.#dictionary, { ...options, isAllowed })
  }

  /** The article with this path, if it has a text in this language. */
  findArticle(path: string): Ranked[] {
    const id = this.#parts.articles.findIndex((article) => article.path === path)
    return id < 0 ? [] : [{ id, score: 0, coverage: 0, confidence: 0, exactness: EXACT.not }]
  }

  /** Loads what was found, with the words of the search marked. */
  async read(ranked: Ranked[], words: WordFinds[]): Promise<SearchResult[]> {
    const meaning = this.#meaningOf(words)
    const isMeant = (term: Term) => meaning(term).length > 0
    return Promise.all(
      ranked.map(async ({ id }) => {
        const { article, terms } = await this.#open(id)
        const sections = await this.#weigh(id, words, EXCERPT)
        const densest = [...sections].sort((a, b) => b.density - a.density)[0]
        const url = `${this.#parts.prefix}/${article.path}/`
        return {
          path: article.path,
          url,
          title: this.#mark(article.title || article.path, isMeant),
          // An article found by its title or keywords has no marked words in its text: its description says more.
          excerpt:
            densest && densest.density > 0 ? densest.excerpt : this.#mark(article.description || (article.sections[0]?.text.slice(0, 200) ?? ''), isMeant),
          category: article.category,
          locale: this.#parts.analyser.locale,
          sections: sections
            .filter(({ section, coverage }) => section.id && coverage > 0)
            .sort((a, b) => b.coverage - a.coverage)
            .slice(0, SECTIONS)
            .map(({ section }) => ({ title: this.#mark(section.title, isMeant), url: `${url}#${section.id}` })),
          words: writtenWords(article, terms, isMeant),
        }
      }),
    )
  }

  /** The section of the best article that answers, if one does. */
  async findPassage({ ranked, words, isExact }: Finds): Promise<BestPassage | undefined> {
    const [first] = ranked
    if (!first) return undefined
    const { article } = await this.#open(first.id)
    const sections = await this.#weigh(first.id, words, PASSAGE)
    const densest = sections.toSorted((a, b) => b.coverage + b.density - a.coverage - a.density)[0]
    const answers = densest && densest.coverage >= ANSWERS && densest.density > 0
    // What was asked word for word is answered by the article; its beginning sums it up.
    const best = answers ? densest : isExact ? sections[0] : undefined
    if (!best) return undefined
    const meaning = this.#meaningOf(words)
    const isMeant = (term: Term) => meaning(term).length > 0
    return {
      path: article.path,
      url: `${this.#parts.prefix}/${article.path}/${best.section.id ? `#${best.section.id}` : ''}`,
      title: this.#mark(article.title || article.path, isMeant),
      section: this.#mark(best.section.title, isMeant),
      pieces: best.excerpt,
    }
  }

  async #weigh(id: number, words: WordFinds[], length: number): Promise<WeighedSection[]> {
    const { article, terms } = await this.#open(id)
    const weights = weighWords(words, this.#dictionary.source.pages)
    const meaning = this.#meaningOf(words)
    return article.sections.map((section, index) => {
      const own = terms[index]!
      return weighSection(section, own, own[0]?.isPair ? length * PAIRS : length, meaning, weights, this.#parts.analyser)
    })
  }

  #open(id: number): Promise<{ article: ArticleText; terms: Term[][] }> {
    let read = this.#read.get(id)
    if (!read) {
      const { files, version, analyser } = this.#parts
      read = files.article(version, id).then((article) => ({ article, terms: article.sections.map(({ text }) => analyser.terms(text)) }))
      read.catch(() => this.#read.delete(id))
      this.#read.set(id, read)
    }
    return read
  }

  #meaningOf(words: WordFinds[]): Meaning {
    return meaningOf(words, weighWords(words, this.#dictionary.source.pages))
  }

  #mark(text: string, isMeant: (term: Term) => boolean): TextPiece[] {
    return markTerms(text, (part) => this.#parts.analyser.terms(part), isMeant)
  }
}

/** The searched words as an article writes them. */
function writtenWords(article: ArticleText, terms: Term[][], isMeant: (term: Term) => boolean): string[] {
  const words = terms.flatMap((own, index) => own.filter(isMeant).map(({ start, end }) => article.sections[index]!.text.slice(start, end).toLowerCase()))
  return [...new Set(words)].slice(0, WRITTEN)
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
        if (!token.endsWith(END)) beginnings.push([token, index])
      }
    }
  })
  return (term) => [...(numbers.get(term.token) ?? []), ...beginnings.filter(([start]) => term.token.startsWith(start)).map(([, index]) => index)]
}
