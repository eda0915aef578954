import type { Analyser, Term } from './analysis.ts'
import { FIELDS, type Field, type Posting } from './postings.ts'
import type { Lengths } from './scoring.ts'

/** Words between two sections, so that no phrase reaches from one into the next. */
const GAP = 5

/** What of an article is searched. */
export interface ArticleWords {
  fields: Partial<Record<Field, string[]>>
  /** The text in the order of reading, cut into sections with their titles. */
  text: string[]
}

/** Collects the tokens of articles, which get numbers in the order in which they are added. */
export class TokenMap {
  readonly tokens = new Map<string, Posting[]>()
  readonly lengths: Lengths = { texts: [], titles: [] }
  /** How often each word is written. */
  readonly counts = new Map<string, number>()
  readonly #analyser: Analyser
  readonly #onRead: (terms: Term[]) => void

  /** `onRead` is told the terms of each text. */
  constructor(analyser: Analyser, onRead: (terms: Term[]) => void = () => {}) {
    this.#analyser = analyser
    this.#onRead = onRead
  }

  add({ fields, text }: ArticleWords): void {
    const article = this.lengths.texts.length
    let place = 0
    for (const part of text) {
      for (const term of this.#read(part)) this.#postingOf(term.token, article).places.push(place++)
      place += GAP
    }
    this.lengths.texts.push(place)
    this.lengths.titles.push(0)
    for (const [name, parts] of Object.entries(fields)) {
      for (const term of parts.flatMap((part) => this.#read(part))) {
        this.#postingOf(term.token, article).fields |= FIELDS[name as Field]
        // “How to change the language” is a title of two words.
        if (name === 'title' && !term.isWhole && !this.#analyser.isCommon(term.folded)) this.lengths.titles[article]!++
      }
    }
  }

  #read(text: string): Term[] {
    const terms = this.#analyser.read(text)
    this.#onRead(terms)
    for (const term of terms) if (!term.isPair) this.counts.set(term.folded, (this.counts.get(term.folded) ?? 0) + 1)
    return terms
  }

  #postingOf(token: string, article: number): Posting {
    let postings = this.tokens.get(token)
    if (!postings) {
      postings = []
      this.tokens.set(token, postings)
    }
    let posting = postings.at(-1)
    if (posting?.article !== article) {
      posting = { article, fields: 0, places: [] }
      postings.push(posting)
    }
    return posting
  }
}
