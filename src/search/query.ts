import type { Correction, Definition, SearchAnswer, SearchQuery, SearchResult, SearchScope } from './contract.ts'
import type { Finds } from './find.ts'
import { fetchFile, type LoadFile } from './index-files.ts'
import type { LocaleFindOptions, LocaleIndex } from './locale-index.ts'
import { findInMessage, isMessage, MOST_CHARACTERS } from './message.ts'
import { findNames, lacksName } from './names.ts'
import { OpenedLocale } from './opened-locale.ts'
import { askFallbacks, askForeign, hasAllWords, type Others } from './other-languages.ts'
import type { WordFinds } from './found.ts'

/** With fewer results than this in the reader's language, the others are asked too. */
const FEW = 3
/**
 * From this confidence on, an article answers. With it, 0–3 % of the questions of help centres are called unanswered, and most that are asked of
 * another subject; `npm run bench:search` prints both.
 */
export const GOOD = 1.4
/** Milliseconds that the full answer has before that of the first stage is shown, once the words of the texts are there. */
const HEAD_START = 50
/** A search of which at least this part of the words is in no article may be in another language. */
const LACKING = 0.5

/** The search of one locale. */
export interface Search {
  /** The full answer. Rejects when the index cannot be loaded, tried twice; the next call tries again. */
  ask: (query: SearchQuery) => Promise<SearchAnswer>
  /**
   * The answer as it grows: at most one of the first stage, and none when that finds nothing or comes late; then the full one, like `ask`. Results
   * are the same ones when their `path` and `locale` are. Leave the loop when the reader types on.
   */
  stages: (query: SearchQuery) => AsyncGenerator<SearchAnswer, void, undefined>
  /** Loads the index before the first question. */
  warm: () => void
}

/** Makes the search of a page. Nothing is loaded before the first call. */
export function createSearch(scope: SearchScope, load: LoadFile = fetchFile): Search {
  const opened = new Map(scope.indexes.map((locale) => [locale, new OpenedLocale(locale, scope.prefix, load)]))
  const own = opened.get(scope.locale)
  const fallbacks: Others = [...opened].filter(([locale]) => locale !== scope.locale)
  const foreign: Others = (scope.foreign ?? []).map(({ locale, prefix }) => [locale, new OpenedLocale(locale, prefix, load)])

  /** The meaning of a term of the reader's own language; none when the first file did not arrive. */
  async function define(...texts: string[]): Promise<{ definition?: Definition }> {
    const first = await own?.first().catch(() => undefined)
    const definition = texts.map((text) => first?.define(text)).find(Boolean)
    return definition ? { definition } : {}
  }

  async function* stages(query: SearchQuery): AsyncGenerator<SearchAnswer, void, undefined> {
    const full = ask(query)
    // Whoever waits for the full answer is told of its failure.
    full.catch(() => {})
    if (own && WORD.test(query.text)) {
      const early = own
        .first()
        .then((first) => first.answer(query))
        .catch(() => undefined)
      const isSoon = own.isFullThere && (await comesSoon(full))
      const next = isSoon ? undefined : await Promise.race([early, full.catch(() => early)])
      if (next?.stage === 'first') yield { ...next, ...(await define(query.text)) }
    }
    yield await full
  }

  /** A connection that dropped, or a site that was published a moment ago, is worth a second try before the reader is told. */
  async function ask(query: SearchQuery): Promise<SearchAnswer> {
    try {
      return await answer(query)
    } catch {
      for (const [, locale] of [...opened, ...foreign]) locale.forget()
      return answer(query)
    }
  }

  function warm(): void {
    // A failure is told to the reader who asks something.
    own?.first().catch(() => {})
    own?.full().catch(() => {})
  }

  async function answer(query: SearchQuery): Promise<SearchAnswer> {
    const { limit, category, isLiteral = false } = query
    const text = query.text.slice(0, MOST_CHARACTERS)
    if (!WORD.test(text)) return { ...NOTHING, query, stage: 'full' }
    const index = await own?.full()
    const find = isMessage(text) ? findInMessage : findInSearch
    const finds = index ? await find(index, text, { category, isLiteral }) : NO_FINDS
    const isGood = isAnswer(finds)
    // Names and commands are the same in every language: an article that has them all is not left for another language's.
    const isHere = finds.ranked.length > 0 && finds.hasAllWords
    // Only one more try: what fails here is no reason to lose what was found.
    const isNear = isGood || isHere || (await hasAllWords(fallbacks, text, category).catch(() => false))
    const elsewhere = isNear ? [] : await askForeign(foreign, scope.locale, text, find, category, lacksMost(finds.words), isAnswer).catch(() => [])
    if (elsewhere.length > 0) return { ...NOTHING, query, stage: 'full', otherLanguages: elsewhere }

    const results = index ? await index.read(finds.ranked.slice(0, limit), finds.words) : []
    const names = findNames(text)
    const isMissing = finds.ranked.length < FEW || !isGood || (names !== '' && lacksName(finds.words))
    const inFallbacks = isMissing && !isMessage(text) ? await askFallbacks(fallbacks, names || text, category, isAnswer) : []
    const otherLanguages: SearchResult[] = []
    for (const result of inFallbacks) {
      if (results.some((known) => known.path === result.path)) continue
      // What the reader's language has is shown in it, though words of another language found it.
      const [translation] = index ? await index.read(index.findArticle(result.path), finds.words) : []
      if (translation) results.push(translation)
      else otherLanguages.push(result)
    }
    const best = isGood ? await index?.findPassage(finds) : undefined
    const { coverage, confidence, ranked } = finds
    const first = await own?.first().catch(() => undefined)
    const corrected = finds.corrected.map(({ from, to }) => ({ from, to: first?.spell([to])[0] ?? to }))
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
      completions: first?.spell(finds.completions) ?? [],
      ...(best ? { best } : {}),
      ...(await define(text, ...(corrected.length > 0 ? [correctText(text, corrected)] : []))),
      otherLanguages,
    }
  }

  return { ask, stages, warm }
}

/** Whether an answer comes before a reader would miss one: to show two within a moment draws the list twice for each letter. */
async function comesSoon(full: Promise<SearchAnswer>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), HEAD_START)
  })
  const isThere = full.then(
    () => true,
    () => false,
  )
  const isSoon = await Promise.race([isThere, late])
  clearTimeout(timer)
  return isSoon
}

/** The text with the words that it was taken for. */
function correctText(text: string, corrected: Correction[]): string {
  return corrected.reduce((changed, { from, to }) => changed.replace(from, () => to), text)
}

const isAnswer = ({ isExact, confidence }: Finds) => isExact || confidence >= GOOD

function lacksMost(words: WordFinds[]): boolean {
  const lacking = words.filter(({ tokens }) => tokens.every(({ reason }) => reason === 'alike' || reason === 'corrected'))
  return lacking.length >= words.length * LACKING
}

const findInSearch = (index: LocaleIndex, text: string, options: LocaleFindOptions) => index.find(text, options)

/** Without a letter or a digit there is nothing to find. */
const WORD = /[\p{L}\p{N}]/u
const NO_FINDS: Finds = { ranked: [], words: [], coverage: 0, confidence: 0, isExact: false, hasAllWords: true, corrected: [], completions: [] }
const NOTHING = { results: [], total: 0, hasAllWords: true, isGood: false, coverage: 0, confidence: 0, corrected: [], completions: [], otherLanguages: [] }
