import type { Term } from './analysis.ts'

/** How exactly an article has a search: as a question, or as its title, which says more. */
export const EXACT = { not: 0, question: 1, title: 2 } as const

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
const LENGTH = 2

/**
 * Two characters that stand for the words of a text in their order: one text in 4,096 has the same by chance, so whoever asks looks whether the
 * article's title and questions have all the words. Questions themselves would be ten times as many bytes.
 */
export function signOf(terms: Term[]): string {
  // FNV-1a.
  let hash = 0x811c9dc5
  for (const { token, isWhole } of terms) {
    if (isWhole) continue
    for (let index = 0; index < token.length; index++) hash = Math.imul(hash ^ token.charCodeAt(index), 0x01000193)
  }
  hash ^= hash >>> 16
  return SIGNS[(hash >>> 6) & 63]! + SIGNS[hash & 63]!
}

/** A line an article: the sign of its title, then those of its questions. */
export function packSigns(articles: { title: Term[]; questions: Term[][] }[]): string {
  return articles.map(({ title, questions }) => [title, ...questions].map(signOf).join('')).join('\n')
}

/** Finds the articles whose title or question may be a search word for word. */
export class ExactTexts {
  readonly #articles = new Map<string, Map<number, number>>()

  constructor(packed: string) {
    packed.split('\n').forEach((line, article) => {
      for (let at = 0; at < line.length; at += LENGTH) this.#add(line.slice(at, at + LENGTH), article, at === 0 ? EXACT.title : EXACT.question)
    })
  }

  /** How exactly each of those articles has the text, by their number. */
  find(terms: Term[]): ReadonlyMap<number, number> {
    return this.#articles.get(signOf(terms)) ?? new Map()
  }

  #add(sign: string, article: number, exactness: number): void {
    const known = this.#articles.get(sign) ?? new Map<number, number>()
    known.set(article, Math.max(exactness, known.get(article) ?? EXACT.not))
    this.#articles.set(sign, known)
  }
}
