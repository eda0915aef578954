import type { Synonyms } from '../articles/contract.ts'
import type { Analyser, Term } from './analysis.ts'
import { EVERYDAY_WORDS } from './everyday-words.ts'
import type { Found } from './found.ts'
import { MOST_PLACES } from './postings.ts'

/** The everyday words of a language, in their groups, without those of which the site has two words in a group of its own: its writers know better. */
export function everydayWords(language: string, { same }: Synonyms): string[][] {
  const groups = (EVERYDAY_WORDS[language]?.split('\n') ?? []).map((line) => line.split(', '))
  return groups.filter((group) => !same.some((own) => own.filter((word) => group.includes(word)).length > 1))
}

/** A phrase that means the same as a searched one. */
export interface Synonym {
  text: string
  tokens: string[]
  /** Words of the searched phrase. */
  length: number
  /** Whether it is of the everyday words of the language, and not of the site's own synonyms. */
  isEveryday: boolean
}

/**
 * A line for each group. `bill=invoice,statement`: each finds those behind the sign, which are in articles, as with `~` of everyday words; `crash>error`:
 * only the first finds the others. Phrases that no article has would cost a search and find nothing, so none finds them.
 */
export function packSynonyms({ same, finds }: Synonyms, everyday: string[][], isKnown: (phrase: string) => boolean): string {
  const group = (sign: string) => (words: string[]) => ({ sign, from: words.filter((word) => !isKnown(word)), to: words.filter(isKnown) })
  const lines = [
    ...same.map(group('=')),
    ...everyday.map(group('~')),
    ...Object.entries(finds).map(([word, to]) => ({ sign: '>', from: [word], to: to.filter(isKnown) })),
  ]
  return lines
    .filter(({ from, to }) => to.length > (from.length > 0 ? 0 : 1))
    .map(({ sign, from, to }) => `${from.join()}${sign}${to.join()}`)
    .join('\n')
}

/** Watches for the phrases of synonyms in the texts of articles. */
export class WantedPhrases {
  /** Those not found yet, by their first token, with all of their tokens. */
  readonly #wanted = new Map<string, { phrase: string; tokens: string }[]>()
  readonly #found = new Set<string>()

  constructor(synonyms: Synonyms, everyday: string[][], analyser: Analyser) {
    const phrases = [...synonyms.same.flat(), ...everyday.flat(), ...Object.values(synonyms.finds).flat()]
    for (const phrase of new Set(phrases)) {
      const tokens = tokensOf(analyser.terms(phrase))
      const [first] = tokens
      if (first !== undefined) this.#wanted.set(first, [...(this.#wanted.get(first) ?? []), { phrase, tokens: inRow(tokens) }])
    }
  }

  /** Reads one text. */
  read(terms: Term[]): void {
    const read = tokensOf(terms)
    let row = ''
    for (const token of new Set(read)) {
      const wanted = this.#wanted.get(token)
      if (!wanted) continue
      row ||= inRow(read)
      const left = wanted.filter(({ tokens }) => !row.includes(tokens))
      for (const { phrase } of wanted.filter((one) => !left.includes(one))) this.#found.add(phrase)
      this.#wanted.set(token, left)
    }
  }

  has(phrase: string): boolean {
    return this.#found.has(phrase)
  }
}

const inRow = (tokens: string[]) => ` ${tokens.join(' ')} `

interface Phrase {
  tokens: string[]
  others: Synonym[]
}

/** What readers write for the words of a locale's articles. */
export class SynonymList {
  /** By their first token. */
  readonly #phrases = new Map<string, Phrase[]>()

  constructor(packed: string | undefined, analyser: Analyser) {
    for (const line of packed?.split('\n') ?? []) {
      const sign = /[>=~]/.exec(line)?.[0] ?? '='
      const [from = [], to = []] = line.split(sign).map((words) =>
        words.split(',').map((text) => {
          const terms = analyser.terms(text)
          return { text, tokens: tokensOf(terms), wholes: terms.filter((term) => term.isWhole).map((term) => [term.token]) }
        }),
      )
      for (const word of sign === '>' ? from : [...from, ...to]) {
        const others = to.filter((other) => other.text !== word.text)
        for (const tokens of [word.tokens, ...word.wholes]) {
          const [first] = tokens
          if (first === undefined) continue
          const synonyms = others.map((other) => ({ text: other.text, tokens: other.tokens, length: tokens.length, isEveryday: sign === '~' }))
          this.#phrases.set(first, [...(this.#phrases.get(first) ?? []), { tokens, others: synonyms }])
        }
      }
    }
  }

  /** What else to search for, by the token of the searched word. */
  find(terms: Term[]): Map<string, Synonym[]> {
    const found = new Map<string, Synonym[]>()
    const written = tokensOf(terms)
    written.forEach((token, index) => {
      for (const { tokens, others } of this.#phrases.get(token) ?? []) {
        if (!tokens.every((part, offset) => written[index + offset] === part)) continue
        for (const part of tokens) found.set(part, [...(found.get(part) ?? []), ...others])
      }
    })
    return found
  }
}

/** Words may be this many places apart: the whole of a compound stands behind its parts. */
const APART = 2

/** The articles, of those with all words of a phrase, that have them as a phrase; `parts` are the finds of each word. */
export function keepPhrases(found: Found[], parts: Found[][]): Found[] {
  if (parts.length < 2) return found
  const places = parts.map((part) => new Map(part.map(({ id, words }) => [id, words])))
  return found.filter(({ id }) => {
    const words = places.map((part) => part.get(id) ?? [])
    // Titles and keywords have no places.
    if (words.some((own) => own.length === 0)) return true
    // Nor have the later ones of very common words.
    if (words.some((own) => own.length === MOST_PLACES)) return true
    let ends = words[0]!
    for (const own of words.slice(1)) ends = own.filter((place) => ends.some((end) => place > end && place - end <= APART))
    return ends.length > 0
  })
}

/** The words as they follow each other. */
const tokensOf = (terms: Term[]) => terms.filter((term) => !term.isWhole).map((term) => term.token)
