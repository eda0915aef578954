import type { Analyser, Term } from './analysis.ts'
import type { FirstArticle } from './first-file.ts'

/** How exactly an article has a search: as a question, or as its title, which says more. */
export const EXACT = { not: 0, question: 1, title: 2 } as const

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

/** The words of a text in their order. */
const keyOf = (terms: Term[]) => terms.flatMap(({ token, isWhole }) => (isWhole ? [] : [token])).join(' ')

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
  return articles.map(({ questions = [] }) => questions.map((question) => signOf(keyOf(analyser.read(question)))).join('')).join('\n')
}

/** Finds the articles whose title or question is a search, word for word. */
export class ExactTexts {
  readonly #articles: Pick<FirstArticle, 'title' | 'questions'>[]
  readonly #analyser: Analyser
  readonly #packed: string
  #known: { texts: Map<string, Map<number, number>>; signs: string[] } | undefined

  /** `packed` has the questions that the articles lack. */
  constructor(articles: Pick<FirstArticle, 'title' | 'questions'>[], analyser: Analyser, packed = '') {
    this.#articles = articles
    this.#analyser = analyser
    this.#packed = packed
  }

  /** How exactly each of those articles may have the text, by their number. */
  find(terms: Term[]): ReadonlyMap<number, number> {
    this.#known ??= this.#read()
    const key = keyOf(terms)
    const sign = signOf(key)
    const found = new Map(this.#known.texts.get(key))
    this.#known.signs.forEach((signs, article) => {
      if (signs.includes(sign) && !found.has(article)) found.set(article, EXACT.question)
    })
    return found
  }

  #read(): { texts: Map<string, Map<number, number>>; signs: string[] } {
    const texts = new Map<string, Map<number, number>>()
    this.#articles.forEach(({ title, questions }, article) => {
      for (const text of [title, ...questions]) {
        const key = keyOf(this.#analyser.read(text))
        const same = texts.get(key) ?? new Map<number, number>()
        same.set(article, Math.max(text === title ? EXACT.title : EXACT.question, same.get(article) ?? EXACT.not))
        texts.set(key, same)
      }
    })
    return { texts, signs: this.#packed ? this.#packed.split('\n') : [] }
  }
}
