import type { GlossaryEntry } from '../articles/contract.ts'
import type { Analyser, Term } from './analysis.ts'
import type { Definition } from './contract.ts'

/** A search of more words is no question for a term. */
const MOST_WORDS = 12

/** The glossary of a locale, as the first file holds it. */
export interface PackedGlossary {
  terms: string
  /** Words around a term that only ask for its meaning: “what does … mean”. */
  questionWords: string
}

/** A line for each term: term, definition, path of an article, and its English name where the term does not have it. */
export function packGlossary(entries: GlossaryEntry[], questionWords: string): PackedGlossary | undefined {
  if (entries.length === 0) return undefined
  const lines = entries.map(({ id, term, definition, article = '' }) => {
    const name = id.replaceAll('-', ' ')
    const isKnown = term.toLowerCase().replaceAll('-', ' ').includes(name)
    const fields = [term, definition, article, isKnown ? '' : name].map((field) => field.replace(/\s+/g, ' '))
    return fields.join('\t').trimEnd()
  })
  return { terms: lines.join('\n'), questionWords }
}

/** The words that a locale's glossary explains. */
export class Glossary {
  readonly #definitions = new Map<string, Definition>()
  readonly #questionWords: Set<string>
  readonly #analyser: Analyser

  constructor({ terms, questionWords }: PackedGlossary, analyser: Analyser, prefix: string) {
    this.#analyser = analyser
    this.#questionWords = new Set(analyser.terms(questionWords).map(({ token }) => token))
    for (const line of terms.split('\n')) {
      const [term = '', text = '', article, name] = line.split('\t')
      const definition = { term, text, ...(article ? { url: `${prefix}/${article}/` } : {}) }
      // “Customer effort score (CES)” has two names.
      const [, first = term, second] = /^(.+?)\s*\((.+)\)$/.exec(term) ?? []
      for (const alias of [first, second, name]) {
        const key = alias && keyOf(analyser.terms(alias))
        if (key && !this.#definitions.has(key)) this.#definitions.set(key, definition)
      }
    }
  }

  /** The meaning of a text that is a term, in any form, or a term and words that ask for its meaning. */
  find(text: string): Definition | undefined {
    const terms = this.#analyser.terms(text).filter((term) => !term.isWhole)
    if (terms.length > MOST_WORDS) return undefined
    const asks = terms.map(({ token }) => this.#questionWords.has(token))
    for (let length = terms.length; length > 0; length--) {
      for (let start = 0; start + length <= terms.length; start++) {
        const isRestAsking = asks.every((isAsking, index) => isAsking || (index >= start && index < start + length))
        const definition = isRestAsking && this.#definitions.get(keyOf(terms.slice(start, start + length)))
        if (definition) return definition
      }
    }
    return undefined
  }
}

const keyOf = (terms: Term[]) =>
  terms
    .filter((term) => !term.isWhole)
    .map((term) => term.token)
    .join(' ')
