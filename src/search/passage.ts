import type { Term } from './analysis.ts'
import type { TextPiece } from './contract.ts'
import { markTerms } from './mark.ts'
import type { Section } from '../articles/sections.ts'

/** The part of a stretch that may stand before the last of the found words. */
const BEFORE = 0.6
/** What ends a sentence, or a row of a table. */
const END = /[.!?;؟؛…]["”»’)]*\s+|[。！？；\n]\s*/u

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
  const { first, last, density } = densest(meant, length, weights, total)
  const excerpt = () => {
    // The found words in the middle, unless a sentence begins before them.
    const earliest = Math.min(first, Math.max(0, last - Math.round(length * BEFORE)))
    return cutExcerpt(section.text, terms, findBeginning(section.text, terms, earliest, first), last, length, isMarked)
  }
  return { section, coverage, density, excerpt }
}

/** The shortest stretch of terms that means the most different searched words of any of `length` terms. */
function densest(meant: number[][], length: number, weights: number[], total: number): { first: number; last: number; density: number } {
  const counts = weights.map(() => 0)
  let sum = 0
  let best = { last: 0, density: 0 }
  meant.forEach((numbers, index) => {
    for (const number of numbers) if (counts[number]!++ === 0) sum += weights[number]!
    for (const number of meant[index - length] ?? []) if (--counts[number]! === 0) sum -= weights[number]!
    if (sum / total > best.density + 1e-9) best = { last: index, density: sum / total }
  })
  const missing = new Set(meant.slice(Math.max(0, best.last - length + 1), best.last + 1).flat())
  let first = best.last + 1
  while (missing.size > 0) for (const number of meant[--first]!) missing.delete(number)
  return { ...best, first: Math.min(first, best.last) }
}

/** Where a stretch of the text begins. */
interface Beginning {
  /** The first term of it. */
  term: number
  /** Where it begins in the text, with what stands before the term. */
  from: number
  /** It begins where a sentence, or a row of a table, does. */
  isWhole: boolean
}

/** Where the sentence of a term begins, if not before the earliest one, else at that; the beginning of a text says what it is about. */
function findBeginning(text: string, terms: Term[], earliest: number, first: number): Beginning {
  if (earliest === 0) return { term: 0, from: 0, isWhole: true }
  for (let term = first; term >= earliest; term--) {
    const before = terms[term - 1]!.end
    const end = END.exec(text.slice(before, terms[term]!.start))
    if (end) return { term, from: before + end.index + end[0].length, isWhole: true }
  }
  return { term: earliest, from: terms[earliest]!.start, isWhole: false }
}

/** `last` is the last of the found words. */
function cutExcerpt(
  text: string,
  terms: Term[],
  { term, from, isWhole }: Beginning,
  last: number,
  length: number,
  isMeant: (term: Term) => boolean,
): TextPiece[] {
  const after = terms[term + length]?.start ?? text.length
  const row = terms[last] && endOfRow(text.slice(from, after), terms[last].end - from)
  const to = row === undefined ? after : from + row
  const pieces = markTerms(text.slice(from, to).trimEnd(), (part) => shift(terms, from, to, part.length), isMeant)
  return [...(isWhole ? [] : [{ text: '…', isMarked: false }]), ...pieces, ...(row === undefined && to < text.length ? [{ text: '…', isMarked: false }] : [])]
}

/** Where the row of a table ends that a place is in: the next rows are about something else. Undefined outside of tables. */
function endOfRow(text: string, place: number): number | undefined {
  const end = text.indexOf('; ', place)
  return end > 0 && text.slice(0, end).includes(' · ') ? end : undefined
}

/** Terms of a text as terms of a part of it. */
function shift(terms: Term[], from: number, to: number, length: number): Term[] {
  return terms
    .filter((term) => term.start >= from && term.end <= to && term.end - from <= length)
    .map((term) => ({ ...term, start: term.start - from, end: term.end - from }))
}
