import { type Analyser, END, type Term } from './analysis.ts'
import type { BestPassage, SearchResult, TextPiece } from './contract.ts'
import { EXACT, ExactTexts } from './exact.ts'
import { type Dictionary, findArticles, type FindOptions, type Finds } from './find.ts'
import type { FirstArticle, FirstFile } from './first-file.ts'
import type { LocaleFiles } from './index-files.ts'
import { unpackSorted } from './front-coding.ts'
import { unpackLengths } from './lengths.ts'
import { markTerms } from './mark.ts'
import { besideText, type ReadSection, type Sought, type WeighedSection, weighSection } from './passage.ts'
import type { WordFinds } from './found.ts'
import { markedWords, type Ranked, TELLING, weighWords } from './rank.ts'
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
  readonly #read = new Map<number, Promise<{ article: ArticleText; sections: ReadSection[] }>>()

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
      vocabulary: new Vocabulary(words, analyser),
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
    const sought = this.#soughtOf(words)
    const { isMarked } = sought
    return Promise.all(
      ranked.map(async ({ id }) => {
        const { article, sections: read } = await this.#open(id)
        const sections = this.#weigh(read, sought, EXCERPT)
        const densest = [...sections].sort((a, b) => b.density - a.density)[0]
        const url = `${this.#parts.prefix}/${article.path}/`
        return {
          path: article.path,
          url,
          title: this.#mark(article.title || article.path, isMarked),
          // An article found by its title or keywords has no marked words in its text: its description says more.
          excerpt:
            densest && densest.density > 0 ? densest.excerpt() : this.#mark(article.description || (article.sections[0]?.text.slice(0, 200) ?? ''), isMarked),
          category: article.category,
          locale: this.#parts.analyser.locale,
          sections: sections
            .filter(({ section, coverage }) => section.id && coverage > 0)
            .sort((a, b) => b.coverage - a.coverage)
            .slice(0, SECTIONS)
            .map(({ section }) => ({ title: this.#mark(section.title, isMarked), url: `${url}#${section.id}` })),
          words: writtenWords(read, isMarked),
        }
      }),
    )
  }

  /** The section of the best article that answers, if one does. */
  async findPassage({ ranked, words, isExact }: Finds): Promise<BestPassage | undefined> {
    const [first] = ranked
    if (!first) return undefined
    const { article, sections: read } = await this.#open(first.id)
    const sought = this.#soughtOf(words)
    const sections = this.#weigh(read, sought, PASSAGE)
    const densest = sections.toSorted((a, b) => b.coverage + b.density - a.coverage - a.density)[0]
    const answers = densest && densest.coverage >= ANSWERS && densest.density > 0
    // What is asked as a whole is answered by the article; its beginning sums it up.
    const best = answers ? densest : isExact ? sections.find(({ section }) => section.text) : undefined
    if (!best) return undefined
    return {
      path: article.path,
      url: `${this.#parts.prefix}/${article.path}/${best.section.id ? `#${best.section.id}` : ''}`,
      title: this.#mark(article.title || article.path, sought.isMarked),
      section: this.#mark(best.section.title, sought.isMarked),
      pieces: best.excerpt(),
    }
  }

  #weigh(read: ReadSection[], sought: Sought, length: number): WeighedSection[] {
    return read.map((section) => weighSection(section, section.terms[0]?.isPair ? length * PAIRS : length, sought))
  }

  #open(id: number): Promise<{ article: ArticleText; sections: ReadSection[] }> {
    let read = this.#read.get(id)
    if (!read) {
      const { files, version, analyser } = this.#parts
      read = files.article(version, id).then((article) => ({
        article,
        sections: article.sections.map((section) => ({ section, terms: analyser.terms(section.text), beside: analyser.terms(besideText(section)) })),
      }))
      read.catch(() => this.#read.delete(id))
      this.#read.set(id, read)
    }
    return read
  }

  #soughtOf(words: WordFinds[]): Sought {
    const weights = weighWords(words, this.#dictionary.source.pages)
    const meaning = meaningOf(words, weights)
    const marked = markedWords(words)
    const known = new Map<string, boolean>()
    const isMarked = (term: Term) => {
      let is = known.get(term.token)
      if (is === undefined) {
        is = meaning(term).some((number) => marked[number])
        known.set(term.token, is)
      }
      return is
    }
    return { meaning, weights, isMarked }
  }

  #mark(text: string, isMarked: (term: Term) => boolean): TextPiece[] {
    return markTerms(text, (part) => this.#parts.analyser.terms(part), isMarked)
  }
}

/** The searched words as an article writes them. */
function writtenWords(sections: ReadSection[], isMarked: (term: Term) => boolean): string[] {
  const slices = (text: string, terms: Term[]) => terms.filter(isMarked).map(({ start, end }) => text.slice(start, end).toLowerCase())
  return [...new Set(sections.flatMap(({ section, terms, beside }) => [...slices(section.text, terms), ...slices(besideText(section), beside)]))].slice(
    0,
    WRITTEN,
  )
}

/** Which searched words a term of an article means. */
function meaningOf(words: WordFinds[], weights: number[]): Sought['meaning'] {
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
  // Asked for each word of each article that is shown.
  const known = new Map<string, number[]>()
  return ({ token }) => {
    let meant = known.get(token)
    if (!meant) {
      meant = [...(numbers.get(token) ?? []), ...beginnings.filter(([start]) => token.startsWith(start)).map(([, index]) => index)]
      known.set(token, meant)
    }
    return meant
  }
}
