import type { Term } from './analysis.ts'
import type { TextPiece } from './contract.ts'
import { markTerms } from './mark.ts'
import type { Section } from '../articles/sections.ts'

/** What a search looks for in the text of an article. */
export interface Sought {
  /** Which searched words a term means, by their number. */
  meaning: (term: Term) => number[]
  /** What each searched word counts. */
  weights: number[]
  /** Whether a term is marked for readers: not “can” in a question that has words that say more. */
  isMarked: (term: Term) => boolean
}

/** A section as the search reads it. */
export interface ReadSection {
  section: Section
  /** Terms of its text. */
  terms: Term[]
  /** Terms of its title and its code, as `besideText` has them: they count, but are no passage. */
  beside: Term[]
}

/** What of a section is searched and is no text that could answer. */
export const besideText = ({ title, code = '' }: Section) => `${title}\n${code}`

/** A section with what it has of the search. */
export interface WeighedSection {
  section: Section
  /** The part of the search that the section has, rare words counting more. */
  coverage: number
  /** Cuts out the stretch of its text with the most of the search: for the one section that is shown. */
  excerpt: () => TextPiece[]
  /** The part of the search in that stretch. */
  density: number
}

/** Finds in a section what the search means; `length` is the length of the excerpt in words. */
export function weighSection({ section, terms, beside }: ReadSection, length: number, { meaning, weights, isMarked }: Sought): WeighedSection {
  const total = weights.reduce((sum, weight) => sum + weight, 0) || 1
  const meant = terms.map(meaning)
  const all = new Set<number>()
  for (const term of beside) for (const number of meaning(term)) all.add(number)
  for (const numbers of meant) for (const number of numbers) all.add(number)
  const coverage = [...all].reduce((sum, number) => sum + (weights[number] ?? 0), 0) / total
  const { start, density } = densest(meant, length, weights, total)
  return { section, coverage, density, excerpt: () => cutExcerpt(section.text, terms, start, length, isMarked) }
}

/** Where the `length` terms begin that mean the most different searched words. */
function densest(meant: number[][], length: number, weights: number[], total: number): { start: number; density: number } {
  const counts = weights.map(() => 0)
  let sum = 0
  let best = { start: 0, density: 0 }
  meant.forEach((numbers, index) => {
    for (const number of numbers) if (counts[number]!++ === 0) sum += weights[number]!
    for (const number of meant[index - length] ?? []) if (--counts[number]! === 0) sum -= weights[number]!
    if (sum / total > best.density + 1e-9) best = { start: index, density: sum / total }
  })
  // The found words in the middle: the window ends with the last of them.
  return { start: Math.max(0, best.start - Math.round(length * 0.6)), density: best.density }
}

function cutExcerpt(text: string, terms: Term[], start: number, length: number, isMeant: (term: Term) => boolean): TextPiece[] {
  const first = terms[start]
  const last = terms[start + length]
  const from = start === 0 || !first ? 0 : first.start
  const to = last ? last.start : text.length
  const pieces = markTerms(text.slice(from, to).trimEnd(), (part) => shift(terms, from, to, part.length), isMeant)
  return [...(from > 0 ? [{ text: '…', isMarked: false }] : []), ...pieces, ...(to < text.length ? [{ text: '…', isMarked: false }] : [])]
}

/** Terms of a text as terms of a part of it. */
function shift(terms: Term[], from: number, to: number, length: number): Term[] {
  return terms
    .filter((term) => term.start >= from && term.end <= to && term.end - from <= length)
    .map((term) => ({ ...term, start: term.start - from, end: term.end - from }))
}
