import { foldLetters, foldToken } from './folding.ts'
import { languageOf } from './language-tag.ts'
import type { Stems } from './stems/load.ts'

/** A word of a text, with what the index knows it by. */
export interface Term {
  /** The word as written. */
  word: string
  /** Without case and variants of letters; accents stay, because stemmers read them. */
  folded: string
  /** What is indexed and searched: the stem, or two neighbouring characters where words have no spaces. */
  token: string
  start: number
  end: number
  /** The whole of a compound of which the terms before are the parts: e-mail, می‌خواهید, editLink. */
  isWhole?: boolean
  /** Two neighbouring characters; not in the word list. */
  isPair?: boolean
}

const WORD = /[\p{L}\p{N}\p{M}\u200c'’´-]+/gu
/** Scripts without spaces between words, and Hangul, whose particles have none. Their words are found by pairs of characters. */
const PAIRED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー\p{Script=Hangul}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]+/gu
/** Inside a word: editLink, and a name in Latin letters behind a letter for “to” or “in” (לGoogle). */
const BOUNDARY = /(?<=\p{Ll})(?=\p{Lu})|(?<=[^\P{L}\p{Script=Latin}])(?=\p{Script=Latin})|(?<=\p{Script=Latin})(?=[^\P{L}\p{Script=Latin}])/u
/** The last is a letter to Unicode, and the apostrophe of Ukrainian. */
const APOSTROPHE = /['’´ʼ]/g
/** Words whose terms are kept. */
const REMEMBERED = 50_000
/** Ends every token, so that a search finds the token itself and not the longer words that begin with it. */
export const END = 'ʘ'
/** Letters that must be left of an unfinished word without the small words before it. */
const BEGUN = 2
/** Persian prefixes and endings that are written apart. */
const PARTICLES = new Set('می نمی ها های هایی هایم هایت هایش ام ات اش ای اند اید ایم تر ترین'.split(' '))

const wordsOf = (text: string) => text.replaceAll('\u200d', '\u200c').matchAll(WORD)

/** Cuts texts of a language into terms; the same while building and in the browser. */
export class Analyser {
  /** As the site calls it. */
  readonly locale: string
  /** What folding and lists know: `ar` for `ar-EG`. */
  readonly language: string
  readonly #stems: Stems
  /** Terms of words that were read, counted from the beginning of the word. */
  readonly #known = new Map<string, Term[]>()
  readonly #common: ReadonlySet<string>

  /** `common` has the folded words that say little in any text, with spaces between them. */
  constructor(locale: string, stems: Stems, common = '') {
    this.locale = locale
    this.language = languageOf(locale)
    this.#stems = stems
    this.#common = new Set(common.split(' '))
  }

  /** Whether a folded word says little in any text: how, can, the. */
  isCommon(folded: string): boolean {
    return this.#common.has(folded)
  }

  /** The terms of a text in their order, without their places: building an index reads millions. */
  read(text: string): Term[] {
    const terms: Term[] = []
    for (const [word] of wordsOf(text)) for (const term of this.#termsOf(word)) terms.push(term)
    return terms
  }

  /** The terms of a text in their order. */
  terms(text: string): Term[] {
    const terms: Term[] = []
    for (const { 0: word, index } of wordsOf(text)) {
      for (const { word: part, folded, token, start, end, isWhole, isPair } of this.#termsOf(word)) {
        // Written out, because all words of each article that is shown come by here.
        const term: Term = { word: part, folded, token, start: start + index, end: end + index }
        if (isWhole) term.isWhole = isWhole
        if (isPair) term.isPair = isPair
        terms.push(term)
      }
    }
    return terms
  }

  /** Most words of a text were in another before. */
  #termsOf(word: string): Term[] {
    let terms = this.#known.get(word)
    if (!terms) {
      terms = []
      let position = 0
      for (const paired of word.matchAll(PAIRED)) {
        this.#addWords(terms, word.slice(position, paired.index), position)
        this.#addPairs(terms, paired[0], paired.index)
        position = paired.index + paired[0].length
      }
      this.#addWords(terms, word.slice(position), position)
      if (this.#known.size >= REMEMBERED) this.#known.clear()
      this.#known.set(word, terms)
    }
    return terms
  }

  /** A folded word as the index knows it. */
  tokenOf(folded: string): string {
    return `${foldToken(this.#stems.stemmer(folded), this.language)}${END}`
  }

  /** A folded word without small words that are written together with it; itself where there are none. */
  bareOf(folded: string): string {
    return this.#stems.bare?.(folded) ?? folded
  }

  /** What an unfinished word may be the beginning of when small words are written together with it, itself left out. */
  begunOf(folded: string): string[] {
    return (this.#stems.begun?.(folded) ?? []).filter((rest) => rest.length >= BEGUN)
  }

  #addWords(terms: Term[], text: string, offset: number): void {
    const start = text.search(/[\p{L}\p{N}]/u)
    if (start < 0) return
    const whole = text.slice(start).replace(/['’´\u200c-]+$/u, '')
    const parts: Term[] = []
    for (const part of whole.matchAll(/[^\u200c-]+/g)) {
      let at = part.index
      for (const piece of part[0].split(BOUNDARY)) {
        this.#add(parts, piece, offset + start + at)
        at += piece.length
      }
    }
    const kept = parts.filter((part) => !PARTICLES.has(part.folded))
    const few = kept.length > 0 ? kept : parts
    // A word and its particles are marked together.
    const [only] = few
    if (only && few.length === 1) Object.assign(only, { start: offset + start, end: offset + start + whole.length })
    terms.push(...few)
    if (parts.length > 1) {
      const count = terms.length
      this.#add(terms, whole, offset + start)
      const last = terms[count]
      if (last && few.some((part) => part.token === last.token)) terms.pop()
      else if (last) last.isWhole = true
    }
  }

  #add(terms: Term[], word: string, start: number): void {
    const folded = foldLetters(
      word
        .replace(/[\u200c-]/g, '')
        .replace(/['’´]s$/, '')
        .replace(APOSTROPHE, ''),
      this.language,
    )
    if (folded) terms.push({ word, folded, token: this.tokenOf(folded), start, end: start + word.length })
  }

  #addPairs(terms: Term[], text: string, offset: number): void {
    const characters = [...text]
    let start = offset
    characters.forEach((character, index) => {
      const next = characters[index + 1]
      if (next !== undefined || characters.length === 1) {
        const word = character + (next ?? '')
        const folded = foldLetters(word, this.language)
        // Without the end, one character finds all pairs that begin with it.
        const token = folded + (next === undefined ? '' : END)
        terms.push({ word, folded, token, start, end: start + word.length, isPair: true })
      }
      start += character.length
    })
  }
}
