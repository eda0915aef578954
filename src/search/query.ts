import type { Correction, Definition, SearchAnswer, SearchQuery, SearchResult, SearchScope } from './contract.ts'
import type { FirstFile } from './first-file.ts'
import { FirstStage } from './first-stage.ts'
import { LocaleIndex, type Filters, type LocaleFinds } from './locale-index.ts'
import { findInMessage, isMessage, MOST_CHARACTERS } from './message.ts'
import { loadPagefind, type LoadIndex } from './pagefind.ts'
import { loadStemmer } from './stems/load.ts'

/** With fewer results than this in the reader's language, the others are asked too. */
const FEW = 3
/**
 * From this confidence on, an article answers. Measured with questions of other sets: share of them below it, and of own
 * questions below it, are printed by `npm run bench:search`.
 */
export const GOOD = 0.75
/** Results shown of each other language. */
const OTHERS = 5

/** The search of one locale. */
export interface Search {
  /** The full answer. Rejects when the index cannot be loaded; the next call tries again. */
  ask: (query: SearchQuery) => Promise<SearchAnswer>
  /**
   * The answer as it grows: at most one of the first stage, and none when that finds nothing or comes late; then the full one, like `ask`. Results
   * are the same ones when their `path` and `locale` are. Leave the loop when the reader types on.
   */
  stages: (query: SearchQuery) => AsyncGenerator<SearchAnswer, void, undefined>
  /** Loads the index before the first question. */
  warm: () => void
}

/** Loads the file of the first stage. */
export type LoadFirst = (locale: string) => Promise<FirstFile>

const fetchFirst: LoadFirst = async (locale) => {
  const response = await fetch(`/pagefind/${locale}/first.json`)
  if (!response.ok) throw new Error(`/pagefind/${locale}/first.json answered ${response.status}.`)
  return (await response.json()) as FirstFile
}

/** Makes the search of a page. Nothing is loaded before the first call. */
export function createSearch(scope: SearchScope, load: LoadIndex = loadPagefind, loadFirst: LoadFirst = fetchFirst): Search {
  const opened = new Map<string, Promise<LocaleIndex>>()
  let first: Promise<FirstStage> | undefined
  let attempt = 0

  function open(locale: string): Promise<LocaleIndex> {
    const index =
      opened.get(locale) ??
      Promise.all([load(locale, attempt), loadStemmer(locale)]).then(([files, stemmer]) => new LocaleIndex(files, stemmer, locale, scope.prefix))
    opened.set(locale, index)
    return index
  }

  /** The first stage of the reader's own language; a failure is forgotten. */
  function openFirst(): Promise<FirstStage> {
    first ??= Promise.all([loadFirst(scope.locale), loadStemmer(scope.locale)]).then(
      ([file, stemmer]) => new FirstStage(file, stemmer, scope.locale, scope.prefix),
    )
    first.catch(() => {
      first = undefined
    })
    return first
  }

  /** The meaning of a term of the reader's own language; none when the first file did not arrive. */
  async function define(...texts: string[]): Promise<{ definition?: Definition }> {
    if (!scope.indexes.includes(scope.locale)) return {}
    const opened = await openFirst().catch(() => undefined)
    const definition = texts.map((text) => opened?.define(text)).find(Boolean)
    return definition ? { definition } : {}
  }

  async function* stages(query: SearchQuery): AsyncGenerator<SearchAnswer, void, undefined> {
    const full = ask(query)
    // Whoever waits for the full answer is told of its failure.
    full.catch(() => {})
    if (scope.indexes.includes(scope.locale) && /[\p{L}\p{N}]/u.test(query.text)) {
      const early = openFirst()
        .then((opened) => opened.answer(query))
        .catch(() => undefined)
      const next = await Promise.race([early, full.catch(() => undefined)])
      if (next?.stage === 'first') yield { ...next, ...(await define(query.text)) }
    }
    yield await full
  }

  async function ask(query: SearchQuery): Promise<SearchAnswer> {
    try {
      return await answer(query)
    } catch (error) {
      // Browsers remember a module that failed to load, so the next attempt has another address.
      opened.clear()
      attempt++
      throw error
    }
  }

  function warm(): void {
    const [locale] = scope.indexes
    if (scope.indexes.includes(scope.locale)) openFirst().catch(() => {})
    // A failure is told to the reader who asks something.
    if (locale) open(locale).catch(() => {})
  }

  async function answer(query: SearchQuery): Promise<SearchAnswer> {
    const { limit } = query
    const text = query.text.slice(0, MOST_CHARACTERS)
    if (!/[\p{L}\p{N}]/u.test(text)) return { ...NOTHING, query, stage: 'full' }
    const filters: Filters = query.category ? { category: [query.category] } : {}
    const own = scope.indexes.includes(scope.locale) ? await open(scope.locale) : undefined
    const finds = (own && (await findIn(own, { ...query, text }, filters))) ?? NO_FINDS
    const isGood = finds.confidence >= GOOD
    const results = own ? await own.read(finds.ranked.slice(0, limit), finds.words) : []

    const elsewhere = (finds.ranked.length < FEW || !isGood) && !isMessage(text) ? await askOthers(text, filters) : []
    const otherLanguages: SearchResult[] = []
    for (const result of elsewhere) {
      if (results.some((known) => known.path === result.path)) continue
      // What the reader's language has is shown in it, though words of another language found it.
      const [translation] = own ? await own.read(await own.findArticle(result.path), finds.words) : []
      if (translation) results.push(translation)
      else otherLanguages.push(result)
    }
    const best = isGood ? await own?.findPassage(finds) : undefined
    const { coverage, confidence, corrected, completions, ranked } = finds
    return {
      query,
      stage: 'full',
      results,
      total: Math.max(ranked.length, results.length),
      hasAllWords: finds.hasAllWords || ranked.length === 0,
      isGood,
      coverage,
      confidence,
      corrected,
      completions,
      ...(best ? { best } : {}),
      ...(await define(text, ...(corrected.length > 0 ? [correctText(text, corrected)] : []))),
      otherLanguages,
    }
  }

  /** Articles that the other languages find, each once. */
  async function askOthers(text: string, filters: Filters): Promise<SearchResult[]> {
    const byPath = new Map<string, SearchResult>()
    for (const locale of scope.indexes.filter((code) => code !== scope.locale)) {
      const index = await open(locale)
      // Words of the reader's language are not to be taken for misspelled ones of another.
      const { ranked, words, hasAllWords } = await index.find(text, filters, { isLiteral: true })
      const results = hasAllWords ? await index.read(ranked.slice(0, OTHERS), words) : []
      for (const result of results) if (!byPath.has(result.path)) byPath.set(result.path, result)
    }
    return [...byPath.values()]
  }

  return { ask, stages, warm }
}

/** The text with the words that it was taken for. */
function correctText(text: string, corrected: Correction[]): string {
  return corrected.reduce((changed, { from, to }) => changed.replace(from, () => to), text)
}

function findIn(index: LocaleIndex, { text, isLiteral = false }: SearchQuery, filters: Filters): Promise<LocaleFinds> {
  return isMessage(text) ? findInMessage(index, text, filters) : index.find(text, filters, { isLiteral })
}

const NO_FINDS: LocaleFinds = { ranked: [], words: [], coverage: 0, confidence: 0, hasAllWords: true, corrected: [], completions: [] }
const NOTHING = { results: [], total: 0, hasAllWords: true, isGood: false, coverage: 0, confidence: 0, corrected: [], completions: [], otherLanguages: [] }
