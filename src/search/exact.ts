import type { Analyser, Term } from './analysis.ts'
import type { FirstArticle } from './first-file.ts'

/**
 * How exactly an article has a search: but for words that say little in any text (“change language” for “How do I change the language?”) or as a
 * keyword, as a question, or as its title, which says more.
 */
export const EXACT = { not: 0, alike: 1, question: 2, title: 3 } as const

/** With fewer words that say something, all words are compared: “What is a refund?” is not all about refunds. */
const TELLING_WORDS = 2

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The words of a text in their order. */
const keyOf = (terms: Term[]) => terms.flatMap(({ token, isWhole }) => (isWhole ? [] : [token])).join(' ')

/** Those that say something. */
function tellingKeyOf(terms: Term[], analyser: Analyser): string {
  const telling = terms.filter(({ folded, isWhole }) => !isWhole && !analyser.isCommon(folded))
  return keyOf(telling.length < TELLING_WORDS ? terms : telling)
}

/** Those of the searched words that an article's title or questions must have to be the search. */
export function askedWords<Word extends { isCommon: boolean }>(words: Word[]): Word[] {
  const telling = words.filter(({ isCommon }) => !isCommon)
  return telling.length < TELLING_WORDS ? words : telling
}

/**
 * A character that stands for a text: one in 64 has the same by chance, so whoever asks looks whether the article's title and questions have all
 * the words. Questions themselves would be thirty times as many bytes.
 */
function signOf(key: string): string {
  // FNV-1a.
  let hash = 0x811c9dc5
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  hash ^= hash >>> 16
  return SIGNS[(hash ^ (hash >>> 6)) & 63]!
}

/** The questions of a large help centre, which its first file has no room for: a line an article, a sign a question. */
export function packQuestions(articles: { questions?: string[] }[], analyser: Analyser): string {
  return articles.map(({ questions = [] }) => questions.map((question) => signOf(tellingKeyOf(analyser.read(question), analyser))).join('')).join('\n')
}

/** How exactly which articles have a text. */
type ExactMap = Map<string, Map<number, number>>

/** Finds the articles of which a search is the title, a question or a keyword of several words. */
export class ExactTexts {
  readonly #articles: Pick<FirstArticle, 'title' | 'questions' | 'keywords'>[]
  readonly #analyser: Analyser
  readonly #packed: string
  #known: { texts: ExactMap; alike: ExactMap; signs: string[] } | undefined

  /** `packed` has the questions that the articles lack. */
  constructor(articles: Pick<FirstArticle, 'title' | 'questions' | 'keywords'>[], analyser: Analyser, packed = '') {
    this.#articles = articles
    this.#analyser = analyser
    this.#packed = packed
  }

  /** How exactly each of those articles may have the text, by their number. */
  find(terms: Term[]): ReadonlyMap<number, number> {
    this.#known ??= this.#read()
    const { texts, alike, signs } = this.#known
    const key = tellingKeyOf(terms, this.#analyser)
    const sign = signOf(key)
    const found = new Map([...(alike.get(key) ?? []), ...(texts.get(keyOf(terms)) ?? [])])
    signs.forEach((own, article) => {
      if (own.includes(sign) && !found.has(article)) found.set(article, EXACT.alike)
    })
    return found
  }

  #read(): { texts: ExactMap; alike: ExactMap; signs: string[] } {
    const texts: ExactMap = new Map()
    const alike: ExactMap = new Map()
    this.#articles.forEach(({ title, questions, keywords }, article) => {
      for (const text of [title, ...questions]) {
        const terms = this.#analyser.read(text)
        add(texts, keyOf(terms), article, text === title ? EXACT.title : EXACT.question)
        add(alike, tellingKeyOf(terms, this.#analyser), article, EXACT.alike)
      }
      // A single word is the keyword of many.
      for (const keyword of keywords) if (/\S\s/.test(keyword)) add(alike, tellingKeyOf(this.#analyser.read(keyword), this.#analyser), article, EXACT.alike)
    })
    return { texts, alike, signs: this.#packed ? this.#packed.split('\n') : [] }
  }
}

function add(map: ExactMap, key: string, article: number, exactness: number): void {
  const same = map.get(key) ?? new Map<number, number>()
  same.set(article, Math.max(exactness, same.get(article) ?? EXACT.not))
  map.set(key, same)
}
