import type { Analyser } from './analysis.ts'
import type { TokenSource } from './found.ts'
import { keepPhrases } from './synonyms.ts'

/** Marks inside a word are part of it: מנכ"ל is one. */
const QUOTED = /(?<![\p{L}\p{N}])["“”„«»״]([^"“”„«»״]+)["“”„«»״](?![\p{L}\p{N}])/gu

/** A quoted part of a search, whose words are meant as they are and as they follow each other. */
export interface Phrase {
  start: number
  end: number
  tokens: string[]
}

/** The quoted parts of a text, in the quotation marks of any language. */
export function quotedPhrases(text: string, analyser: Analyser): Phrase[] {
  return [...text.matchAll(QUOTED)].flatMap(({ 0: whole, 1: inside = '', index }) => {
    const tokens = analyser.terms(inside).flatMap((term) => (term.isWhole ? [] : [term.token]))
    return tokens.length > 0 ? [{ start: index, end: index + whole.length, tokens }] : []
  })
}

/** The articles that have all phrases. */
export async function articlesWith(phrases: Phrase[], source: TokenSource): Promise<ReadonlySet<number>> {
  const found = await Promise.all(
    phrases.map(async ({ tokens }) => {
      const [all = [], ...parts] = await Promise.all([tokens.join(' '), ...tokens].map((token) => source.search(token)))
      return new Set(keepPhrases(all, parts).map(({ id }) => id))
    }),
  )
  return found.reduce((kept, other) => new Set([...kept].filter((id) => other.has(id))))
}
