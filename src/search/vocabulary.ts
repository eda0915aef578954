import type { Analyser } from './analysis.ts'
import { countBits, countTypos, letterBits } from './distance.ts'
import { foldAccents } from './folding.ts'
import { lowerBound } from './front-coding.ts'
import { unpackWords, type WordListFile } from './word-list.ts'

/** A word of the articles that a searched word may stand for. */
export interface Candidate {
  word: string
  /** 0–1: how much a page with it is worth beside one with the searched word. */
  weight: number
}

/** Words offered for one searched word; more cost parts of the index. 12 instead of 8 finds 0.1 points more in Hebrew, whose short words have many neighbours. */
const MOST = 12
const MOST_COMPLETIONS = 12
const MOST_RELATED = 4
/** Letters from which one typo is looked for, and two. */
const ONE_TYPO = 4
const TWO_TYPOS = 6
/** Letters from which one of two typos may be the first, which is hardly ever mistyped: “docker” is no “picker”. Finds as much (0.01 points of Success@3 less). */
const SURE = 8
/** Typos that are looked for. */
export const MOST_TYPOS = 2
/** Letters that a word with digits needs to be misspelt: Internt2. */
const LETTERS = 3
/** What each typo takes off, beside the length. 1 instead of 1.5 finds 0.7 points more at once in Hebrew and Arabic words with a typo. */
const TYPO = 1
/** Words that share at least this part of their groups of three letters are alike: forms and compounds that no stemmer joins. */
const LIKENESS = 0.35
const LIKE_WEIGHT = 0.3
/** Letters that words which begin alike share. */
const BEGINNING = 3

/** The words of a locale's articles. */
export class Vocabulary {
  readonly #words: string[]
  readonly #counts: string
  /** Words without accents, sorted, each once. */
  readonly #bare = new Map<string, number[]>()
  #bareList: string[] | undefined
  #bits: Int32Array | undefined
  #groups: Map<string, number[]> | undefined

  constructor(file: Pick<WordListFile, 'words' | 'counts'>, analyser: Analyser) {
    this.#words = unpackWords(file)
    this.#counts = file.counts
    this.#words.forEach((word, index) => {
      for (const bare of new Set([foldAccents(word), foldAccents(analyser.bareOf(word))])) {
        const same = this.#bare.get(bare)
        if (same) same.push(index)
        else this.#bare.set(bare, [index])
      }
    })
  }

  /** The logarithm of how often the articles have a word, whatever its accents; undefined when they do not. */
  countOf(folded: string): number | undefined {
    const bare = foldAccents(folded)
    return this.#bare.has(bare) ? this.#countOf(bare) : undefined
  }

  /** Words with the same letters but other accents, itself included. */
  sameLetters(folded: string): string[] {
    return this.#wordsOf(foldAccents(folded))
  }

  /** Longer words that begin so, the most used first. */
  completions(folded: string): Candidate[] {
    const bare = foldAccents(folded)
    const list = this.#list()
    const found: [string, number][] = []
    for (let index = lowerBound(list, bare); index < list.length && list[index]!.startsWith(bare); index++) {
      if (list[index] !== bare) found.push([list[index]!, this.#countOf(list[index]!)])
    }
    found.sort((a, b) => b[1] - a[1] || a[0].length - b[0].length)
    return this.#candidates(found.slice(0, MOST_COMPLETIONS).map(([word]) => [word, Math.sqrt(bare.length / word.length)]))
  }

  /** Words that the searched one may be a misspelling of: those with the fewest typos, the most used first. */
  corrections(folded: string): Candidate[] {
    const bare = foldAccents(folded)
    let most = bare.length >= TWO_TYPOS ? MOST_TYPOS : bare.length >= ONE_TYPO ? 1 : 0
    // Numbers are meant as they are.
    const digits = digitsOf(bare)
    if (most === 0 || digits.length > bare.length - LETTERS) return []
    const list = this.#list()
    this.#bits ??= Int32Array.from(list, letterBits)
    const bits = letterBits(bare)
    let found: [string, number][] = []
    for (let index = 0; index < list.length; index++) {
      const word = list[index]!
      if (Math.abs(word.length - bare.length) > most || countBits(bits ^ this.#bits[index]!) > 2 * most) continue
      const typos = countTypos(bare, word, most)
      if (typos > most || digitsOf(word) !== digits || (typos > 1 && bare.length < SURE && word[0] !== bare[0])) continue
      if (typos < most) {
        found = []
        most = typos
      }
      found.push([word, this.#countOf(word)])
    }
    found.sort((a, b) => b[1] - a[1])
    const weight = 1 - (TYPO * most) / bare.length
    return this.#candidates(found.slice(0, MOST).map(([word]) => [word, weight]))
  }

  /**
   * Words that look alike and begin alike: other forms, and compounds. What begins otherwise is 0.05 points of Success@3 and twice
   * the bytes, because words are beside their neighbours in the alphabet.
   */
  related(folded: string): Candidate[] {
    const bare = foldAccents(folded)
    const start = bare.slice(0, BEGINNING)
    if (start.length < BEGINNING) return []
    const list = this.#list()
    const groups = groupsOf(bare)
    const found: [string, number][] = []
    for (let index = lowerBound(list, start); list[index]?.startsWith(start); index++) {
      const word = list[index]!
      let count = 0
      for (const group of groupsOf(word)) if (groups.has(group)) count++
      found.push([word, count])
    }
    return this.#likest(found, bare, groups, MOST_RELATED)
  }

  /** Words that look alike, wherever they begin alike. */
  alike(folded: string): Candidate[] {
    const bare = foldAccents(folded)
    const list = this.#list()
    if (!this.#groups) {
      const groups = new Map<string, number[]>()
      list.forEach((word, index) => {
        for (const group of groupsOf(word)) {
          const known = groups.get(group)
          if (known) known.push(index)
          else groups.set(group, [index])
        }
      })
      this.#groups = groups
    }
    const groups = groupsOf(bare)
    const shared = new Map<number, number>()
    for (const group of groups) for (const index of this.#groups.get(group) ?? []) shared.set(index, (shared.get(index) ?? 0) + 1)
    return this.#likest(
      [...shared].map(([index, count]) => [list[index]!, count]),
      bare,
      groups,
      MOST,
    )
  }

  /** The likest words, given with the number of groups that they share. */
  #likest(words: [string, number][], bare: string, groups: ReadonlySet<string>, most: number): Candidate[] {
    const found: [string, number][] = []
    for (const [word, count] of words) {
      const likeness = (2 * count) / (groups.size + Math.max(1, word.length - 1))
      if (likeness >= LIKENESS && word !== bare) found.push([word, Math.min(1, likeness) * LIKE_WEIGHT])
    }
    found.sort((a, b) => b[1] - a[1])
    return this.#candidates(found.slice(0, most))
  }

  #candidates(found: [string, number][]): Candidate[] {
    return found.flatMap(([bare, weight]) => this.#wordsOf(bare).map((word) => ({ word, weight })))
  }

  #wordsOf(bare: string): string[] {
    return (this.#bare.get(bare) ?? []).map((index) => this.#words[index]!)
  }

  #countOf(bare: string): number {
    return Math.max(...(this.#bare.get(bare) ?? []).map((index) => Number(this.#counts[index])))
  }

  #list(): string[] {
    this.#bareList ??= [...this.#bare.keys()].sort()
    return this.#bareList
  }
}

const digitsOf = (word: string) => word.replace(/\D/g, '')

/** Three letters in a row, the first with the beginning of the word. */
function groupsOf(word: string): Set<string> {
  const marked = `^${word}`
  const groups = new Set<string>()
  for (let index = 0; index + 3 <= marked.length; index++) groups.add(marked.slice(index, index + 3))
  return groups
}
